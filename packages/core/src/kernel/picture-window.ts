import { BYTES_PER_PIXEL, type PixelImage } from "./frame.js";
import type { Box } from "./geometry.js";

/**
 * A window into a picture, without copying it: both share their bytes.
 * @param box - rounded outwards to whole pixels and cut off at the picture's edges
 * @throws {RangeError} when nothing of the picture is inside the box
 */
export function pictureWindow(image: PixelImage, box: Box): PixelImage {
  const left = Math.max(0, Math.floor(box.x));
  const top = Math.max(0, Math.floor(box.y));
  const width = Math.min(image.width, Math.ceil(box.x + box.width)) - left;
  const height = Math.min(image.height, Math.ceil(box.y + box.height)) - top;
  if (!(width >= 1 && height >= 1)) throw new RangeError("the window is outside the picture");
  const from = top * image.stride + left * BYTES_PER_PIXEL[image.format];
  return { ...image, width, height, data: image.data.subarray(from) };
}
