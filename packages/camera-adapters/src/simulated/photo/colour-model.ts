import type { Texture } from "../render/surface.js";
import type { Plane } from "./box-mean.js";

/** How usual each pixel's colour is inside a region and outside of it. */
export interface ColourModel {
  /** @returns likelihood, > 0 */
  inside(pixel: number): number;
  /** @returns likelihood, > 0 */
  outside(pixel: number): number;
}

/** Bins along each of red, green and blue. */
const BINS = 14;
/** Colours that were never seen are possible too. */
const FLOOR = 0.02;

/**
 * Learns the colours of a region and of the rest.
 * @param region - 0 outside, 1 inside
 */
export function createColourModel(picture: Texture, region: Plane): ColourModel {
  const bins = binsOf(picture);
  const inside = new Float64Array(BINS ** 3);
  const outside = new Float64Array(BINS ** 3);
  let [sumInside, sumOutside] = [0, 0];
  for (const [i, bin] of bins.entries()) {
    const share = region.data[i] as number;
    // what nobody is sure of teaches nothing
    const weight = Math.max(0, 2 * Math.abs(share - 0.5) - 0.2);
    if (share > 0.5) {
      inside[bin] = (inside[bin] as number) + weight;
      sumInside += weight;
    } else {
      outside[bin] = (outside[bin] as number) + weight;
      sumOutside += weight;
    }
  }
  const [smoothInside, smoothOutside] = [smoothed(inside), smoothed(outside)];
  const likelihood = (of: Float64Array, sum: number, i: number): number =>
    (of[bins[i] as number] as number) / Math.max(1, sum) + FLOOR / BINS ** 3;
  return {
    inside: (i) => likelihood(smoothInside, sumInside, i),
    outside: (i) => likelihood(smoothOutside, sumOutside, i),
  };
}

function binsOf({ width, height, data }: Texture): Uint16Array {
  const bins = new Uint16Array(width * height);
  const bin = (byte: number): number => Math.min(BINS - 1, Math.floor((byte * BINS) / 256));
  for (let i = 0; i < bins.length; i++) {
    const [r = 0, g = 0, b = 0] = data.subarray(4 * i, 4 * i + 3);
    bins[i] = (bin(r) * BINS + bin(g)) * BINS + bin(b);
  }
  return bins;
}

/** Neighbouring colours share what was learnt. */
function smoothed(histogram: Float64Array): Float64Array {
  let now = histogram;
  for (const step of [1, BINS, BINS * BINS]) {
    now = now.map((v, i) => {
      const at = Math.floor(i / step) % BINS;
      const below = at > 0 ? (now[i - step] as number) : 0;
      const above = at < BINS - 1 ? (now[i + step] as number) : 0;
      return 0.5 * v + 0.25 * (below + above);
    });
  }
  return now;
}
