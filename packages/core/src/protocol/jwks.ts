import type * as z from "zod";
import { SourireError } from "../kernel/errors.js";
import { type Jwks, jwksResponse, type PublicJwk } from "./calls.js";
import { type FetchLike, issuerUrl, sendRequest } from "./http.js";
import type { SealingKey, SigningKey } from "./key-store.js";

/**
 * The public keys that an issuer publishes.
 * @param keys - `signing`: current and retired ones, so that old receipts can be verified;
 *   `sealing`: the current one first, which is the one that terminals seal to
 */
export function jwksOf(keys: {
  readonly signing: readonly Pick<SigningKey, "kid" | "publicJwk">[];
  readonly sealing: readonly Pick<SealingKey, "kid" | "publicJwk">[];
}): Jwks {
  const { signing, sealing } = keys;
  const publish =
    (alg: "ES256" | "ECDH-ES", use: "sig" | "enc") => (key: (typeof signing)[number]) => {
      const { kty, crv, x, y } = key.publicJwk;
      return { kty, crv, x, y, kid: key.kid, use, alg };
    };
  return {
    keys: [...signing.map(publish("ES256", "sig")), ...sealing.map(publish("ECDH-ES", "enc"))],
  };
}

/**
 * Looks keys up by `kid`, for `verifyToken`. Only keys of that use are found: what seals never verifies.
 * @returns a function that answers `undefined` for what is not there
 */
export function keysFromJwks(
  jwks: Jwks,
  use: "sig" | "enc",
): (kid: string | undefined) => (PublicJwk & { readonly kid: string }) | undefined {
  const alg = use === "sig" ? "ES256" : "ECDH-ES";
  return (kid) => {
    const key = jwks.keys.find((k) => k.kid === kid && k.use === use && k.alg === alg);
    if (!key) return undefined;
    const { kty, crv, x, y } = key;
    return { kty, crv, x, y, kid: key.kid };
  };
}

/**
 * The key to seal to: the first one for sealing.
 * @throws {SourireError} `ISSUER_ANSWER_INVALID` when there is none
 */
export function sealingKeyFromJwks(jwks: Jwks): PublicJwk & { readonly kid: string } {
  const first = jwks.keys.find(({ use, alg }) => use === "enc" && alg === "ECDH-ES");
  const key = first && keysFromJwks(jwks, "enc")(first.kid);
  if (!key) throw new SourireError("ISSUER_ANSWER_INVALID", "the issuer publishes no sealing key");
  return key;
}

/**
 * Fetches an issuer's public keys from `/.well-known/jwks.json`.
 * @param url - the issuer's public URL
 * @throws {SourireError} `ISSUER_UNREACHABLE`, `ISSUER_ANSWER_INVALID`; the signal's own reason when it aborts
 */
export async function fetchJwks(
  url: string,
  options: { readonly fetch?: FetchLike; readonly signal?: AbortSignal } = {},
): Promise<Jwks> {
  const { fetch = (request) => globalThis.fetch(request), signal } = options;
  const schema: z.ZodType<Jwks> = jwksResponse;
  return sendRequest(fetch, {
    url: `${issuerUrl(url)}/.well-known/jwks.json`,
    init: { method: "GET", headers: { accept: "application/json" } },
    schema,
    ...(signal ? { signal } : {}),
  });
}
