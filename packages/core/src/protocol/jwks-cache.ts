import type { Clock } from "../kernel/clock.js";
import type { Jwks } from "./calls.js";
import type { FetchLike } from "./http.js";
import { fetchJwks, keysFromJwks } from "./jwks.js";
import { readHeader } from "./verify-signature.js";

/** Keys are asked for again after this time, ms, so that a rotated sealing key is noticed. */
const MAX_AGE_MS = 600_000;

/** An issuer's public keys, fetched when they are needed and kept for a while. */
export interface JwksCache {
  /** The keys now. */
  current(signal?: AbortSignal): Promise<Jwks>;
  /** Keys that know who signed `token`, as far as the issuer says so: asked again once for a new `kid`. */
  forToken(token: string, signal?: AbortSignal): Promise<Jwks>;
  /** Forgets what it has. */
  drop(): void;
}

/** Makes a {@link JwksCache}; its faults are those of `fetchJwks`. */
export function createJwksCache(options: {
  readonly url: string;
  readonly fetch: FetchLike;
  readonly clock: Clock;
}): JwksCache {
  const { url, fetch, clock } = options;
  let kept: { readonly jwks: Jwks; readonly atMs: number } | undefined;

  async function load(signal: AbortSignal | undefined): Promise<Jwks> {
    const jwks = await fetchJwks(url, { fetch, ...(signal ? { signal } : {}) });
    kept = { jwks, atMs: clock.monotonic() };
    return jwks;
  }
  async function current(signal?: AbortSignal): Promise<Jwks> {
    if (kept && clock.monotonic() - kept.atMs < MAX_AGE_MS) return kept.jwks;
    return load(signal);
  }
  return {
    current,
    async forToken(token, signal) {
      const { kid } = readHeader(token);
      const jwks = await current(signal);
      return keysFromJwks(jwks, "sig")(kid) ? jwks : load(signal);
    },
    drop() {
      kept = undefined;
    },
  };
}
