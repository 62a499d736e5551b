/** Tells whether a frame lay about for so long that the camera has made a newer one. */
export interface Freshness {
  /** Notes the time of a frame. */
  saw(capturedAtMs: number): void;
  /** @returns false when a newer frame is on its way; never twice in a row, so that a slow way ends in late frames, not in none */
  isFresh(capturedAtMs: number, nowMs: number): boolean;
}

/** A frame is passed over when it is older than this many of the camera's shortest intervals. */
const INTERVALS = 2;
/** ms: two frames that came through together say nothing about the camera's rate. */
const LEAST_INTERVAL_MS = 16;

/**
 * A program that was busy finds the frame that came first, not the newest. It passes over that one: the
 * browser holds the newest back for it.
 */
export function createFreshness(): Freshness {
  let last: number | undefined;
  let shortestMs = Number.POSITIVE_INFINITY;
  let passedOver = false;
  return {
    saw(capturedAtMs) {
      if (last !== undefined && capturedAtMs > last) {
        shortestMs = Math.min(shortestMs, capturedAtMs - last);
      }
      last = capturedAtMs;
    },
    isFresh(capturedAtMs, nowMs) {
      const limitMs = INTERVALS * Math.max(shortestMs, LEAST_INTERVAL_MS);
      const fresh = passedOver || nowMs - capturedAtMs <= limitMs;
      passedOver = !fresh;
      return fresh;
    },
  };
}
