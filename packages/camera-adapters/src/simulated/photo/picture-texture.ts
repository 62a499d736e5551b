import { assertPixelImage, BYTES_PER_PIXEL, type PixelImage, SourireError } from "@sourire/core";
import type { Texture } from "../render/surface.js";

/** What decoded pictures are. */
const STILL_FORMATS: readonly PixelImage["format"][] = ["rgb8", "rgba8", "gray8"];

/**
 * A still picture as a texture, opaque.
 * @throws {SourireError} `FRAME_INVALID`
 */
export function textureOf(picture: PixelImage): Texture {
  assertPixelImage(picture);
  const { format, width, height, stride, data } = picture;
  if (!STILL_FORMATS.includes(format)) {
    throw new SourireError("FRAME_INVALID", `a still picture of ${format}`);
  }
  const pixel = BYTES_PER_PIXEL[format];
  const [green, blue] = pixel === 1 ? [0, 0] : [1, 2];
  const out = new Uint8Array(width * height * 4);
  let to = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0, from = y * stride; x < width; x++, from += pixel) {
      out[to++] = data[from] as number;
      out[to++] = data[from + green] as number;
      out[to++] = data[from + blue] as number;
      out[to++] = 255;
    }
  }
  return { width, height, data: out };
}
