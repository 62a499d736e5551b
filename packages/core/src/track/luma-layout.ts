import { BYTES_PER_PIXEL, type PixelFormat, type PixelImage } from "../kernel/frame.js";

/**
 * Where brightness lies in a picture's bytes: that of pixel (x, y) is the sum, over the parts, of
 * `weight` times the byte at `y * stride + x * pixel + offset`, 0..255. Enough to compare a scene with
 * itself; no colorimetry.
 */
export interface LumaLayout {
  /** Bytes from one pixel's brightness to the next one's. */
  readonly pixel: number;
  /** One byte a pixel, or the lower and the upper one. */
  readonly parts: readonly { readonly offset: number; readonly weight: number }[];
}

/** Offset of the byte that tells most of a pixel's luma: of colours the green one, else the luma itself. */
const BRIGHTEST: Readonly<Record<Exclude<PixelFormat, "gray16">, number>> = Object.freeze({
  rgb8: 1,
  rgba8: 1,
  gray8: 0,
  yuyv: 0,
  nv12: 0,
  i420: 0,
});

/** The layout of a picture's first plane, which in every format holds the brightness. */
export function lumaLayout({
  format,
  whiteLevel = 65535,
}: Pick<PixelImage, "format" | "whiteLevel">): LumaLayout {
  const pixel = BYTES_PER_PIXEL[format];
  if (format !== "gray16") return { pixel, parts: [{ offset: BRIGHTEST[format], weight: 1 }] };
  const level = 255 / whiteLevel;
  return {
    pixel,
    parts: [
      { offset: 0, weight: level },
      { offset: 1, weight: 256 * level },
    ],
  };
}
