import type { Frame, PixelFormat } from "../kernel/frame.js";
import type { TrackingOptions } from "./tracking-options.js";

/** What is kept of a frame: nothing of its picture. */
export interface Moment {
  /** The frame's number. */
  readonly sequence: number;
  /** When it was taken, ms. */
  readonly capturedAtMs: number;
  /** Layout of its bytes. */
  readonly format: PixelFormat;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
}

/** What ends a track whatever the picture shows. */
export type Break = "out-of-order" | "time-gap" | "sequence-gap" | "picture-changed";

/** What is kept of a frame. */
export function momentOf({ sequence, capturedAtMs, image }: Frame): Moment {
  const { format, width, height } = image;
  return { sequence, capturedAtMs, format, width, height };
}

/** @returns why a face cannot be followed from one observed frame to the next; `undefined` when it can */
export function breakBetween(
  last: Moment,
  now: Moment,
  { maxGapMs, maxSkippedFrames }: Required<TrackingOptions>,
): Break | undefined {
  const elapsedMs = now.capturedAtMs - last.capturedAtMs;
  if (!(now.sequence > last.sequence && elapsedMs > 0)) return "out-of-order";
  if (elapsedMs > maxGapMs) return "time-gap";
  if (now.sequence - last.sequence - 1 > maxSkippedFrames) return "sequence-gap";
  const { format, width, height } = now;
  const same = format === last.format && width === last.width && height === last.height;
  return same ? undefined : "picture-changed";
}
