import { type Frame, newestFrames, SourireError } from "@sourire/core";
import type { CameraAddress } from "./camera-address.js";
import { createCommandPlan } from "./command-plan.js";
import type { OnFrame } from "./film.js";
import { createFrameTimes } from "./frame-times.js";
import { type Session, type SessionParts, startSession } from "./session.js";
import type { FfmpegSettings } from "./settings.js";
import { type Supervised, supervise } from "./supervise.js";

/** Reads one camera, by one reader at a time. */
export interface FrameReader {
  /**
   * Starts ffmpeg, and stops it when the signal aborts, whether anybody reads on or not.
   * @throws {SourireError} what the camera failed with
   */
  read(stop: AbortSignal): AsyncGenerator<Frame, void, undefined>;
  /** @returns when the last process is gone */
  gone(): Promise<void>;
}

/** ms: how long the end of the frames waits for ffmpeg to end; after that it does so in the background. */
const PARTING_MS = 50;

/** @param id - what messages call the camera */
export function createFrameReader(
  settings: FfmpegSettings,
  id: string,
  address: CameraAddress | undefined,
): FrameReader {
  const times = createFrameTimes(settings.clock, settings.epochMs);
  const plan = createCommandPlan(settings, address);
  const what = `the camera ${id}`;
  let reading = false;
  let gone: Promise<void> = Promise.resolve();

  /** Runs ffmpeg until it is stopped, and hands its frames to the reader without delay. */
  async function* flow(stop: AbortSignal): AsyncGenerator<Frame, void, undefined> {
    let running: Supervised | undefined;
    const end = (): void => {
      if (running) gone = running.stop();
    };
    stop.addEventListener("abort", end, { once: true });
    try {
      const frames = newestFrames(
        (sink) => {
          times.begin();
          const onFrame: OnFrame = (image, ...shown) =>
            sink.push({ ...times.next(...shown), image });
          const run = (parts: Omit<SessionParts, "what">): Promise<Session> =>
            startSession({ ...parts, what }, onFrame);
          const { stallMs: steadyMs, restart, log } = settings;
          const start = (signal: AbortSignal): Promise<Session> => plan.start(run, signal);
          running = supervise({ start, sink, restart, steadyMs, what, log });
          return () => {
            end();
            return Promise.race([gone, parting()]);
          };
        },
        { signal: stop },
      );
      for await (const frame of frames) {
        running?.taken(frame.image);
        yield frame;
      }
    } finally {
      stop.removeEventListener("abort", end);
    }
  }

  return {
    gone: () => gone,
    async *read(stop) {
      if (stop.aborted) return;
      if (reading) throw new SourireError("CAMERA_BUSY", `${what} has a reader already`);
      reading = true;
      try {
        await gone; // a device can be opened once only
        yield* flow(stop);
      } finally {
        reading = false;
      }
    },
  };
}

function parting(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, PARTING_MS);
  });
}
