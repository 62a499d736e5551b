import type { Texture } from "./surface.js";
import { LINEAR_OF_SRGB } from "./tone.js";

/** A texture in linear light with its halved copies, for sampling at any size. */
export interface Pyramid {
  /** All levels one after the other; red, green, blue times coverage, then coverage; 65535 is one. */
  readonly data: Uint16Array;
  /** Of each level, index of its first value. */
  readonly offsets: Int32Array;
  /** Of each level, pixels. */
  readonly widths: Int32Array;
  /** Of each level, pixels. */
  readonly heights: Int32Array;
  /** Of the smallest level. */
  readonly last: number;
  /** No pixel lets anything through. */
  readonly opaque: boolean;
}

/** @throws {RangeError} when the texture's data has another size than it states */
export function createPyramid(texture: Texture): Pyramid {
  const { width, height, data } = texture;
  if (!(width >= 1 && height >= 1) || data.length < 4 * width * height) {
    throw new RangeError(`a texture of ${width} x ${height} with ${data.length} bytes`);
  }
  const last = Math.floor(Math.log2(Math.max(width, height)));
  const offsets = new Int32Array(last + 1);
  const widths = new Int32Array(last + 1);
  const heights = new Int32Array(last + 1);
  let length = 0;
  for (let level = 0; level <= last; level++) {
    widths[level] = Math.max(1, width >> level);
    heights[level] = Math.max(1, height >> level);
    offsets[level] = length;
    length += 4 * (widths[level] as number) * (heights[level] as number);
  }
  const pyramid = { data: new Uint16Array(length), offsets, widths, heights, last };
  const opaque = linearise(data, pyramid.data, width * height);
  for (let level = 1; level <= last; level++) halve(pyramid, level);
  return { ...pyramid, opaque };
}

/** @returns whether every pixel is opaque */
function linearise(data: Uint8Array, out: Uint16Array, pixels: number): boolean {
  let opaque = true;
  for (let i = 0; i < 4 * pixels; i += 4) {
    const alpha = data[i + 3] as number;
    if (alpha !== 255) opaque = false;
    const scale = (65_535 / 255) * alpha;
    out[i] = (LINEAR_OF_SRGB[data[i] as number] as number) * scale + 0.5;
    out[i + 1] = (LINEAR_OF_SRGB[data[i + 1] as number] as number) * scale + 0.5;
    out[i + 2] = (LINEAR_OF_SRGB[data[i + 2] as number] as number) * scale + 0.5;
    out[i + 3] = scale;
  }
  return opaque;
}

/** Mean of the two to three pixels along each axis that a pixel of the smaller level covers. */
function halve({ data, offsets, widths, heights }: Omit<Pyramid, "opaque">, level: number): void {
  const from = offsets[level - 1] as number;
  const wide = widths[level - 1] as number;
  const high = heights[level - 1] as number;
  const width = widths[level] as number;
  const height = heights[level] as number;
  let to = offsets[level] as number;
  for (let y = 0; y < height; y++) {
    const top = Math.floor((y * high) / height);
    const bottom = Math.ceil(((y + 1) * high) / height);
    for (let x = 0; x < width; x++) {
      const left = Math.floor((x * wide) / width);
      const right = Math.ceil(((x + 1) * wide) / width);
      const share = 1 / ((bottom - top) * (right - left));
      for (let channel = 0; channel < 4; channel++) {
        let sum = 0;
        for (let v = top; v < bottom; v++) {
          const row = from + 4 * wide * v + channel;
          for (let u = left; u < right; u++) sum += data[row + 4 * u] as number;
        }
        data[to++] = sum * share + 0.5;
      }
    }
  }
}
