import type { Frame } from "@sourire/core";

/** Every frame of a simulation, as a function of its number. `B`: where one is drawn. */
export interface Film<B = Uint8Array<ArrayBuffer>> {
  /** A new place to draw frames in. */
  buffer(): B;
  /** Time of a frame since the start, ms. */
  takenAtMs(sequence: number): number;
  /** Number of the newest frame at a time since the start. */
  newest(elapsedMs: number): number;
  /** Number of the last frame, where the film ends. */
  readonly last?: number;
  /**
   * Draws one frame.
   * @param buffer - one of `buffer`, overwritten
   */
  frame(sequence: number, startedAtMs: number, buffer: B): Frame;
}
