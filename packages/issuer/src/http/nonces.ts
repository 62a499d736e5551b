import { createHmac, timingSafeEqual } from "node:crypto";
import { base64url, type Clock, type Random } from "@sourire/core";

/** Nonces of DPoP proofs (RFC 9449, section 8): they show that a proof was made now, not in advance. */
export interface Nonces {
  /** The one to hand out. */
  current(): string;
  /** Whether a proof may hold it. */
  accepts(nonce: string | undefined): boolean;
}

/** A nonce is taken in its own window and the next: at least this long, at most twice. */
const WINDOW_MS = 120_000;

/**
 * Nonces that need no memory: an HMAC over the number of the time window. The key lives as long as the
 * process, so after a restart a client is asked for one more try.
 */
export function createNonces(options: { clock: Clock; random: Random }): Nonces {
  const { clock, random } = options;
  const key = random.bytes(32);
  const nonceOf = (window: number): string =>
    base64url.encode(createHmac("sha256", key).update(String(window)).digest().subarray(0, 16));
  const windowNow = (): number => Math.floor(clock.now() / WINDOW_MS);
  return {
    current: () => nonceOf(windowNow()),
    accepts: (nonce) =>
      nonce !== undefined &&
      [windowNow(), windowNow() - 1].some((window) => same(nonce, nonceOf(window))),
  };
}

function same(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}
