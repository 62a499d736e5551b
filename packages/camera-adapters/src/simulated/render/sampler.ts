import type { Pyramid } from "./pyramid.js";

const TO_UNIT = 1 / 65_535;

/** What stands where in the numbers that go to and come from {@link sampleTexture}. */
export const TEXEL = {
  /** Answer: red, green and blue times coverage, linear, then coverage. */
  red: 0,
  green: 1,
  blue: 2,
  coverage: 3,
  /** Question: where. */
  u: 4,
  v: 5,
  /** Question: 0: the texture's pixels are as large as the picture's; 1: half as large; ... */
  level: 6,
} as const;

/**
 * Reads a texture between its pixels and between two of its levels; its edges are repeated.
 * @param texel - see {@link TEXEL}: numbers that travel as arguments cost an allocation each
 */
export function sampleTexture(pyramid: Pyramid, texel: Float64Array): void {
  const { data, last, widths, heights, offsets, opaque } = pyramid;
  const exact = Math.min(last, Math.max(0, texel[TEXEL.level] as number));
  const low = exact | 0;
  const u = texel[TEXEL.u] as number;
  const v = texel[TEXEL.v] as number;
  // three eighths on either side of a level are read from it alone: the eye misses it, and it is a third of all reads
  const more = Math.min(1, Math.max(0, 4 * (exact - low) - 1.5));
  let red = 0;
  let green = 0;
  let blue = 0;
  let coverage = 0;
  for (let step = 0; step < 2; step++) {
    const weight = (step === 0 ? 1 - more : more) * TO_UNIT;
    if (weight === 0) continue;
    const level = low + step;
    const width = widths[level] as number;
    const height = heights[level] as number;
    const x = Math.min(width - 1, Math.max(0, u * width - 0.5));
    const y = Math.min(height - 1, Math.max(0, v * height - 0.5));
    const column = x | 0;
    const row = y | 0;
    const fx = x - column;
    const fy = (y - row) * weight;
    const d = fx * fy;
    const b = fx * weight - d;
    const c = fy - d;
    const a = weight - b - fy;
    const p = (offsets[level] as number) + 4 * (row * width + column);
    const q = column + 1 < width ? p + 4 : p;
    const below = row + 1 < height ? 4 * width : 0;
    const r = p + below;
    const s = q + below;
    red +=
      a * (data[p] as number) +
      b * (data[q] as number) +
      c * (data[r] as number) +
      d * (data[s] as number);
    green +=
      a * (data[p + 1] as number) +
      b * (data[q + 1] as number) +
      c * (data[r + 1] as number) +
      d * (data[s + 1] as number);
    blue +=
      a * (data[p + 2] as number) +
      b * (data[q + 2] as number) +
      c * (data[r + 2] as number) +
      d * (data[s + 2] as number);
    if (opaque) continue;
    coverage +=
      a * (data[p + 3] as number) +
      b * (data[q + 3] as number) +
      c * (data[r + 3] as number) +
      d * (data[s + 3] as number);
  }
  texel[TEXEL.red] = red;
  texel[TEXEL.green] = green;
  texel[TEXEL.blue] = blue;
  texel[TEXEL.coverage] = opaque ? 1 : coverage;
}
