import type { Clock } from "@sourire/core";

/** Numbers and times of one camera's frames, over all that it is read and started anew: both only rise. */
export interface FrameTimes {
  /** Frames of a file begin anew. */
  begin(): void;
  /** @param shownAtMs - of a file: the picture's presentation time */
  next(shownAtMs?: number, intervalMs?: number): { sequence: number; capturedAtMs: number };
}

/** ms: two pictures with one time are put in their order. */
const LEAST_MS = 0.001;

/**
 * A live frame has the time when it was whole here; one of a file has its presentation time after the epoch. A file
 * that is read again goes on after its last time.
 */
export function createFrameTimes(clock: Clock, epochMs: number | undefined): FrameTimes {
  let sequence = 0;
  let last = Number.NEGATIVE_INFINITY;
  let zeroMs: number | undefined;
  return {
    begin() {
      zeroMs = undefined;
    },
    next(shownAtMs, intervalMs = 0) {
      let time: number;
      if (shownAtMs === undefined) {
        time = clock.monotonic();
      } else {
        // without an epoch, the first picture is shown now
        zeroMs ??= Math.max(
          epochMs ?? clock.monotonic() - shownAtMs,
          last + intervalMs - shownAtMs,
        );
        time = zeroMs + shownAtMs;
      }
      last = Math.max(time, last + LEAST_MS);
      return { sequence: sequence++, capturedAtMs: last };
    },
  };
}
