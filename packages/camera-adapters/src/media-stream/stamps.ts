import type { Shot } from "./shots.js";

/** Number and time of a frame. */
export interface Stamp {
  readonly sequence: number;
  readonly capturedAtMs: number;
}

/** ms: two frames never have one time; browsers round theirs to as much. */
const LEAST_STEP_MS = 0.005;

/**
 * Numbers and times that grow over all readings of one camera, whatever a reading's own count and clock say.
 * @returns for every reading a function that stamps its shots
 */
export function createStamps(nowMs: () => number): () => (shot: Shot) => Stamp {
  let sequence = -1;
  let lastMs = Number.NEGATIVE_INFINITY;
  return () => {
    const before = sequence;
    return ({ count, capturedAtMs }) => {
      sequence = Math.max(sequence + 1, before + count);
      lastMs = Math.max(lastMs + LEAST_STEP_MS, Math.min(capturedAtMs, nowMs()));
      return { sequence, capturedAtMs: lastMs };
    };
  };
}
