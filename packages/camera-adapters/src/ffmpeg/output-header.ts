import { BYTES_PER_PIXEL, type PixelFormat, type YuvColour } from "@sourire/core";
import { PIXEL_FORMATS } from "./pixel-formats.data.js";

/** What ffmpeg writes to its standard output. */
export interface FrameLayout {
  readonly format: PixelFormat;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** Bytes from row to row of the first plane; ffmpeg adds no padding. */
  readonly stride: number;
  /** Bytes of one frame. */
  readonly bytes: number;
  /** Of the YUV formats. */
  readonly yuv?: YuvColour;
}

const STREAM = /Stream #0:0\S*: Video: rawvideo\b.*?, ([a-z0-9]+)(?:\(([^)]*)\))?, (\d+)x(\d+)/;

/**
 * Reads the line in which ffmpeg says what it writes.
 * @param line - the one with `Stream #0:0` after `Output #0`
 * @returns undefined where the line is none
 */
export function layoutOf(line: string): FrameLayout | undefined {
  const [, name = "", about = "", columns, rows] = STREAM.exec(line) ?? [];
  const known = PIXEL_FORMATS.get(name);
  if (!known) return undefined;
  const [width, height] = [Number(columns), Number(rows)];
  const { format } = known;
  const stride = width * BYTES_PER_PIXEL[format];
  const planar = format === "nv12" || format === "i420";
  const bytes = planar
    ? stride * height + 2 * Math.ceil(width / 2) * Math.ceil(height / 2)
    : stride * height;
  const layout = { format, width, height, stride, bytes };
  return planar || format === "yuyv" ? { ...layout, yuv: colourOf(about, known.range) } : layout;
}

/**
 * From `pc, bt470bg/unknown/unknown, progressive`: range, then matrix/primaries/curve, or one word where all three
 * are the same. What is not said is as core assumes it.
 */
function colourOf(about: string, range: YuvColour["range"] = "limited"): YuvColour {
  const words = about.split(",").map((word) => word.trim());
  const is709 = words.some((word) => word === "bt709" || word.startsWith("bt709/"));
  return {
    matrix: is709 ? "bt709" : "bt601",
    range: words.includes("pc") ? "full" : words.includes("tv") ? "limited" : range,
  };
}
