import type { Texture } from "../render/surface.js";

/**
 * Reads a texture between its pixels; beyond its edge the last pixels go on.
 * @param x - pixels to the right; 0 is the outer edge
 * @param out - receives red, green and blue, 0..255
 */
export function sampleColour(
  { width, height, data }: Texture,
  x: number,
  y: number,
  out: [number, number, number],
): void {
  const px = Math.min(width - 1.001, Math.max(0, x - 0.5));
  const py = Math.min(height - 1.001, Math.max(0, y - 0.5));
  const ix = px | 0;
  const iy = py | 0;
  const fx = px - ix;
  const fy = py - iy;
  const at = 4 * (iy * width + ix);
  const right = width > 1 ? 4 : 0;
  const down = height > 1 ? 4 * width : 0;
  for (let c = 0; c < 3; c++) {
    const top = (1 - fx) * (data[at + c] as number) + fx * (data[at + right + c] as number);
    const low =
      (1 - fx) * (data[at + down + c] as number) + fx * (data[at + down + right + c] as number);
    out[c] = (1 - fy) * top + fy * low;
  }
}
