import type {
  MediaStreamCamera,
  MediaStreamCameraOptions,
} from "@sourire/camera-adapters/media-stream";
import { createMediaStreamCamera } from "@sourire/camera-adapters/media-stream";
import { type Frame, isSourireError } from "@sourire/core";
import type { FrameCounts } from "./counts.js";

/** The ways by which frames come in; which one is taken depends on what the browser has and on the options. */
export const ROUTES = ["page", "worker", "video-element"] as const;
export type Route = (typeof ROUTES)[number];

/** The worker of the tests, through the bundler, as an integrator makes theirs. */
export function frameWorker(): Worker {
  return new Worker(new URL("./frame-worker.ts", import.meta.url), { type: "module" });
}

/** Opens a camera that is read by this route. */
export async function openBy(
  route: Route,
  options: MediaStreamCameraOptions = {},
): Promise<MediaStreamCamera> {
  const { MediaStreamTrackProcessor: processor } = globalThis as Record<string, unknown>;
  try {
    if (route === "video-element") Reflect.deleteProperty(globalThis, PROCESSOR);
    return await createMediaStreamCamera({
      ...options,
      ...(route === "worker" && !options.worker ? { worker: frameWorker } : {}),
    });
  } finally {
    Object.defineProperty(globalThis, PROCESSOR, {
      value: processor,
      configurable: true,
      writable: true,
    });
  }
}
const PROCESSOR = "MediaStreamTrackProcessor";

/** Reads some frames; `use` has each while it is valid. */
export async function read<T>(
  camera: MediaStreamCamera,
  count: number,
  use: (frame: Frame) => T | Promise<T>,
): Promise<T[]> {
  const results: T[] = [];
  for await (const frame of camera.frames({ signal: AbortSignal.timeout(8_000) })) {
    results.push(await use(frame));
    if (results.length === count) break;
  }
  return results;
}

/** What a worker of {@link frameWorker} counted. */
export function countsOf(worker: Worker): Promise<FrameCounts> {
  return new Promise((resolve) => {
    worker.addEventListener("message", ({ data }) => resolve(data), { once: true });
    worker.postMessage("counts");
  });
}

/** A canvas as a track: one picture, or one that changes. It stops with the track that is given to `stop`. */
export function canvasTrack({ moving = false } = {}) {
  const canvas = document.createElement("canvas");
  canvas.width = 160;
  canvas.height = 120;
  const context = canvas.getContext("2d");
  const [track] = canvas.captureStream().getVideoTracks();
  if (!context || !track) throw new Error("this browser gives no canvas stream");
  let drawn = 0;
  const draw = (): void => {
    drawn += 1;
    context.fillStyle = `rgb(${(drawn * 40) % 256} 120 60)`;
    context.fillRect(0, 0, canvas.width, canvas.height);
  };
  draw();
  const timer = moving ? setInterval(draw, 20) : undefined;
  const stop = (): void => {
    clearInterval(timer);
    track.stop();
  };
  return { track, canvas, stop };
}

/** Bytes as text, in pieces that a call can take. */
export function base64(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 8_192) {
    text += String.fromCharCode(...bytes.subarray(i, i + 8_192));
  }
  return btoa(text);
}

/** The code of what a piece of work threw. */
export async function faultOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
  } catch (cause) {
    return isSourireError(cause) ? cause.code : String(cause);
  }
  return "nothing was thrown";
}
