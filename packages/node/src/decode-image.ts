import { type PixelImage, SourireError } from "@sourire/core";
import type { Metadata, Sharp, SharpOptions } from "sharp";
import { pictureKind } from "./picture-kind.js";

/** Options of {@link decodeImage}. */
export interface DecodeImageOptions {
  /**
   * Pixels of the largest picture that is decoded; a larger one is refused from its header.
   * @defaultValue 50,000,000, which a camera of today does not exceed and which is 150 MB decoded
   */
  readonly maxPixels?: number;
  /**
   * Layout of the answer; the alpha of `rgba8` is always 255.
   * @defaultValue `"rgb8"`
   */
  readonly format?: "rgb8" | "rgba8";
}

/** What {@link decodeImage} does unless told. */
export const DECODE_IMAGE_DEFAULTS: Readonly<Required<DecodeImageOptions>> = Object.freeze({
  maxPixels: 50_000_000,
  format: "rgb8",
});

/** Pixels; no smaller picture holds a face with the 40 px between its outer eye corners that landmarks need. */
const MIN_SIDE = 64;

/**
 * Decodes a picture file: JPEG, PNG, WebP, AVIF, TIFF or GIF (its first frame). The answer stands
 * upright (EXIF orientation is applied) and is sRGB, whatever the file held: grey, a palette, CMYK,
 * 16 bits a channel, another colour profile. What is transparent is laid over white.
 *
 * Process-wide settings of sharp are changed: its cache is off and it works on one thread, so that
 * a decoded face does not stay in memory.
 * @param bytes - the whole file
 * @throws {SourireError} `IMAGE_EMPTY`, `IMAGE_UNREADABLE` (no picture, damaged, cut short, a vector
 * drawing), `IMAGE_TOO_SMALL` (a side under 64 px), `IMAGE_TOO_LARGE`
 * @throws {RangeError} when `maxPixels` is no whole number >= 1
 */
export async function decodeImage(
  bytes: Uint8Array,
  options: DecodeImageOptions = {},
): Promise<PixelImage> {
  const { maxPixels, format } = { ...DECODE_IMAGE_DEFAULTS, ...options };
  if (!Number.isSafeInteger(maxPixels) || maxPixels < 1) {
    throw new RangeError(`maxPixels: need a whole number >= 1, got ${maxPixels}`);
  }
  if (bytes.length === 0) throw new SourireError("IMAGE_EMPTY", "zero bytes");
  const kind = pictureKind(bytes);
  // Refused here, before a parser sees it: libvips would also render SVG and PDF.
  if (!kind) throw new SourireError("IMAGE_UNREADABLE", "no picture format that is known");
  if (kind.size) assertSize(kind.size, maxPixels);
  const open = await sharpFor(bytes);
  const header = await readHeader(open({ limitInputPixels: false }));
  // sharp calls AVIF by the name of its container
  if ((header.format === "heif" ? "avif" : header.format) !== kind.name) {
    throw new SourireError("IMAGE_UNREADABLE", "the content is not what its first bytes say");
  }
  assertSize(header, maxPixels);
  return decodePixels(open({ limitInputPixels: maxPixels }), format);
}

async function sharpFor(bytes: Uint8Array): Promise<(options: SharpOptions) => Sharp> {
  const { default: sharp } = await import("sharp");
  sharp.cache(false);
  sharp.concurrency(1);
  // "error": a file that is cut short or damaged fails, harmless warnings of phone cameras do not
  return (options) => sharp(bytes, { failOn: "error", pages: 1, ...options });
}

async function readHeader(picture: Sharp): Promise<Metadata> {
  try {
    return await picture.metadata();
  } catch (cause) {
    throw new SourireError("IMAGE_UNREADABLE", "the picture's header is damaged", { cause });
  }
}

function assertSize(size: { width: number; height: number }, maxPixels: number): void {
  const { width, height } = size;
  if (width * height > maxPixels) {
    throw new SourireError("IMAGE_TOO_LARGE", `${width} x ${height} is over ${maxPixels} pixels`);
  }
  if (Math.min(width, height) < MIN_SIDE) {
    throw new SourireError("IMAGE_TOO_SMALL", `${width} x ${height} pixels`);
  }
}

async function decodePixels(picture: Sharp, format: "rgb8" | "rgba8"): Promise<PixelImage> {
  const opaque = picture
    .autoOrient()
    .flatten({ background: "#ffffff" })
    .toColourspace("srgb")
    .removeAlpha();
  const raw = (format === "rgba8" ? opaque.ensureAlpha() : opaque).raw({ depth: "uchar" });
  try {
    const { data, info } = await raw.toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info;
    const plain = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    return { format, width, height, stride: width * channels, data: plain };
  } catch (cause) {
    throw new SourireError("IMAGE_UNREADABLE", "the picture's content is damaged", { cause });
  }
}
