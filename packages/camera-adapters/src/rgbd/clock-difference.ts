import { createRecentMedian } from "./median.js";

/** Measures how far the times of a stream are ahead of the reference's, by the order in which frames come. */
export interface ClockDifference {
  /** A frame of the reference came. */
  reference(timeMs: number): void;
  /** A frame of the stream came. */
  stream(timeMs: number): void;
  /** ms that the stream is ahead, to about half a frame interval; undefined while one of the two has no frames. */
  readonly aheadMs: number | undefined;
}

const REMEMBERED = 15;

/**
 * A frame that comes is newer than the last one of the other stream, by up to an interval: seen from both sides the
 * errors cancel.
 */
export function createClockDifference(): ClockDifference {
  const fromStream = createRecentMedian(REMEMBERED, 1);
  const fromReference = createRecentMedian(REMEMBERED, 1);
  let lastReference: number | undefined;
  let lastStream: number | undefined;
  return {
    reference(timeMs) {
      lastReference = timeMs;
      if (lastStream !== undefined) fromReference.add(lastStream - timeMs);
    },
    stream(timeMs) {
      lastStream = timeMs;
      if (lastReference !== undefined) fromStream.add(timeMs - lastReference);
    },
    get aheadMs() {
      const [a, b] = [fromStream.value, fromReference.value];
      return a === undefined || b === undefined ? (a ?? b) : (a + b) / 2;
    },
  };
}
