import type { RgbPicture } from "./rgb-picture.js";

/**
 * A blurred copy: two box filters along each axis, which is close to the disc that a lens out of
 * focus makes. Edges are repeated.
 * @param radius - whole pixels, >= 1
 */
export function blurred(picture: RgbPicture, radius: number): RgbPicture {
  const { width, height } = picture;
  let data = picture.data;
  for (let pass = 0; pass < 2; pass++) {
    data = boxFilter(data, { lines: height, length: width, line: width * 3, step: 3 }, radius);
    data = boxFilter(data, { lines: width, length: height, line: 3, step: width * 3 }, radius);
  }
  return { width, height, data };
}

/** How lines lie in memory: rows or columns. */
interface Axis {
  readonly lines: number;
  readonly length: number;
  readonly line: number;
  readonly step: number;
}

/** A running mean over `2 radius + 1` pixels of each line and channel. */
function boxFilter(data: Uint8Array, axis: Axis, radius: number): Uint8Array {
  const { lines, length, line, step } = axis;
  const out = new Uint8Array(data.length);
  const window = 2 * radius + 1;
  const last = length - 1;
  for (let i = 0; i < lines * 3; i++) {
    const start = Math.floor(i / 3) * line + (i % 3);
    const at = (k: number): number => data[start + Math.min(last, Math.max(0, k)) * step] as number;
    let sum = 0;
    for (let k = -radius; k <= radius; k++) sum += at(k);
    for (let k = 0; k < length; k++) {
      out[start + k * step] = Math.round(sum / window);
      sum += at(k + radius + 1) - at(k - radius);
    }
  }
  return out;
}
