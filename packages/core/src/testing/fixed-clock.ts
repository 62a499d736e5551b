import type { Clock } from "../kernel/clock.js";

/** A clock that stands still until it is told to move on. */
export interface FixedClock extends Clock {
  /**
   * Moves both times on.
   * @param ms - how far, >= 0
   * @throws {RangeError} when it would go back
   */
  advance(ms: number): void;
}

/**
 * Time for tests and replays.
 * @param startMs - what `now` answers at first, ms since the Unix epoch; `monotonic` starts at 0
 */
export function createFixedClock(startMs: number): FixedClock {
  let elapsedMs = 0;
  return {
    now: () => startMs + elapsedMs,
    monotonic: () => elapsedMs,
    advance(ms) {
      if (!(ms >= 0)) throw new RangeError(`a clock does not go back: ${ms}`);
      elapsedMs += ms;
    },
  };
}
