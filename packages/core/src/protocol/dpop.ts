import { base64url } from "../kernel/bytes.js";
import { SourireError } from "../kernel/errors.js";
import type { Random } from "../kernel/random.js";
import type { PublicJwk } from "./calls.js";
import { type DpopClaims, dpopClaims } from "./claims.js";
import { tokenDigest } from "./digest.js";
import { type SigningKey, thumbprint } from "./key-store.js";
import { signToken } from "./sign.js";
import { TOKEN_LIFE_S, TOKEN_TYPES } from "./token-type.js";
import { parseClaims, VERIFY_DEFAULTS } from "./verify.js";
import { verifySignature } from "./verify-signature.js";

/** What a proof is made for. */
export interface CreateDpopProofOptions {
  /** Signs; its public half travels in the header. */
  readonly key: SigningKey;
  /** The HTTP method, in capitals. */
  readonly method: string;
  /** The address that is called; query and fragment are left out of the proof. */
  readonly url: string;
  /** The access token that goes along, where one does. */
  readonly accessToken?: string;
  /** The server's last nonce. */
  readonly nonce?: string;
  /** The time, ms since the epoch. */
  readonly nowMs: number;
  /** For the `jti`. */
  readonly random: Random;
}

/** Makes a DPoP proof for one call (RFC 9449 section 4). A new one is made for every try. */
export async function createDpopProof(options: CreateDpopProofOptions): Promise<string> {
  const { key, method, url, accessToken, nonce, nowMs, random } = options;
  const claims: DpopClaims = {
    htm: method,
    htu: normalizeHtu(url),
    jti: base64url.encode(random.bytes(16)),
    iat: Math.floor(nowMs / 1000),
    ...(accessToken === undefined ? {} : { ath: await tokenDigest(accessToken) }),
    ...(nonce === undefined ? {} : { nonce }),
  };
  const { kty, crv, x, y } = key.publicJwk;
  return signToken(TOKEN_TYPES.dpop, claims, key, { jwk: { kty, crv, x, y } });
}

/** What {@link verifyDpopProof} demands of a proof. */
export interface VerifyDpopProofOptions {
  /** The method of the call. */
  readonly method: string;
  /** The address of the call as the public sees it: configured, not taken from a `Host` header. */
  readonly url: string;
  /** The access token of the call; without one the proof must not speak of one. */
  readonly accessToken?: string;
  /** The nonce that the proof must hold, or a function that judges the one it holds. Without it any passes. */
  readonly nonce?: string | ((nonce: string | undefined) => boolean | Promise<boolean>);
  /** The thumbprint that the key must have: `cnf.jkt` of the access token, or the registered key's. */
  readonly expectedThumbprint?: string;
  /** The time, ms since the epoch. */
  readonly nowMs: number;
}

/** A proof that holds. */
export interface DpopProof {
  /** RFC 7638 thumbprint of the key that signed. */
  readonly thumbprint: string;
  /** To be kept for {@link DPOP_REPLAY_WINDOW_S} and refused when it comes again. */
  readonly jti: string;
  /** The key that signed. */
  readonly publicJwk: PublicJwk;
}

/** Seconds that a verifier remembers a `jti`: the life of a proof and the clock tolerance on both ends. */
export const DPOP_REPLAY_WINDOW_S: number = TOKEN_LIFE_S.dpop + 2 * VERIFY_DEFAULTS.clockToleranceS;

/**
 * Verifies a DPoP proof (RFC 9449 section 4.3) but for its replay, which needs a store: keep `jti`.
 * @throws {SourireError} `DPOP_NONCE_REQUIRED` when only the nonce is missing or stale, else `DPOP_INVALID`
 */
export async function verifyDpopProof(
  proof: string,
  options: VerifyDpopProofOptions,
): Promise<DpopProof> {
  const { claims, publicJwk } = await openProof(proof);
  const print = await thumbprint(publicJwk);
  const { method, url, accessToken, nonce, expectedThumbprint, nowMs } = options;
  const ath = accessToken === undefined ? undefined : await tokenDigest(accessToken);
  const age = nowMs / 1000 - claims.iat;
  const tolerance = VERIFY_DEFAULTS.clockToleranceS;
  if (claims.htm !== method) throw invalid("htm");
  if (safeHtu(claims.htu) !== normalizeHtu(url)) throw invalid("htu");
  if (claims.ath !== ath) throw invalid("ath");
  if (age < -tolerance || age > TOKEN_LIFE_S.dpop + tolerance) throw invalid("iat");
  if (expectedThumbprint !== undefined && print !== expectedThumbprint) throw invalid("jwk");
  const fresh = typeof nonce === "function" ? await nonce(claims.nonce) : claims.nonce === nonce;
  if (nonce !== undefined && !fresh) {
    throw new SourireError("DPOP_NONCE_REQUIRED", "the proof holds no current nonce");
  }
  return { thumbprint: print, jti: claims.jti, publicJwk };
}

async function openProof(proof: string): Promise<{ claims: DpopClaims; publicJwk: PublicJwk }> {
  let publicJwk: PublicJwk | undefined;
  try {
    const raw = await verifySignature(TOKEN_TYPES.dpop, proof, (header) => {
      publicJwk = header.kid === undefined ? header.jwk : undefined;
      return publicJwk;
    });
    if (!publicJwk) throw invalid("jwk");
    return { claims: parseClaims(dpopClaims, raw), publicJwk };
  } catch (cause) {
    throw new SourireError("DPOP_INVALID", "the proof cannot be read or verified", { cause });
  }
}

function invalid(part: string): SourireError {
  return new SourireError("DPOP_INVALID", `the proof's ${part} does not fit this call`);
}

function safeHtu(htu: string): string | undefined {
  try {
    return normalizeHtu(htu);
  } catch {
    return undefined;
  }
}

/**
 * The form in which addresses are compared (RFC 9449 section 4.3, RFC 3986 section 6.2.2): scheme and
 * host in lower case, no default port, dot segments removed, escapes in capitals and none where they are
 * not needed, no query, no fragment.
 * @throws {TypeError} when it is no http(s) address or carries a user name
 */
export function normalizeHtu(url: string): string {
  const parsed = new URL(url);
  const web = parsed.protocol === "https:" || parsed.protocol === "http:";
  if (!web || parsed.username !== "" || parsed.password !== "") {
    throw new TypeError("not an http(s) address without a user name");
  }
  const path = parsed.pathname.replaceAll(/%[0-9a-fA-F]{2}/g, (triplet) => {
    const character = String.fromCharCode(Number.parseInt(triplet.slice(1), 16));
    return /[A-Za-z0-9._~-]/.test(character) ? character : triplet.toUpperCase();
  });
  return `${parsed.origin}${path}`;
}
