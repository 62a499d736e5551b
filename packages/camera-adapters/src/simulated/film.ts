import type { Frame } from "@sourire/core";

/** Every frame of a simulation, as a function of its number. */
export interface Film {
  /** A new place to draw frames in. */
  buffer(): Uint8Array<ArrayBuffer>;
  /** Time of a frame since the start, ms. */
  takenAtMs(sequence: number): number;
  /** Number of the newest frame at a time since the start. */
  newest(elapsedMs: number): number;
  /** Number of the last frame, where the film ends. */
  readonly last?: number;
  /**
   * Draws one frame.
   * @param data - one of `buffer`, overwritten
   */
  frame(sequence: number, startedAtMs: number, data: Uint8Array<ArrayBuffer>): Frame;
}
