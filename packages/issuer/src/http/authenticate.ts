import {
  type AccessClaims,
  accessClaims,
  DPOP_REPLAY_WINDOW_S,
  type DpopProof,
  isSourireError,
  SourireError,
  signToken,
  TOKEN_LIFE_S,
  TOKEN_TYPES,
  tokenDigest,
  verifyDpopProof,
  verifyToken,
} from "@sourire/core";
import { newId, nowS, type Services } from "../services.js";
import type { TerminalRecord } from "../store/records.js";
import type { CallRequest } from "./call-request.js";

/** Who calls, proven. */
export interface Caller {
  /** The terminal's or payer's id. */
  readonly subject: string;
  /** The proof of this call. */
  readonly proof: DpopProof;
}

/**
 * Checks the DPoP proof of a call and that it was not used before.
 * @throws {SourireError} `DPOP_INVALID`, `DPOP_NONCE_REQUIRED`
 */
export async function proveKey(
  services: Services,
  call: CallRequest,
  bound: { readonly accessToken?: string; readonly expectedThumbprint?: string } = {},
): Promise<DpopProof> {
  const { clock, issuer, nonces, store } = services;
  const text = call.headers.get("dpop");
  if (!text) throw new SourireError("DPOP_INVALID", "the DPoP header is missing");
  const proof = await verifyDpopProof(text, {
    ...bound,
    method: call.method,
    url: issuer + call.path,
    nonce: (nonce) => nonces.accepts(nonce),
    nowMs: clock.now(),
  });
  const token = {
    kind: "dpop",
    signer: proof.thumbprint,
    jti: proof.jti,
    digest: await tokenDigest(text),
    expiresAtS: nowS(clock) + DPOP_REPLAY_WINDOW_S,
  } as const;
  if ((await store.transaction((tx) => tx.useToken(token))) !== undefined) {
    throw new SourireError("DPOP_INVALID", "the proof was used before");
  }
  return proof;
}

/**
 * Checks the access token and the proof of the key that it is bound to.
 * @throws {SourireError} `ACCESS_DENIED`, `TOKEN_EXPIRED`, `DPOP_INVALID`, `DPOP_NONCE_REQUIRED`
 */
export async function authenticate(
  services: Services,
  call: CallRequest,
  scope: AccessClaims["scope"],
): Promise<Caller> {
  const match = /^DPoP ([A-Za-z0-9_.-]+)$/i.exec(call.headers.get("authorization") ?? "");
  const accessToken = match?.[1];
  if (!accessToken) throw new SourireError("ACCESS_DENIED", "no DPoP access token");
  const claims = await verifyAccess(services, accessToken);
  if (claims.scope !== scope) throw new SourireError("ACCESS_DENIED", `not a ${scope}'s token`);
  const expectedThumbprint = claims.cnf.jkt;
  const proof = await proveKey(services, call, { accessToken, expectedThumbprint });
  return { subject: claims.sub, proof };
}

/** The same for a terminal, with what was registered. @throws {SourireError} also `TERMINAL_UNKNOWN` */
export async function authenticateTerminal(
  services: Services,
  call: CallRequest,
): Promise<TerminalRecord> {
  const { subject } = await authenticate(services, call, "terminal");
  const terminal = await services.store.transaction((tx) => tx.terminal(subject));
  if (!terminal) throw new SourireError("TERMINAL_UNKNOWN", "the terminal is not registered");
  return terminal;
}

/** An access token bound to a key, for the terminal or payer. */
export function signAccess(
  services: Services,
  scope: AccessClaims["scope"],
  sub: string,
  thumbprint: string,
): Promise<string> {
  const { issuer, livemode, random, clock, signing } = services;
  const iat = nowS(clock);
  const claims: AccessClaims = {
    iss: issuer,
    aud: issuer,
    jti: newId(random),
    iat,
    exp: iat + TOKEN_LIFE_S.access,
    livemode,
    sub,
    scope,
    cnf: { jkt: thumbprint },
  };
  return signToken(TOKEN_TYPES.access, claims, signing);
}

async function verifyAccess(services: Services, token: string): Promise<AccessClaims> {
  const { issuer, livemode, clock, signing } = services;
  try {
    return await verifyToken(TOKEN_TYPES.access, accessClaims, token, {
      keys: (kid) => (kid === signing.kid ? signing.publicJwk : undefined),
      issuer,
      audience: issuer,
      livemode,
      nowMs: clock.now(),
    });
  } catch (cause) {
    if (isSourireError(cause) && cause.code === "TOKEN_EXPIRED") throw cause;
    throw new SourireError("ACCESS_DENIED", "the access token does not hold", { cause });
  }
}
