import type { Clock, Log, PixelImage } from "@sourire/core";
import type { RecordingKey } from "../record/recording-key.js";

/** Options of `createReplayCamera`. */
export interface ReplayCameraOptions {
  /** What is played. */
  readonly source: ReplaySource;
  /** Starts again at its end; numbers and times go on. @defaultValue false */
  readonly loop?: boolean;
  /**
   * `realtime`: as it was taken, and a slow reader skips to the newest. `fast`: every frame, as fast as the reader takes
   * them; none is dropped. @defaultValue `"realtime"`
   */
  readonly pace?: "realtime" | "fast";
  /** Shown in receipts and logs. @defaultValue `"replay:folder"`, `"replay:video"` or `"replay:recording"` */
  readonly id?: `replay:${string}`;
  /** The program, for videos, and for pictures without `readPicture`. @defaultValue `"ffmpeg"` */
  readonly ffmpegPath?: string;
  /** @defaultValue the machine's own */
  readonly clock?: Clock;
  /** Waits; rejects when the signal aborts. @defaultValue `sleep` of `@sourire/core` */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** @defaultValue says nothing */
  readonly log?: Log;
}

/** What a replay camera plays. */
export type ReplaySource =
  | FolderSource
  /** A video file, through ffmpeg. */
  | { readonly kind: "video"; readonly path: string }
  | RecordingSource;

/** Pictures of one size, sorted by their names; numbers in names count as numbers. */
export interface FolderSource {
  /** What it is. */
  readonly kind: "folder";
  /** Every `.jpg`, `.jpeg`, `.png`, `.webp` and `.bmp` in it, not in folders below. */
  readonly path: string;
  /** 0.1..240. @defaultValue 10 */
  readonly framesPerSecond?: number;
  /** Decodes one, for example `readImageFile` of `@sourire/node`. @defaultValue by ffmpeg, which is slower */
  readonly readPicture?: (
    path: string,
    options: { readonly signal: AbortSignal },
  ) => Promise<PixelImage>;
}

/** What `createRecorder` wrote, with depth, infrared and its times. */
export interface RecordingSource {
  /** What it is. */
  readonly kind: "recording";
  /** Of the recording. */
  readonly path: string;
  /** The key that it was written with. */
  readonly key?: RecordingKey;
  /** A recording that ends early, after a crash, is played as far as it goes. @defaultValue false: then it is a fault */
  readonly incomplete?: boolean;
}
