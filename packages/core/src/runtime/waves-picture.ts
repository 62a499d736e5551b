import type { PixelImage } from "../kernel/frame.js";

/**
 * The made-up picture `waves-1` that golden values are made with: three slanted waves a channel and a
 * fine grain, nobody's face. Whole numbers only, so that every machine makes the same bytes; a change
 * of one byte needs a new name.
 * @param width - pixels, >= 1
 * @param height - pixels, >= 1
 * @returns `rgb8`, without padding
 */
export function wavesPicture(width: number, height: number): PixelImage {
  const data = new Uint8Array(3 * width * height);
  let at = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < 3; channel++) {
        const coarse = triangle(3 * x + 2 * y + 97 * channel, 251); // 0..125
        const middle = triangle(7 * y - 5 * x + 61 * channel + 5 * width, 149) >> 1; // 0..37
        const fine = triangle(11 * x + 13 * y + 23 * channel, 61); // 0..30
        const grain = ((x * 37) ^ (y * 101) ^ (channel * 59)) & 31; // 0..31
        data[at++] = coarse + middle + fine + grain; // 0..223
      }
    }
  }
  return { format: "rgb8", width, height, stride: 3 * width, data };
}

/** A triangle wave over whole numbers: 0 up to half of the period and down again. */
function triangle(position: number, period: number): number {
  const phase = position % period;
  return Math.min(phase, period - phase);
}
