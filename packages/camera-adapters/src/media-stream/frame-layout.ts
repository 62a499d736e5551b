import type { YuvColour } from "@sourire/core";

/** What is read of a `VideoFrame` to know how to copy it; `rotation` and `flip` are missing in older browsers. */
export interface FrameFacts {
  readonly format: string | null;
  readonly visibleRect: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  } | null;
  readonly colorSpace: { readonly matrix: string | null; readonly fullRange: boolean | null };
  readonly rotation?: number;
  readonly flip?: boolean;
}

/** How a frame's bytes are to be laid out by `copyTo`. */
export interface FrameLayout {
  readonly format: "nv12" | "i420" | "rgba8";
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** Bytes from row to row of the first plane. */
  readonly stride: number;
  /** Bytes of all planes together. */
  readonly bytes: number;
  readonly planes: readonly { readonly offset: number; readonly stride: number }[];
  /** Blue comes first: red and blue are to be exchanged. */
  readonly blueFirst: boolean;
  /** Of the YUV formats, where the frame states it. */
  readonly yuv?: YuvColour;
}

/** Rows begin at whole words, those of chroma too: the kernels are fastest so. */
const ROW_BYTES = 8;

/**
 * How a frame is copied as it is.
 * @returns undefined where its format, colours or orientation have no word in a `PixelImage`: such a frame is painted
 */
export function layoutOf(frame: FrameFacts): FrameLayout | undefined {
  const { format, visibleRect, colorSpace, rotation = 0, flip = false } = frame;
  if (!visibleRect || rotation !== 0 || flip) return undefined;
  const { x, y, width, height } = visibleRect;
  if (format === "RGBA" || format === "RGBX" || format === "BGRA" || format === "BGRX") {
    const stride = 4 * width;
    const planes = [{ offset: 0, stride }];
    const blueFirst = format.startsWith("B");
    return { format: "rgba8", width, height, stride, bytes: stride * height, planes, blueFirst };
  }
  const yuv = yuvOf(colorSpace);
  const cutThroughChroma = x % 2 !== 0 || y % 2 !== 0;
  if ((format !== "NV12" && format !== "I420") || !yuv || cutThroughChroma) return undefined;
  const stride = Math.ceil(width / ROW_BYTES) * ROW_BYTES;
  const chromaRows = Math.ceil(height / 2);
  const luma = stride * height;
  const size = { width, height, stride, blueFirst: false, yuv };
  if (format === "NV12") {
    const planes = [
      { offset: 0, stride },
      { offset: luma, stride },
    ];
    return { format: "nv12", ...size, bytes: luma + stride * chromaRows, planes };
  }
  const half = stride / 2;
  const planes = [
    { offset: 0, stride },
    { offset: luma, stride: half },
    { offset: luma + half * chromaRows, stride: half },
  ];
  return { format: "i420", ...size, bytes: luma + 2 * half * chromaRows, planes };
}

/**
 * What a frame says of its YUV colours. What it leaves open is what `YUV_COLOUR_DEFAULTS` of the core says, and what
 * Chromium takes when it draws such a frame.
 * @returns undefined for a matrix that a `PixelImage` has no word for
 */
export function yuvOf({ matrix, fullRange }: FrameFacts["colorSpace"]): YuvColour | undefined {
  const range = fullRange === true ? "full" : "limited";
  switch (matrix) {
    case null:
    case "smpte170m":
    case "bt470bg":
      return { matrix: "bt601", range };
    case "bt709":
      return { matrix: "bt709", range };
    default:
      return undefined;
  }
}

/** Exchanges red and blue, in place. */
export function exchangeRedAndBlue(pixels: Uint8Array): void {
  for (let i = 0; i + 3 < pixels.length; i += 4) {
    const blue = pixels[i] ?? 0;
    pixels[i] = pixels[i + 2] ?? 0;
    pixels[i + 2] = blue;
  }
}
