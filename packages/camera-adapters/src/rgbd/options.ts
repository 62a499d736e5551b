import type { Camera, Log } from "@sourire/core";
import type { RgbdCalibration } from "./calibration.js";

/** How `createRgbdCamera` reads its cameras. */
export interface RgbdReading {
  /**
   * How far apart the times of frames that belong together may be, ms, >= 0.
   * @defaultValue half a frame interval of the slowest stream, as measured
   */
  readonly toleranceMs?: number;
  /** Frames of each stream that may wait for a partner, 2..64; each is a copy. @defaultValue 8 */
  readonly queue?: number;
  /**
   * `newest`: a slow reader skips to the newest, as a camera's should. `every`: the cameras wait for the reader and no pair is
   * dropped, where they can wait, as files can. @defaultValue `"newest"`
   */
  readonly delivery?: "newest" | "every";
  /**
   * Frames in a row, 4..1000, after which it is a fault that nothing pairs, that the depth is empty, or that it cannot be true.
   * @defaultValue 30, a second of most cameras
   */
  readonly patienceFrames?: number;
  /** Gets what was paired, once; never a picture. @defaultValue says nothing */
  readonly log?: Log;
}

/** Options of {@link createRgbdCamera}. */
export interface RgbdCameraOptions extends RgbdReading {
  /** Gives the picture. Owned from now on: it is disposed of with the composition. */
  readonly colour: Camera;
  /** Its pictures are distances: `gray16` in the calibration's unit, 0 where nothing was measured. Owned from now on. */
  readonly depth: Camera;
  /** `gray8` or `gray16`. Handed over as it is, in the view of its own sensor. Owned from now on. */
  readonly infrared?: Camera;
  /** Of these very cameras, at these sizes. */
  readonly calibration: RgbdCalibration;
}

/** What {@link RgbdReading} says unless told. The queue outlasts the delay of a decoder, a quarter of a second at 30 a second. */
export const RGBD_DEFAULTS = Object.freeze({
  queue: 8,
  delivery: "newest",
  patienceFrames: 30,
} as const satisfies Required<Omit<RgbdReading, "toleranceMs" | "log">>);

/** @throws {RangeError} naming the option that is out of its range */
export function assertReading(reading: RgbdReading): void {
  const { queue, patienceFrames, delivery } = { ...RGBD_DEFAULTS, ...reading };
  const ranges: readonly [name: string, value: number, low: number, high: number][] = [
    ["queue", queue, 2, 64],
    ["patienceFrames", patienceFrames, 4, 1000],
  ];
  for (const [name, value, low, high] of ranges) {
    if (!(Number.isInteger(value) && value >= low && value <= high)) {
      throw new RangeError(`${name}: need ${low}..${high}, got ${value}`);
    }
  }
  const { toleranceMs = 0 } = reading;
  if (!(toleranceMs >= 0 && toleranceMs < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`toleranceMs: need a number >= 0, got ${toleranceMs}`);
  }
  if (delivery !== "newest" && delivery !== "every") {
    throw new RangeError(`delivery: need newest or every, got ${delivery}`);
  }
}
