import { SourireError } from "./errors.js";

/**
 * How a picture's bytes lie in memory; `docs/guide/frames.md` shows each layout. Three are what webcams
 * and video decoders give without conversion: `yuyv` is 4:2:2 in one plane (V4L2 `YUYV`, also called YUY2), `nv12`
 * and `i420` are 4:2:0 in two and three planes. `gray16` is little endian.
 */
export type PixelFormat = "rgb8" | "rgba8" | "gray8" | "gray16" | "yuyv" | "nv12" | "i420";

/** Bytes of one pixel in the first plane, which of `nv12` and `i420` holds the luma alone. */
export const BYTES_PER_PIXEL: Readonly<Record<PixelFormat, number>> = Object.freeze({
  rgb8: 3,
  rgba8: 4,
  gray8: 1,
  gray16: 2,
  yuyv: 2,
  nv12: 1,
  i420: 1,
});

/** How Y, U and V stand for red, green and blue. */
export interface YuvColour {
  /** Weights of the primaries: `bt601` of standard definition and webcams, `bt709` of high definition video. */
  readonly matrix: "bt601" | "bt709";
  /** `limited`: Y is 16..235, U and V are 16..240. `full`: all are 0..255, as in JPEG. */
  readonly range: "limited" | "full";
}

/**
 * What a YUV picture means that does not say. The USB Video Class assumes the matrix of SMPTE 170M, which is that of
 * BT.601, of a camera without a colour matching descriptor; V4L2 gives webcams (`V4L2_COLORSPACE_SRGB`) the same
 * and limited range by default.
 * @see USB Device Class Definition for Video Devices 1.5, section 3.9.2.6
 * @see Linux Media Subsystem Documentation, "Detailed Colorspace Descriptions", sRGB
 */
export const YUV_COLOUR_DEFAULTS: YuvColour = Object.freeze({ matrix: "bt601", range: "limited" });

/** A picture in memory. Its owner may reuse `data`; a reader that keeps it copies it. */
export interface PixelImage {
  /** Layout of the bytes. */
  readonly format: PixelFormat;
  /** Pixels, >= 1. */
  readonly width: number;
  /** Pixels, >= 1. */
  readonly height: number;
  /**
   * Bytes from one row of the first plane to the next, >= its bytes of pixels. `yuyv` and `nv12` keep pairs of pixels
   * whole: an odd width needs the bytes of the next even one. The UV rows of `nv12` have the same stride, those of
   * `i420` half of it, rounded up.
   */
  readonly stride: number;
  /**
   * Rows from the top, planes one after the other: with h rows, the next plane begins at stride x h, and after it
   * come ceil(h / 2) rows of UV (`nv12`), or of U and then as many of V (`i420`). The last row needs no padding.
   */
  readonly data: Uint8Array;
  /** Of the YUV formats; {@link YUV_COLOUR_DEFAULTS} where it is left out. */
  readonly yuv?: YuvColour;
  /**
   * Of `gray16`: the value that is white, 1..65535; what lies above is white too. 65535 where it is left out. An
   * infrared camera of 10 bits that stores them low says 1023.
   */
  readonly whiteLevel?: number;
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
  /** Of this image, where they are known; without them a distance says nothing about a width. */
  readonly intrinsics?: CameraIntrinsics;
}

/**
 * A pinhole camera: a point (X, Y, Z) in mm, x to the right, y down, z away from the camera, is seen at
 * (fx X / Z + cx, fy Y / Z + cy) in pixels, where (0, 0) is the outer corner of the first pixel.
 */
export interface CameraIntrinsics {
  /** Focal length across, pixels, > 0. */
  readonly fx: number;
  /** Focal length down, pixels, > 0. */
  readonly fy: number;
  /** Where the optical axis meets the picture, pixels to the right. */
  readonly cx: number;
  /** Where the optical axis meets the picture, pixels down. */
  readonly cy: number;
}

/** One moment, as a camera saw it. */
export interface Frame {
  /** Counts up by one for every frame that the camera made, read or not. */
  readonly sequence: number;
  /** When it was taken, ms on the camera's monotonic clock. */
  readonly capturedAtMs: number;
  /** Colour or grey. */
  readonly image: PixelImage;
  /** Where the camera measures depth: for the pixels of `image`, if it has the same size. */
  readonly depth?: DepthImage;
  /** Where the camera sees infrared: `gray8` or `gray16`. */
  readonly infrared?: PixelImage;
}

/**
 * Checks that the data has the size that the picture states.
 * @throws {SourireError} `FRAME_INVALID`
 */
export function assertPixelImage(image: PixelImage): void {
  const { format, width, height, stride, data } = image;
  const whole = Number.isSafeInteger(width) && Number.isSafeInteger(height);
  if (!whole || width < 1 || height < 1) {
    throw new SourireError("FRAME_INVALID", `a picture of ${width} x ${height}`);
  }
  if (!Object.hasOwn(BYTES_PER_PIXEL, format)) {
    throw new SourireError("FRAME_INVALID", `unknown format ${format}`);
  }
  if (!Number.isSafeInteger(stride) || stride < bytesOfRow(format, width)) {
    throw new SourireError("FRAME_INVALID", `stride ${stride} for ${width} pixels of ${format}`);
  }
  const needed = bytesNeeded(image);
  if (data.length < needed) {
    throw new SourireError("FRAME_INVALID", `${data.length} bytes where ${needed} are needed`);
  }
  assertColour(image);
}

function assertColour({ yuv, whiteLevel }: PixelImage): void {
  if (yuv !== undefined) {
    const { matrix, range } = yuv;
    const known = matrix === "bt601" || matrix === "bt709";
    if (!known || (range !== "limited" && range !== "full")) {
      throw new SourireError("FRAME_INVALID", `unknown YUV colour ${matrix}, ${range}`);
    }
  }
  if (whiteLevel !== undefined && !(whiteLevel >= 1 && whiteLevel <= 65_535)) {
    throw new SourireError("FRAME_INVALID", `a white level of ${whiteLevel}`);
  }
}

/** Bytes that a row of the first plane cannot do without. */
function bytesOfRow(format: PixelFormat, width: number): number {
  const inPairs = format === "yuyv" || format === "nv12"; // the UV row of nv12 is as long as its Y row
  return (inPairs ? width + (width & 1) : width) * BYTES_PER_PIXEL[format];
}

function bytesNeeded({ format, width, height, stride }: PixelImage): number {
  const pairs = Math.ceil(width / 2);
  const chromaRows = Math.ceil(height / 2);
  switch (format) {
    case "nv12":
      return stride * (height + chromaRows - 1) + 2 * pairs;
    case "i420":
      return stride * height + Math.ceil(stride / 2) * (2 * chromaRows - 1) + pairs;
    default:
      return stride * (height - 1) + bytesOfRow(format, width);
  }
}
