/** Brings the times that a stream counts to the clock of the page. */
export interface CaptureClock {
  /**
   * @param timestampMs - the frame's own time, ms from any start
   * @param arrivedAtMs - when it reached this program, ms on the page's monotonic clock
   * @returns when it was taken, ms on the page's monotonic clock, never after its arrival
   */
  at(timestampMs: number, arrivedAtMs: number): number;
  /** The first frame may have lain about for up to an interval: only from the second on are times worth something. */
  readonly settled: boolean;
}

/** Two clocks run apart by less than this, ms per ms: crystals are good to 100 parts in a million. */
const DRIFT = 0.000_2;
/** ms: a frame that is as late as this comes from a stream whose clock was set anew. */
const RESET_MS = 1_000;

/**
 * Frames reach a program late by a little that varies. The frame that came through fastest shows how far the two clocks are
 * apart; so the camera's own rhythm is kept, and only the shortest way of a frame is missing from its time.
 */
export function createCaptureClock(): CaptureClock {
  let apartMs = Number.POSITIVE_INFINITY;
  let lastMs = 0;
  let seen = 0;
  return {
    get settled() {
      return seen > 1;
    },
    at(timestampMs, arrivedAtMs) {
      const lateMs = arrivedAtMs - timestampMs;
      apartMs += DRIFT * Math.max(0, arrivedAtMs - lastMs);
      lastMs = arrivedAtMs;
      seen += 1;
      if (lateMs < apartMs || lateMs - apartMs > RESET_MS) apartMs = lateMs;
      return timestampMs + apartMs;
    },
  };
}
