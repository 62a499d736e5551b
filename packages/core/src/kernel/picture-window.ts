import { BYTES_PER_PIXEL, type PixelImage } from "./frame.js";
import type { Box } from "./geometry.js";

/**
 * A window into a picture, without copying it: both share their bytes. The planes of `nv12` and `i420` cannot be shared
 * so, and are copied. Windows of YUV pictures begin at even pixels, where their blocks begin.
 * @param box - rounded outwards to whole pixels and cut off at the picture's edges
 * @throws {RangeError} when nothing of the picture is inside the box
 */
export function pictureWindow(image: PixelImage, box: Box): PixelImage {
  const { format } = image;
  const isPlanar = format === "nv12" || format === "i420";
  const evenX = isPlanar || format === "yuyv" ? ~1 : ~0;
  const evenY = isPlanar ? ~1 : ~0;
  const left = Math.max(0, Math.floor(box.x)) & evenX;
  const top = Math.max(0, Math.floor(box.y)) & evenY;
  const width = Math.min(image.width, Math.ceil(box.x + box.width)) - left;
  const height = Math.min(image.height, Math.ceil(box.y + box.height)) - top;
  if (!(width >= 1 && height >= 1)) throw new RangeError("the window is outside the picture");
  if (isPlanar) return copyPlanes(image, left, top, width, height);
  const from = top * image.stride + left * BYTES_PER_PIXEL[format];
  return { ...image, width, height, data: image.data.subarray(from) };
}

function copyPlanes(
  image: PixelImage,
  left: number,
  top: number,
  width: number,
  height: number,
): PixelImage {
  const stride = width + (width & 1);
  const chromaRows = Math.ceil(height / 2);
  const data = new Uint8Array(stride * (height + chromaRows));
  let to = 0;
  const copy = (start: number, step: number, rows: number, bytes: number): void => {
    for (let row = 0; row < rows; row++, to += bytes) {
      const from = start + row * step;
      data.set(image.data.subarray(from, from + bytes), to);
    }
  };
  const { stride: wide, format } = image;
  const luma = top * wide + left;
  // an odd width takes one byte of padding along, where the picture has one
  copy(luma, wide, height, stride);
  if (format === "nv12") {
    copy(wide * image.height + (top / 2) * wide + left, wide, chromaRows, stride);
  } else {
    const half = Math.ceil(wide / 2);
    const planeU = wide * image.height;
    const planeV = planeU + half * Math.ceil(image.height / 2);
    const at = (top / 2) * half + left / 2;
    copy(planeU + at, half, chromaRows, stride / 2);
    copy(planeV + at, half, chromaRows, stride / 2);
  }
  return { ...image, width, height, stride, data };
}
