import type { Frame } from "@sourire/core";
import type { Picture } from "./contender.js";

/** A picture as a frame of a camera with 30 frames a second. */
export function frameOf({ width, height, rgba }: Picture, sequence: number): Frame {
  return {
    sequence,
    capturedAtMs: (sequence * 1000) / 30,
    image: { format: "rgba8", width, height, stride: width * 4, data: rgba },
  };
}
