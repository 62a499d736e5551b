import { BYTES_PER_PIXEL, type PixelImage } from "../kernel/frame.js";

/** Rows and columns of the sampling grid: 1,024 pixels, about 15 microseconds at any size. */
const GRID = 32;

/**
 * A 64-bit fingerprint of a picture from a sparse grid of its pixels; of `nv12` and `i420` their luma alone. Two pictures that a sensor
 * took differ in it, since each sampled byte carries noise of its own; a repeated picture does not.
 * It is no cryptographic digest: who knows the grid can make two pictures that share it.
 * @returns 16 hexadecimal digits
 * @see MurmurHash3 (Appleby, public domain) for the mixing constants
 */
export function frameFingerprint(image: PixelImage): string {
  const { format, width, height, stride, data } = image;
  const pixel = BYTES_PER_PIXEL[format];
  const colours = Math.min(pixel, 3); // alpha is no measurement
  let low = 0x12345678;
  let high = 0x9abcdef0;
  for (let row = 0; row < GRID; row++) {
    const y = Math.floor(((row + 0.5) * height) / GRID);
    for (let column = 0; column < GRID; column++) {
      const x = Math.floor(((column + 0.5) * width) / GRID);
      const at = y * stride + x * pixel;
      for (let k = 0; k < colours; k++) {
        const byte = data[at + k] as number;
        low = Math.imul(low ^ byte, 0xcc9e2d51);
        low ^= low >>> 15;
        high = Math.imul(high ^ byte, 0x1b873593);
        high ^= high >>> 13;
      }
    }
  }
  const hex = (word: number): string => (word >>> 0).toString(16).padStart(8, "0");
  return hex(high) + hex(low);
}
