import type { Camera } from "../capture/camera.js";
import type { Frame } from "../kernel/frame.js";
import { faultOf } from "./check-fault.js";

/** ms: long enough for the first frame of a slow webcam, short enough for a runner's own time limit. */
export const PATIENCE_MS = 4_000;

/** What a camera may throw: faults of cameras, of what they need and of the frames that they make. */
export const CAMERA_CODE: RegExp =
  /^(CAMERA|FRAME|DEPTH|CALIBRATION|RECORDING|FFMPEG|SCRIPT|IMAGE)_[A-Z_]+$/;

/** What is compared from frame to frame. */
export interface Stamp {
  readonly sequence: number;
  readonly timeMs: number;
}

export function stampOf({ sequence, capturedAtMs }: Frame): Stamp {
  return { sequence, timeMs: capturedAtMs };
}

/** The longest time from one frame to the next: frames of a network come in bursts, and a mean would be too short. */
export function intervalMs(stamps: readonly Stamp[]): number {
  const gaps = stamps.slice(1).map((now, i) => {
    const before = stamps[i] as Stamp;
    return (now.timeMs - before.timeMs) / Math.max(1, now.sequence - before.sequence);
  });
  return Math.max(0, ...gaps);
}

/** Reads some frames and keeps what `use` makes of each. */
export async function read<T>(
  camera: Camera,
  count: number,
  use: (frame: Frame) => T | Promise<T>,
  signal: AbortSignal = AbortSignal.timeout(PATIENCE_MS),
): Promise<T[]> {
  const results: T[] = [];
  for await (const frame of camera.frames({ signal })) {
    results.push(await use(frame));
    if (results.length === count) break;
  }
  return results;
}

/** Opens the frames without asking for one. */
export function open(
  camera: Camera,
  signal: AbortSignal = AbortSignal.timeout(PATIENCE_MS),
): AsyncIterator<Frame> {
  return camera.frames({ signal })[Symbol.asyncIterator]();
}

/**
 * How asking for a frame ended: `frame`, `end`, what `faultOf` says, or `nothing` when the time was over.
 * Never throws, and never waits longer.
 */
export async function endingOf(
  next: Promise<IteratorResult<Frame>>,
  ms: number = PATIENCE_MS,
): Promise<string> {
  let ending = "nothing";
  const asked = faultOf(async () => {
    ending = (await next).done ? "end" : "frame";
  }).then((fault) => (fault === "nothing was thrown" ? ending : fault));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve("nothing"), ms);
  });
  const first = await Promise.race([asked, late]);
  clearTimeout(timer);
  return first;
}
