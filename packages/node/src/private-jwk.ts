import { createECDH } from "node:crypto";
import { base64url, SourireError } from "@sourire/core";

/** What a key is for; one key never does both. */
export type KeyUse = "sig" | "enc";

const ALGORITHMS = {
  sig: { name: "ECDSA", private: ["sign"], public: ["verify"] },
  enc: { name: "ECDH", private: ["deriveBits"], public: [] },
} as const satisfies Record<
  KeyUse,
  { name: string; private: readonly KeyUsage[]; public: readonly KeyUsage[] }
>;

interface PrivateJwk {
  readonly kty: "EC";
  readonly crv: "P-256";
  readonly x: string;
  readonly y: string;
  readonly d: string;
  readonly use: KeyUse;
}

/** Makes a P-256 key. @returns a private JWK (RFC 7517) as text */
export async function generatePrivateJwk(use: KeyUse): Promise<string> {
  const { name, private: usages } = ALGORITHMS[use];
  const algorithm = { name, namedCurve: "P-256" };
  const pair = await crypto.subtle.generateKey(algorithm, true, [...usages]);
  const { kty, crv, x, y, d } = await crypto.subtle.exportKey("jwk", pair.privateKey);
  return `${JSON.stringify({ kty, crv, x, y, d, use })}\n`;
}

/**
 * Reads a private JWK.
 * @returns the pair; its private half cannot be exported again
 * @throws {SourireError} `KEY_STORE_INVALID` when it is damaged, of another kind or for another use
 */
export async function importPrivateJwk(text: string, use: KeyUse): Promise<CryptoKeyPair> {
  const { kty, crv, x, y, d } = parse(text, use);
  const { name, ...usages } = ALGORITHMS[use];
  const algorithm = { name, namedCurve: "P-256" };
  const { subtle } = crypto;
  try {
    return {
      privateKey: await subtle.importKey("jwk", { kty, crv, x, y, d }, algorithm, false, [
        ...usages.private,
      ]),
      publicKey: await subtle.importKey("jwk", { kty, crv, x, y }, algorithm, true, [
        ...usages.public,
      ]),
    };
  } catch (cause) {
    throw new SourireError("KEY_STORE_INVALID", "the key file holds no valid key", { cause });
  }
}

function parse(text: string, use: KeyUse): PrivateJwk {
  const jwk = parseJson(text);
  if (isPrivateJwk(jwk) && jwk.use === use && halvesBelongTogether(jwk)) return jwk;
  throw new SourireError("KEY_STORE_INVALID", `the key file holds no P-256 key of use ${use}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the parser's message would quote the private key
  }
}

function isPrivateJwk(value: unknown): value is PrivateJwk {
  if (typeof value !== "object" || value === null) return false;
  const jwk = value as Partial<Record<keyof PrivateJwk, unknown>>;
  const numbers = [jwk.x, jwk.y, jwk.d];
  const known = jwk.kty === "EC" && jwk.crv === "P-256";
  return known && numbers.every((n) => typeof n === "string" && /^[A-Za-z0-9_-]{43}$/.test(n));
}

/** A key whose public half is another's would sign what nobody can verify. */
function halvesBelongTogether({ x, y, d }: PrivateJwk): boolean {
  try {
    const curve = createECDH("prime256v1");
    curve.setPrivateKey(base64url.decode(d));
    const stated = Buffer.concat([Uint8Array.of(4), base64url.decode(x), base64url.decode(y)]);
    return curve.getPublicKey().equals(stated);
  } catch {
    return false; // d is zero or not below the order of the curve
  }
}
