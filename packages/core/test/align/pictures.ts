import { BYTES_PER_PIXEL, type PixelFormat, type PixelImage } from "../../src/kernel/frame.js";
import { seededUniform } from "../../src/kernel/random.js";

/** A synthetic picture: `paint` gives red, green and blue at a pixel. Rows are padded with garbage. */
export function paintPicture(
  format: PixelFormat,
  width: number,
  height: number,
  paint: (x: number, y: number) => readonly [number, number, number],
  padding = 0,
): PixelImage {
  const pixel = BYTES_PER_PIXEL[format];
  const stride = width * pixel + padding;
  const data = new Uint8Array(stride * height).fill(171);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * stride + x * pixel;
      const colour = paint(x, y);
      for (let c = 0; c < Math.min(3, pixel); c++) data[at + c] = colour[c] as number;
    }
  }
  return { format, width, height, stride, data };
}

/** A picture of noise. */
export function noisePicture(
  format: PixelFormat,
  width: number,
  height: number,
  seed: number,
  padding = 0,
): PixelImage {
  const next = seededUniform(seed);
  const byte = (): number => Math.floor(next() * 256);
  return paintPicture(format, width, height, () => [byte(), byte(), byte()], padding);
}
