import type { PixelImage } from "@sourire/core";
import type { ByteTarget, FramePipe } from "./frame-pipe.js";
import { createFrameRing, type FrameRing } from "./frame-ring.js";
import { type FrameLayout, layoutOf } from "./output-header.js";
import { createPresentationTimes } from "./presentation-times.js";

/** Gets a whole frame, with its presentation time where it is a file's. */
export type OnFrame = (image: PixelImage, shownAtMs?: number, intervalMs?: number) => void;

/** Puts frames together from what one ffmpeg writes and says. */
export interface Film extends ByteTarget {
  /** ffmpeg said what it writes. */
  readonly open: boolean;
  /** Frames so far. */
  readonly frames: number;
  /** ms from the first to the last of them. */
  readonly streamedMs: number;
  /** Takes a line of ffmpeg's; the one that says what it writes opens the pipe. */
  hear(line: string, pipe: FramePipe | undefined): void;
  /** The reader has this frame now, and has let go of the one before. */
  taken(image: PixelImage): void;
}

/** What a film is made of. */
export interface FilmOptions {
  /** Each frame waits for its presentation time, which ffmpeg says beside the pipe. */
  readonly timed: boolean;
  /** Each frame waits until the reader took it; none is dropped. */
  readonly everyFrame: boolean;
}

export function createFilm({ timed, everyFrame }: FilmOptions, onFrame: OnFrame): Film {
  const times = createPresentationTimes();
  let layout: FrameLayout | undefined;
  let ring: FrameRing = createFrameRing(1);
  let inOutput = false;
  let filled = 0;
  let frames = 0;
  let firstAtMs = 0;
  let lastAtMs = 0;
  let untimed: PixelImage | undefined;

  /** @returns false when the frame's time is not known yet */
  const show = (image: PixelImage): boolean => {
    const shownAtMs = timed ? times.of(frames) : undefined;
    if (timed && shownAtMs === undefined) {
      untimed = image;
      return false;
    }
    untimed = undefined;
    lastAtMs = performance.now();
    if (frames++ === 0) firstAtMs = lastAtMs;
    onFrame(image, shownAtMs, times.intervalMs);
    return true;
  };
  const target: ByteTarget = {
    room: () => (filled === 0 ? ring.filling : ring.filling.subarray(filled)),
    filled(bytes) {
      filled += bytes;
      if (!layout || filled < layout.bytes) return true;
      filled = 0;
      return show(imageOf(layout, ring.complete())) && !everyFrame;
    },
  };
  return {
    ...target,
    get open() {
      return layout !== undefined;
    },
    get frames() {
      return frames;
    },
    get streamedMs() {
      return lastAtMs - firstAtMs;
    },
    hear(line, pipe) {
      if (timed && times.push(line)) {
        if (untimed && show(untimed) && !everyFrame) pipe?.resume(target);
        return;
      }
      inOutput ||= line.includes("Output #0");
      if (layout || !inOutput) return;
      layout = layoutOf(line);
      if (!layout) return;
      ring = createFrameRing(layout.bytes);
      pipe?.resume(target);
    },
    taken: ({ data }) => ring.taken(data),
  };
}

function imageOf(layout: FrameLayout, data: Uint8Array): PixelImage {
  const { format, width, height, stride, yuv } = layout;
  return yuv
    ? { format, width, height, stride, data, yuv }
    : { format, width, height, stride, data };
}
