import { seededUniform } from "@sourire/core";

/** Which frame is taken. */
export interface SensorMoment {
  /** Number of the frame: which noise it has. */
  readonly sequence: number;
  /** Since the camera was opened, ms: where exposure, white balance and focus are. */
  readonly atMs: number;
  /** Keep the exposure as it is. @defaultValue false */
  readonly exposureLocked?: boolean;
}

/** Numbers that belong to one frame, whichever frames were taken before. */
export function uniformOf(seed: number, sequence: number): () => number {
  return seededUniform(seed + Math.imul(sequence + 1, 0x9e3779b1));
}
