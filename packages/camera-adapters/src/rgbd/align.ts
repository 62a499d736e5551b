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
  /** Pixels of the depth frame that measured something within the calibrated range. */
  readonly inRange: number;
  /** Pixels of the depth frame that measured something nearer or farther; they are left out. */
  readonly outOfRange: number;
  /** Mean of what was measured out of range, mm; 0 where nothing was. */
  readonly outOfRangeMm: number;
  /** Pixels of the depth frame that the colour camera sees. */
  readonly reached: number;
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
  const { width, height } = calibration.colour;
  const constants = registrationConstants(calibration);
  const rays = raysOf(calibration);
  const ring = Array.from({ length: RING }, () => new Uint16Array(width * height));
  const values = new Uint16Array(constants.columns * constants.rows);
  const keys = new Uint16Array(width * height);
  const register = createRegister(constants, values, rays, keys);
  let next = 0;
  return (depth, stride) => {
    const data = ring[next] as Uint16Array;
    next = (next + 1) % RING;
    for (let row = 0; row < constants.rows; row++) values.set(depth.subarray(row * stride, row * stride + constants.columns), row * constants.columns);
    keys.fill(0);
    const { outOfRangeSum, ...counts } = register();
    settle(keys, data);
    const { outOfRange } = counts;
    const outOfRangeMm = outOfRange > 0 ? (outOfRangeSum / outOfRange) * constants.unitMm : 0;
    return { data, outOfRangeMm, ...counts };
  };
}
