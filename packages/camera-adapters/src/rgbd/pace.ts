import { type Clock, sleep } from "@sourire/core";

/** Shows what was filmed as fast as it was taken. */
export interface Pace {
  /**
   * Waits until a moment is due.
   * @param timeMs - when it was taken; later than the last one
   * @returns false when it is so late that a newer one is due, or when it was stopped
   */
  admit(timeMs: number, stop: AbortSignal): Promise<boolean>;
}

/**
 * The first moment is due at once. Who comes back late skips as many as have become due meanwhile, and then goes on from
 * there; so a machine that cannot keep up shows some, not none.
 */
export function createPace(clock: Clock): Pace {
  let behindMs: number | undefined;
  let lastMs = Number.NaN;
  let skip = 0;
  return {
    async admit(timeMs, stop) {
      const intervalMs = timeMs - lastMs;
      lastMs = timeMs;
      if (skip > 0 && --skip > 0) return false;
      behindMs ??= clock.monotonic() - timeMs;
      const lateMs = clock.monotonic() - timeMs - behindMs;
      if (lateMs >= intervalMs) {
        skip = Math.floor(lateMs / intervalMs);
        behindMs = undefined;
        return false;
      }
      if (lateMs < 0) await sleep(-lateMs, stop).catch(() => {});
      return !stop.aborted;
    },
  };
}
