import type { RegistrationConstants } from "./registration-constants.js";

/** What was in a depth frame. */
export interface DepthCounts {
  /** Pixels within the calibrated range. */
  readonly inRange: number;
  /** Pixels that measured something nearer or farther; they are left out. */
  readonly outOfRange: number;
  /** Sum of the values out of range. */
  readonly outOfRangeSum: number;
  /** Pixels that the colour camera sees. */
  readonly reached: number;
}

/**
 * The hot loop: moves every depth pixel to where the colour camera sees it and fills there each pixel whose middle lies in
 * its square; of several the nearest stays. One function, because tables between two loops cost more than the loops.
 *
 * @param depth - values, row by row
 * @param stride - values from one row to the next
 * @param rays - of `raysOf`
 * @param out - colour width x height, all 0; gets 65536 - distance, so that the nearer is the larger: see {@link settle}
 */
export function createRegister(
  constants: RegistrationConstants,
  depth: Uint16Array,
  rays: Float32Array,
  out: Uint16Array,
): () => DepthCounts {
  return () => {
  // in local names: the compiler keeps them in registers
  const { columns, rows, width, height, nearest, farthest, unitMm, perUnit } = constants;
  const { tx, ty, tz, fx, fy, cx, cy, half, isBent } = constants;
  const { k1, k2, p1, p2, k3, edge, maxScale, left: leftEdge, right: rightEdge } = constants;
  const { top: topEdge, bottom: bottomEdge } = constants;
  let [inRange, outOfRange, outOfRangeSum, reached] = [0, 0, 0, 0];
  for (let row = 0, ray = 0; row < rows; row++) {
    for (let i = row * columns; i < row * columns + columns; i++, ray += 3) {
      const value = depth[i] as number;
      if (value < nearest || value > farthest) {
        if (value !== 0) {
          outOfRange++;
          outOfRangeSum += value;
        }
        continue;
      }
      inRange++;
      const length = value * unitMm;
      const away = length * (rays[ray + 2] as number) + tz;
      const near = 1 / away;
      const scale = length * near;
      let x = (length * (rays[ray] as number) + tx) * near;
      let y = (length * (rays[ray + 1] as number) + ty) * near;
      if (isBent) {
        const r2 = x * x + y * y;
        // beyond the picture's corners the polynomial turns back and would fold the surroundings into the picture
        if (!(r2 < edge)) continue;
        const s = 1 + r2 * (k1 + r2 * (k2 + r2 * k3));
        const bent = x * s + 2 * p1 * x * y + p2 * (r2 + 2 * x * x);
        y = y * s + p1 * (r2 + 2 * y * y) + 2 * p2 * x * y;
        x = bent;
      }
      x = x * fx + cx;
      y = y * fy + cy;
      // what is not seen, and what would not fit into the whole numbers below
      if (!(scale > 0 && scale < maxScale && x > leftEdge && x < rightEdge)) continue;
      if (!(y > topEdge && y < bottomEdge)) continue;
      const z = (away * perUnit + 0.5) | 0;
      const u = x | 0;
      const v = y | 0;
      const h = (scale * half) | 0;
      reached += fill(out, width, height, (u - h) >> 8, (u + h) >> 8, (v - h) >> 8, (v + h) >> 8, z);
    }
  }
  return { inRange, outOfRange, outOfRangeSum, reached };
  };
}

function fill(out: Uint16Array, width: number, height: number, l: number, r: number, t: number, b: number, z: number): number {
  const left = l < 0 ? 0 : l;
  const top = t < 0 ? 0 : t;
  const right = r > width ? width : r;
  const bottom = b > height ? height : b;
  const columns = right - left;
  const rows = bottom - top;
  if (columns <= 0 || rows <= 0 || z < 1 || z > 65535) return 0;
  const key = 65536 - z;
  const first = top * width + left;
  // the larger of the two without a branch: which of two noisy neighbours is nearer is a coin that no processor predicts
  if (columns <= 2 && rows <= 2) {
    const across = columns - 1;
    let at = first;
    let ahead = key - (out[at] as number);
    out[at] = key - (ahead & (ahead >> 31));
    at = first + across;
    ahead = key - (out[at] as number);
    out[at] = key - (ahead & (ahead >> 31));
    at = first + (rows - 1) * width;
    ahead = key - (out[at] as number);
    out[at] = key - (ahead & (ahead >> 31));
    at += across;
    ahead = key - (out[at] as number);
    out[at] = key - (ahead & (ahead >> 31));
    return 1;
  }
  for (let line = first; line < first + rows * width; line += width) {
    for (let at = line; at < line + columns; at++) {
      const ahead = key - (out[at] as number);
      out[at] = key - (ahead & (ahead >> 31));
    }
  }
  return 1;
}

/** Turns what {@link register} wrote into distances: 16 bits take 65536 off by themselves. */
export function settle(keys: Uint16Array, out: Uint16Array): void {
  for (let i = 0; i < out.length; i++) out[i] = -(keys[i] as number);
}
