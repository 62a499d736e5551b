import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { extname } from "node:path";
import { errnoOf, type Frame, SourireError, storageFault } from "@sourire/core";
import { besideDepth } from "./beside-depth.js";
import type { FilmWriter } from "./film-writer.js";

/** How ffmpeg encodes each kind of clip: quality before size, since clips are looked at and measured. */
const ENCODERS: Readonly<Record<string, readonly string[]>> = {
  ".webm": ["-c:v", "libvpx", "-crf", "8", "-b:v", "4M", "-deadline", "realtime", "-cpu-used", "4"],
  ".mp4": ["-c:v", "libx264", "-crf", "18", "-preset", "veryfast"],
  ".mkv": ["-c:v", "ffv1", "-pix_fmt", "bgr0"],
  ".mjpeg": ["-c:v", "mjpeg", "-q:v", "2", "-f", "mjpeg"],
  ".y4m": ["-f", "yuv4mpegpipe"],
};

/** Endings of the clips that can be written. */
export const CLIP_ENDINGS: readonly string[] = Object.keys(ENCODERS);

/** Options of {@link openClipWriter}. */
export interface ClipWriterOptions {
  /** Ends in one of {@link CLIP_ENDINGS}. */
  readonly path: string;
  /** Frames a second. */
  readonly framesPerSecond: number;
  /** ffmpeg's program. @defaultValue the one on the PATH */
  readonly ffmpegPath?: string;
  /** Stops the encoder and removes what it wrote. */
  readonly signal: AbortSignal;
}

/**
 * Writes frames as a video through ffmpeg; a depth picture is shown beside its colour picture, in colours.
 * A clip that was not finished is removed.
 * @throws {SourireError} `FFMPEG_NOT_FOUND`, `STORAGE_*`
 */
export function openClipWriter(options: ClipWriterOptions): FilmWriter {
  const { path, signal } = options;
  let encoder: Encoder | undefined;
  let count = 0;
  let finished = false;
  return {
    async write(frame) {
      signal.throwIfAborted();
      const picture = besideDepth(frame);
      encoder ??= startEncoder(picture, options);
      await encoder.write(picture.data);
      count++;
    },
    async finish() {
      await encoder?.end();
      finished = true;
      return `${count} frames in ${path}`;
    },
    async [Symbol.asyncDispose]() {
      if (finished || !encoder) return;
      await encoder.kill();
      await rm(path, { force: true });
    },
  };
}

interface Encoder {
  write(data: Uint8Array): Promise<void>;
  end(): Promise<void>;
  kill(): Promise<void>;
}

function startEncoder(picture: Frame["image"], options: ClipWriterOptions): Encoder {
  const { path, framesPerSecond, ffmpegPath = "ffmpeg" } = options;
  const { width, height } = picture;
  const child = spawn(
    ffmpegPath,
    [
      ...["-hide_banner", "-loglevel", "error", "-y"],
      ...["-f", "rawvideo", "-pix_fmt", "rgb24", "-video_size", `${width}x${height}`],
      ...["-framerate", String(framesPerSecond), "-i", "pipe:0", "-pix_fmt", "yuv420p"],
      ...(ENCODERS[extname(path).toLowerCase()] ?? []),
      // a name that begins with a dash or holds a colon is a file all the same
      `file:${path}`,
    ],
    { stdio: ["pipe", "ignore", "pipe"] },
  );
  const ended = endOf(child);
  ended.catch(() => {}); // told by whoever writes next
  const { stdin } = child;
  if (!stdin) throw new TypeError("ffmpeg was started without an input");
  stdin.on("error", () => {}); // a broken pipe is told by how the process ended
  return {
    async write(data) {
      if (child.exitCode !== null || child.signalCode !== null) return ended;
      if (!stdin.write(data)) await Promise.race([once(stdin, "drain"), ended]);
    },
    async end() {
      stdin.end();
      await ended;
    },
    async kill() {
      child.kill("SIGKILL");
      await ended.catch(() => {});
    },
  };
}

/** Resolves when ffmpeg ended well. */
function endOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-2_000);
    });
    child.on("error", (cause) => {
      const missing = errnoOf(cause) === "ENOENT";
      reject(
        missing
          ? new SourireError("FFMPEG_NOT_FOUND", "ffmpeg cannot be started", { cause })
          : cause,
      );
    });
    child.on("close", (code) => (code === 0 ? resolve() : reject(encoderFault(code, said))));
  });
}

function encoderFault(code: number | null, said: string): SourireError {
  const reason = said.trim().split("\n").at(-1) ?? "";
  const full = /No space left|disk quota/i.test(said);
  const cause = Object.assign(new Error(reason), { code: full ? "ENOSPC" : `exit ${code}` });
  return storageFault(cause, "ffmpeg could not write the clip");
}
