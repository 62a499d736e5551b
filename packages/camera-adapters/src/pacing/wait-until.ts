import type { Clock } from "@sourire/core";

/** What waiting is done with. */
export interface Waiting {
  /** Tells the time. */
  readonly clock: Clock;
  /** Waits; rejects when the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Stops it. */
  readonly stop: AbortSignal;
}

/**
 * Waits for a moment of the monotonic clock, through sleeps that end early.
 * @returns false when it was stopped before
 */
export async function waitUntil(timeMs: number, { clock, sleep, stop }: Waiting): Promise<boolean> {
  for (let left = timeMs - clock.monotonic(); left > 0; left = timeMs - clock.monotonic()) {
    try {
      await sleep(Math.ceil(left), stop);
    } catch (cause) {
      if (stop.aborted) return false;
      throw cause;
    }
  }
  return !stop.aborted;
}
