import { BYTES_PER_PIXEL, type PixelImage } from "../kernel/frame.js";
import type { Affine } from "../kernel/geometry.js";

/** Where a crop is written, and how its bytes become numbers. */
export interface CropContract {
  /** Pixels, >= 1. */
  readonly width: number;
  /** Pixels, >= 1. */
  readonly height: number;
  /** Order of the three planes. */
  readonly colour: "RGB" | "BGR";
  /** value = (byte - mean) / scale; one a plane, in the order of the planes. */
  readonly mean: readonly [number, number, number];
  /** See `mean`; never 0. */
  readonly scale: readonly [number, number, number];
}

/** What lies beyond the picture: one byte value, or its edge pixels repeated. */
export type Border = { readonly byte: number } | "clamp";

/**
 * Most taps along one axis for one pixel of the crop. A bilinear tap reaches one pixel to both sides, so
 * two leave no gap up to a shrink of 4; beyond it a third would cost more time than detail is worth.
 */
const MAX_TAPS = 2;

/** What stays the same for all rows, laid flat for the loop. */
export interface WarpPlan {
  /** Bytes of a pixel, and where its green and blue lie in it. */
  readonly pixel: number;
  readonly green: number;
  readonly blue: number;
  /** Pixels of the crop in a row and in a plane. */
  readonly count: number;
  readonly plane: number;
  /** Step in the picture for one pixel of the crop to the right. */
  readonly dx: number;
  readonly dy: number;
  /** Samples of one pixel of the crop, relative to its centre, in the picture's pixels. */
  readonly tapX: Float64Array;
  readonly tapY: Float64Array;
  /** Farthest that a tap lies from the centre. */
  readonly reachX: number;
  readonly reachY: number;
  /** value = sum of the taps x gain + offset, for red, green and blue. */
  readonly gain: Float64Array;
  readonly offset: Float64Array;
  /** Index of the red and the blue plane. */
  readonly red: 0 | 2;
  /** The byte beyond the picture, or -1 to repeat its edge. */
  readonly outside: number;
  /** Sum of the taps of a border pixel: red, green, blue. */
  readonly sum: Float64Array;
}

/** Lays a warp flat for its loop, once for all rows. */
export function planWarp(
  { format }: PixelImage,
  { a, b, c, d }: Affine,
  { width, height, mean, scale, colour }: CropContract,
  border: Border,
): WarpPlan {
  const kx = tapsFor(Math.hypot(a, c));
  const ky = tapsFor(Math.hypot(b, d));
  const taps = kx * ky;
  const tapX = new Float64Array(taps);
  const tapY = new Float64Array(taps);
  for (let t = 0; t < taps; t++) {
    const u = ((t % kx) + 0.5) / kx - 0.5;
    const v = (Math.floor(t / kx) + 0.5) / ky - 0.5;
    tapX[t] = a * u + b * v;
    tapY[t] = c * u + d * v;
  }
  const pixel = BYTES_PER_PIXEL[format];
  const planes = colour === "RGB" ? [0, 1, 2] : [2, 1, 0];
  return {
    pixel,
    green: pixel === 1 ? 0 : 1,
    blue: pixel === 1 ? 0 : 2,
    count: width,
    plane: width * height,
    dx: a,
    dy: c,
    tapX,
    tapY,
    reachX: tapX.reduce((most, x) => Math.max(most, Math.abs(x)), 0),
    reachY: tapY.reduce((most, y) => Math.max(most, Math.abs(y)), 0),
    gain: Float64Array.from(planes, (p) => 1 / (taps * (scale[p] as number))),
    offset: Float64Array.from(planes, (p) => -(mean[p] as number) / (scale[p] as number)),
    red: colour === "RGB" ? 0 : 2,
    outside: border === "clamp" ? -1 : border.byte,
    sum: new Float64Array(3),
  };
}

function tapsFor(shrink: number): number {
  return Math.min(MAX_TAPS, Math.max(1, Math.ceil(shrink - 0.25)));
}
