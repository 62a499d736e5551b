import type { Frame } from "@sourire/core";

/** One frame of a film, which is not read before it is wanted. */
export interface Shot extends Pick<Frame, "sequence" | "capturedAtMs"> {
  /** @returns the rest of the frame; undefined when it was stopped */
  load(signal: AbortSignal): Promise<Pick<Frame, "image" | "depth" | "infrared"> | undefined>;
}

/** What a replay camera plays: from its start, as often as it is asked. */
export interface Film {
  /** Its frames in their order, with numbers and times of the film. */
  open(): AsyncGenerator<Shot, void, undefined>;
  /** ms from one frame to the next, where a film begins again. */
  readonly intervalMs: number;
}
