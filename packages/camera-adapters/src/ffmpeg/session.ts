import { type PixelImage, SourireError } from "@sourire/core";
import { type CommandParts, commandOf } from "./arguments.js";
import { type FfmpegChild, startFfmpeg } from "./child.js";
import { createFilm, type OnFrame } from "./film.js";
import { isLive } from "./source-kind.js";
import { createStallWatch } from "./stall-watch.js";
import { createStderrLog } from "./stderr-log.js";

/** How one run of ffmpeg ended. */
export type SessionEnd =
  | { readonly status: "ended" }
  | {
      readonly status: "failed";
      readonly fault: SourireError;
      /** How many frames came. */
      readonly frames: number;
      /** ms from the first to the last of them. */
      readonly streamedMs: number;
      /** What ffmpeg said, as it is: for parsers, never for people. */
      readonly lines: readonly string[];
    };

/** One run of ffmpeg. */
export interface Session {
  /** How it ended; the process is gone then. */
  readonly done: Promise<SessionEnd>;
  /** The reader took this frame, and has let go of the one before. */
  taken(image: PixelImage): void;
  /** Ends it; `done` says when it is over. */
  stop(): void;
}

/** What a run is made of. */
export interface SessionParts extends CommandParts {
  /** What it is, for messages: `"the camera v4l2:/dev/video0"`. */
  readonly what: string;
  /** Texts that no message may hold, longest first. */
  readonly secrets: readonly string[];
}

/** @throws {SourireError} `FFMPEG_NOT_FOUND`, `CAMERA_UNAVAILABLE` when no process can be started */
export async function startSession(parts: SessionParts, onFrame: OnFrame): Promise<Session> {
  const { settings } = parts;
  const { source } = settings;
  const everyFrame = source.kind === "file" && source.pace === "fast";
  let child: FfmpegChild | undefined;
  let stalled = false;
  const stall = createStallWatch(settings, () => {
    stalled = true;
    child?.stop();
  });
  const film = createFilm({ timed: source.kind === "file", everyFrame }, (...frame) => {
    stall.beat();
    // the reader has all the time that it wants
    if (everyFrame) stall.rest();
    onFrame(...frame);
  });
  const heard = createStderrLog((line) => film.hear(line, child?.pipe), parts.secrets);
  try {
    child = await startFfmpeg(commandOf(parts), { ...settings, onStderr: heard.push });
  } catch (cause) {
    stall.stop();
    throw cause;
  }
  const { pipe, stop } = child;
  const exited = child.exited.then((code) => {
    if (!film.open) pipe.close(); // nobody has read from it, nor will
    return code;
  });
  const done = Promise.all([exited, pipe.ended]).then(([code]): SessionEnd => {
    stall.stop();
    const { frames, streamedMs } = film;
    if (!isLive(source) && !stalled && code === 0 && frames > 0) return { status: "ended" };
    const fault = stalled
      ? new SourireError("CAMERA_STALLED", `${parts.what} sends no pictures`)
      : heard.fault(parts.what, fallbackCode(isLive(source), frames));
    return { status: "failed", fault, frames, streamedMs, lines: heard.lines() };
  });
  return {
    done,
    stop,
    taken(image) {
      film.taken(image);
      if (!everyFrame) return;
      stall.beat();
      pipe.resume(film);
    },
  };
}

/** What an end means of which ffmpeg says nothing that is known. */
function fallbackCode(live: boolean, frames: number) {
  if (!live) return "CAMERA_FORMAT_UNSUPPORTED";
  return frames > 0 ? "CAMERA_LOST" : "CAMERA_UNAVAILABLE";
}
