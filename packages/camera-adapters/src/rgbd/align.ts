import type { RgbdCalibration } from "./calibration.js";
import { raysOf } from "./rays.js";
import { createRegister, settle } from "./register.js";
import { registrationConstants } from "./registration-constants.js";

/** Depth for every pixel of the colour picture. */
export interface AlignedDepth {
  /**
   * Of the colour picture's size, row by row, in the calibration's unit: distances from the colour camera along its
   * axis, 0 where nothing was measured. Valid until the next but one frame is aligned.
   */
  readonly data: Uint16Array;
  /** Pixels of the depth frame that measured something within the calibrated range; all others are left out. */
  readonly inRange: number;
  /** Of these, pixels that the colour camera sees. */
  readonly reached: number;
  /** Where nothing is in range: the mean of what was measured, mm; 0 where nothing was. */
  readonly outOfRangeMm: number;
}

/** Registers a depth frame to the colour picture. */
export type AlignDepth = (depth: Uint16Array, stride: number) => AlignedDepth;

/** Frames that stay valid: the one that is read, and the one that is made. */
const RING = 2;

/**
 * Makes the kernel for a calibration. Each depth pixel is moved to where the colour camera sees it and covers there
 * every pixel whose middle lies in its square; of several the nearest wins.
 * @returns takes a depth frame of the calibrated size; `stride` is its row length in values, >= the width
 * @example const { data } = align(depth, 640);
 */
export function createAlignDepth(calibration: RgbdCalibration): AlignDepth {
  const { colour, depth: sensor } = calibration;
  const pixels = colour.width * colour.height;
  const values = new Uint16Array(sensor.width * sensor.height);
  const keys = new Uint16Array(pixels);
  const counts = new Int32Array(2);
  const register = createRegister(registrationConstants(calibration), {
    values,
    rays: raysOf(calibration),
    keys,
    counts,
  });
  const ring = Array.from({ length: RING }, () => new Uint16Array(pixels));
  let next = 0;
  return (depth, stride) => {
    for (let row = 0; row < sensor.height; row++) {
      const from = row * stride;
      values.set(depth.subarray(from, from + sensor.width), row * sensor.width);
    }
    keys.fill(0);
    counts.fill(0);
    for (let row = 0; row < sensor.height; row++) register(row * sensor.width);
    const [inRange = 0, reached = 0] = counts;
    const data = ring[next] as Uint16Array;
    next = (next + 1) % RING;
    settle(keys, data);
    const outOfRangeMm = inRange > 0 ? 0 : meanOf(values) * sensor.unitMm;
    return { data, inRange, reached, outOfRangeMm };
  };
}

/** Of what was measured; 0 where nothing was. */
function meanOf(values: Uint16Array): number {
  let sum = 0;
  let count = 0;
  for (const value of values) {
    sum += value;
    if (value > 0) count++;
  }
  return count > 0 ? sum / count : 0;
}
