import { SourireError } from "./errors.js";

/** How colour bytes lie in memory. Planar camera formats join this list when a kernel reads them. */
export type PixelFormat = "rgb8" | "rgba8" | "gray8";

/** Bytes of one pixel in each format. */
export const BYTES_PER_PIXEL: Readonly<Record<PixelFormat, number>> = Object.freeze({
  rgb8: 3,
  rgba8: 4,
  gray8: 1,
});

/** A picture in memory. Its owner may reuse `data`; a reader that keeps it copies it. */
export interface PixelImage {
  /** Layout of a pixel. */
  readonly format: PixelFormat;
  /** Pixels, >= 1. */
  readonly width: number;
  /** Pixels, >= 1. */
  readonly height: number;
  /** Bytes from one row to the next, >= width x bytes a pixel. */
  readonly stride: number;
  /** Rows from the top; sRGB, 0..255. */
  readonly data: Uint8Array;
}

/** Distances, one a pixel. */
export interface DepthImage {
  /** Pixels, >= 1. */
  readonly width: number;
  /** Pixels, >= 1. */
  readonly height: number;
  /** Row by row, 0 where nothing was measured. */
  readonly data: Uint16Array;
  /** Millimetres for one unit of `data`. */
  readonly unitMm: number;
}

/** One moment, as a camera saw it. */
export interface Frame {
  /** Counts up by one for every frame that the camera made, read or not. */
  readonly sequence: number;
  /** When it was taken, ms on the camera's monotonic clock. */
  readonly capturedAtMs: number;
  /** Colour or grey. */
  readonly image: PixelImage;
  /** Where the camera measures depth. */
  readonly depth?: DepthImage;
  /** Where the camera sees infrared: `gray8`. */
  readonly infrared?: PixelImage;
}

/**
 * Checks that the data has the size that the picture states.
 * @throws {SourireError} `FRAME_INVALID`
 */
export function assertPixelImage(image: PixelImage): void {
  const { format, width, height, stride, data } = image;
  const pixel = BYTES_PER_PIXEL[format];
  const whole = Number.isSafeInteger(width) && Number.isSafeInteger(height);
  if (!whole || width < 1 || height < 1) {
    throw new SourireError("FRAME_INVALID", `a picture of ${width} x ${height}`);
  }
  if (pixel === undefined) throw new SourireError("FRAME_INVALID", `unknown format ${format}`);
  if (!Number.isSafeInteger(stride) || stride < width * pixel) {
    throw new SourireError("FRAME_INVALID", `stride ${stride} for ${width} pixels of ${format}`);
  }
  const needed = stride * (height - 1) + width * pixel;
  if (data.length < needed) {
    throw new SourireError("FRAME_INVALID", `${data.length} bytes where ${needed} are needed`);
  }
}
