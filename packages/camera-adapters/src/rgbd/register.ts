import type { RegistrationConstants } from "./registration-constants.js";

/** The memory that the hot loop works on. Fixed, because the compiler makes better code for memory that it knows. */
export interface RegistrationBuffers {
  /** A depth frame, row by row. */
  readonly values: Uint16Array;
  /** Of `raysOf`. */
  readonly rays: Float32Array;
  /** Of the colour picture's size: 65536 - distance, so that the nearer is the larger and 0 is nothing. See {@link settle}. */
  readonly keys: Uint16Array;
  /** Counted on: pixels within the calibrated range, and those of them that the colour camera sees. */
  readonly counts: Int32Array;
}

/**
 * Makes the hot loop: it moves every depth pixel to where the colour camera sees it and fills there each pixel whose middle
 * lies in its square; of several the nearest stays. One function, because tables between two loops cost more than the
 * loops; and called for each row, because an engine makes better code for what is called often than for what loops long.
 * @returns takes the index of a row's first value
 */
export function createRegister(
  constants: RegistrationConstants,
  { values, rays, keys, counts }: RegistrationBuffers,
): (from: number) => void {
  return (from) => {
    // in local names: the compiler keeps them in registers
    const { nearest, farthest, unitMm, perUnit, maxScale, lens, width, height, columns } =
      constants;
    const { tx, ty, tz, fx, fy, cx, cy, half, isBent, limits } = constants;
    const { left, right, top, bottom } = limits;
    const { k1, k2, p1, p2, k3, edge } = lens;
    let inRange = 0;
    let reached = 0;
    const end = from + columns;
    for (let i = from, ray = 3 * from; i < end; i++, ray += 3) {
      const value = values[i] as number;
      if (value < nearest || value > farthest) continue;
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
      if (!(scale > 0 && scale < maxScale && x > left && x < right && y > top && y < bottom)) {
        continue;
      }
      const z = (away * perUnit + 0.5) | 0;
      const u = x | 0;
      const v = y | 0;
      const h = (scale * half) | 0;
      reached += fill(
        keys,
        width,
        height,
        (u - h) >> 8,
        (u + h) >> 8,
        (v - h) >> 8,
        (v + h) >> 8,
        z,
      );
    }
    counts[0] = (counts[0] as number) + inRange;
    counts[1] = (counts[1] as number) + reached;
  };
}

/**
 * Fills a square, cut to the picture, where nothing nearer is.
 * @param left - its first column; `right` and `bottom` are the first ones beyond it
 * @param z - its distance
 * @returns 1, or 0 where it holds no pixel of the picture
 */
function fill(
  keys: Uint16Array,
  width: number,
  height: number,
  left: number,
  right: number,
  top: number,
  bottom: number,
  z: number,
): number {
  const first = Math.max(0, left);
  const line = Math.max(0, top);
  const columns = Math.min(width, right) - first;
  const rows = Math.min(height, bottom) - line;
  if (columns <= 0 || rows <= 0 || z < 1 || z > 65_535) return 0;
  const key = 65_536 - z;
  const start = line * width + first;
  // the larger of two without a branch: which of two noisy neighbours is nearer is a coin that no processor predicts.
  // Where both cameras have about the same resolution nearly all squares fit into 2 x 2: no loops for those.
  if (columns <= 2 && rows <= 2) {
    let at = start;
    let ahead = key - (keys[at] as number);
    keys[at] = key - (ahead & (ahead >> 31));
    at = start + columns - 1;
    ahead = key - (keys[at] as number);
    keys[at] = key - (ahead & (ahead >> 31));
    at = start + (rows - 1) * width;
    ahead = key - (keys[at] as number);
    keys[at] = key - (ahead & (ahead >> 31));
    at += columns - 1;
    ahead = key - (keys[at] as number);
    keys[at] = key - (ahead & (ahead >> 31));
    return 1;
  }
  for (let row = start; row < start + rows * width; row += width) {
    for (let at = row; at < row + columns; at++) {
      const ahead = key - (keys[at] as number);
      keys[at] = key - (ahead & (ahead >> 31));
    }
  }
  return 1;
}

/** Turns keys into distances: 16 bits take 65536 off by themselves. */
export function settle(keys: Uint16Array, distances: Uint16Array): void {
  for (let i = 0; i < distances.length; i++) distances[i] = -(keys[i] as number);
}
