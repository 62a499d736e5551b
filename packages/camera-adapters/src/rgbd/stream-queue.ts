import { createRecentMedian } from "./median.js";

/** The frames of one stream that wait for a partner, and what is known of its rate. */
export interface StreamQueue<T> {
  /** When the waiting frames were taken, ms, oldest first. */
  readonly times: readonly number[];
  /** Time of the newest frame that came, waiting or not; -Infinity before the first. */
  readonly lastMs: number;
  /** When the next one is due; NaN while the rate is unknown. */
  readonly nextMs: number;
  /** Median time from frame to frame; undefined while it is unknown. */
  readonly intervalMs: number | undefined;
  /** No more frames will come. */
  readonly ended: boolean;
  /** Frames since the last match. */
  readonly unmatched: number;
  /** @returns false for a frame that is not newer than the last one; it is not taken, but counted */
  add(timeMs: number, item: T): boolean;
  /** The waiting time that is nearest. */
  nearest(timeMs: number): number | undefined;
  /** Removes everything up to and including a time. */
  takeUntil(timeMs: number): T[];
  /** Removes everything before a time. */
  takeBefore(timeMs: number): T[];
  /** Removes the oldest above a number. */
  trim(most: number): T[];
  /** Counts anew. */
  matched(): void;
  /** There will be no more. */
  end(): void;
}

/** The first intervals of a camera are often long; four frames give a median that one of them does not move. */
const ENOUGH_INTERVALS = 3;
const REMEMBERED_INTERVALS = 9;

/** An empty queue. */
export function createStreamQueue<T>(): StreamQueue<T> {
  const times: number[] = [];
  const items: T[] = [];
  const interval = createRecentMedian(REMEMBERED_INTERVALS, ENOUGH_INTERVALS);
  let lastMs = Number.NEGATIVE_INFINITY;
  let ended = false;
  let unmatched = 0;
  const take = (count: number): T[] => {
    times.splice(0, count);
    return items.splice(0, count);
  };
  const countWhere = (isTaken: (timeMs: number) => boolean): number => {
    const kept = times.findIndex((timeMs) => !isTaken(timeMs));
    return kept < 0 ? times.length : kept;
  };
  return {
    times,
    get lastMs() {
      return lastMs;
    },
    get nextMs() {
      return lastMs + (interval.value ?? Number.NaN);
    },
    get intervalMs() {
      return interval.value;
    },
    get ended() {
      return ended;
    },
    get unmatched() {
      return unmatched;
    },
    add(timeMs, item) {
      unmatched++;
      if (!(timeMs > lastMs && timeMs < Number.POSITIVE_INFINITY)) return false;
      if (lastMs > Number.NEGATIVE_INFINITY) interval.add(timeMs - lastMs);
      lastMs = timeMs;
      times.push(timeMs);
      items.push(item);
      return true;
    },
    nearest(timeMs) {
      let best: number | undefined;
      for (const time of times) {
        if (best === undefined || Math.abs(time - timeMs) < Math.abs(best - timeMs)) best = time;
      }
      return best;
    },
    takeUntil: (timeMs) => take(countWhere((time) => time <= timeMs)),
    takeBefore: (timeMs) => take(countWhere((time) => time < timeMs)),
    trim: (most) => take(Math.max(0, times.length - most)),
    matched() {
      unmatched = 0;
    },
    end() {
      ended = true;
    },
  };
}
