import { seededUniform } from "@sourire/core";

/** Share of the frame interval by which frames come early or late, as those of real cameras do. */
const JITTER_SHARE = 0.05;

/** When frames are taken. */
export interface FrameTiming {
  /** Numbers in [0, 1) that belong to one frame, whichever frames were read before. */
  uniformOf(sequence: number): () => number;
  /** Time of a frame since the start, ms. */
  takenAtMs(sequence: number): number;
  /** Number of the newest frame at a time since the start. */
  newest(elapsedMs: number): number;
}

/** The times of a camera that is nearly regular, as a function of the frame's number. */
export function createTiming(seed: number, framesPerSecond: number): FrameTiming {
  const intervalMs = 1000 / framesPerSecond;
  const uniformOf = (sequence: number) => seededUniform(seed + Math.imul(sequence + 1, 0x9e3779b1));
  const takenAtMs = (sequence: number): number =>
    intervalMs * (sequence + JITTER_SHARE * (2 * uniformOf(sequence)() - 1) + JITTER_SHARE);
  return {
    uniformOf,
    takenAtMs,
    newest(elapsedMs) {
      const latest = Math.max(0, Math.floor(elapsedMs / intervalMs));
      return latest > 0 && takenAtMs(latest) > elapsedMs ? latest - 1 : latest;
    },
  };
}
