import type { PixelImage } from "../kernel/frame.js";
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
  /**
   * `sparse`: a quarter of the samples where the picture is shrunk, for a network that looks for large things.
   * `bilinear`: one sample a pixel whatever the shrink, for networks whose training crops were made so; detail
   * aliases then. @defaultValue `"mean"`
   */
  readonly filter?: CropFilter;
}

/** How a pixel of a crop is made from those that it covers. */
export type CropFilter = "mean" | "sparse" | "bilinear";

/**
 * What lies beyond the picture: one whole byte value, its edge pixels repeated, or the picture mirrored at the
 * centres of its edge pixels.
 */
export type Border = { readonly byte: number } | "clamp" | "reflect";

/** Most samples along one axis for one pixel of the crop: (4 + 1)^2 or (2 + 1)^2 pixels are read at most. */
const MAX_SAMPLES = Object.freeze({ mean: 4, sparse: 2, bilinear: 1 });

/**
 * Bits of the share of a pixel upwards and downwards; it is applied to single channels. The kernels have copies of
 * their own: a bundler may make an import a getter, which is slow in a loop.
 */
const ROW_BITS = 12;

/**
 * Bits of the share of a pixel to the left and to the right, by the number of samples along an axis. It is applied to
 * two channels of 16 bits at once, so 255 x samples x 2^bits stays below 2^16.
 */
const COLUMN_BITS = Object.freeze([0, 8, 7, 6, 6] as const);

/** What stays the same for all pixels of a crop, laid flat for the loops. Positions are steps of the lattice. */
export interface WarpPlan {
  /** Pixels of the picture from one sample to the next, >= 1; they are the lattice. */
  readonly step: number;
  /** First column of the lattice, pixels of the picture. */
  readonly firstX: number;
  /** First row of the lattice, pixels of the picture. */
  readonly firstY: number;
  /** Columns of the lattice that are inside the picture. */
  readonly columns: number;
  /** Rows of the lattice that are inside the picture. */
  readonly rows: number;
  /** Samples along one axis, 1..4. */
  readonly samples: number;
  /** Every sample falls on a pixel, so none is interpolated. */
  readonly aligned: boolean;
  /** What the weights of a pixel of the crop add up to. */
  readonly weight: number;
  /** Column of the upper left sample of the crop's first pixel. */
  readonly u: number;
  /** Row of the same. */
  readonly v: number;
  /** Columns to the crop's next pixel to the right. */
  readonly du: number;
  /** Rows to the crop's next pixel to the right. */
  readonly dv: number;
  /** Columns to the crop's next pixel below. */
  readonly eu: number;
  /** Rows to the crop's next pixel below. */
  readonly ev: number;
  /** Pixels of the crop in a row. */
  readonly width: number;
  /** Where the plane of a word's first channel begins: red or Y. */
  readonly first: number;
  /** Where the plane of a word's second channel begins: green or U. */
  readonly second: number;
  /** Where the plane of a word's third channel begins: blue or V. */
  readonly third: number;
  /** value = weighted sum x gain + offset, for the three channels of a word. */
  readonly gain: Float64Array;
  /** See `gain`. */
  readonly offset: Float64Array;
}

/** Lays a warp flat for its loops, once for all pixels. */
export function planWarp(image: PixelImage, map: Affine, contract: CropContract): WarpPlan {
  const { a, b, tx, c, d, ty } = map;
  const { filter = "mean" } = contract;
  const most = MAX_SAMPLES[filter];
  const shrink = filter === "bilinear" ? 1 : Math.sqrt((a * a + b * b + c * c + d * d) / 2);
  const step = Math.max(1, Math.ceil(shrink / (most + 0.5)));
  const samples = Math.min(most, Math.max(1, Math.round(shrink / step)));
  const firstX = Math.min((step - 1) >> 1, image.width - 1);
  const firstY = Math.min((step - 1) >> 1, image.height - 1);
  const back = (samples - 1) / 2;
  // -0.5: from positions to indices of pixels, whose centres lie at +0.5
  const u = ((a + b) / 2 + tx - 0.5 - firstX) / step - back;
  const v = ((c + d) / 2 + ty - 0.5 - firstY) / step - back;
  const aligned =
    (samples === 2 || samples === 4) &&
    b === 0 &&
    c === 0 &&
    [u, v, a / step, d / step].every(Number.isInteger);
  const weight =
    samples * samples * (aligned ? 1 : 2 ** (COLUMN_BITS[samples as 1 | 2 | 3 | 4] + ROW_BITS));
  return {
    step,
    firstX,
    firstY,
    columns: Math.floor((image.width - 1 - firstX) / step) + 1,
    rows: Math.floor((image.height - 1 - firstY) / step) + 1,
    samples,
    aligned,
    weight,
    u,
    v,
    du: a / step,
    dv: c / step,
    eu: b / step,
    ev: d / step,
    width: contract.width,
    ...planesOf(image, contract, weight),
  };
}

type Planes = Pick<WarpPlan, "first" | "second" | "third" | "gain" | "offset">;

/** YUV goes to the planes as it is: it is made red, green and blue when the crop is whole. */
function planesOf(
  { format }: PixelImage,
  { width, height, colour, mean, scale }: CropContract,
  weight: number,
): Planes {
  const plane = width * height;
  if (isYuv(format)) {
    const gain = new Float64Array(3).fill(1 / weight);
    return { first: 0, second: plane, third: 2 * plane, gain, offset: new Float64Array(3) };
  }
  const order = colour === "RGB" ? ([0, 1, 2] as const) : ([2, 1, 0] as const);
  return {
    first: order[0] * plane,
    second: plane,
    third: order[2] * plane,
    gain: Float64Array.from(order, (p) => 1 / (weight * scale[p])),
    offset: Float64Array.from(order, (p) => -mean[p] / scale[p]),
  };
}

/** Whether a picture's bytes are Y, U and V. */
export function isYuv(format: PixelImage["format"]): boolean {
  return format === "yuyv" || format === "nv12" || format === "i420";
}
