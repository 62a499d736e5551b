import { writeFile } from "node:fs/promises";
import { extname } from "node:path";
import { assertPixelImage, BYTES_PER_PIXEL, type PixelImage, storageFault } from "@sourire/core";

/** Kinds of picture files that can be written. */
export type ImageKind = "png" | "jpeg" | "webp";

const KINDS = new Map([
  [".png", "png"],
  [".jpg", "jpeg"],
  [".jpeg", "jpeg"],
  [".webp", "webp"],
] as const);

/**
 * Encodes a picture and writes it to a file; the name's ending says how: `.png`, `.jpg`, `.jpeg` or `.webp`.
 * @param image - `rgb8`, `rgba8` or `gray8`
 * @throws {SourireError} `FRAME_INVALID`, `STORAGE_FULL`, `STORAGE_READ_ONLY`, `STORAGE_FAILED`
 * @throws {RangeError} for another ending or format
 */
export async function writeImageFile(path: string, image: PixelImage): Promise<void> {
  const ending = extname(path).toLowerCase();
  const kind = (KINDS as ReadonlyMap<string, ImageKind>).get(ending);
  if (!kind) throw new RangeError(`a picture's name ends in ${[...KINDS.keys()].join(", ")}`);
  const encoded = await encodeImage(image, kind);
  try {
    await writeFile(path, encoded);
  } catch (cause) {
    throw storageFault(cause, "the picture cannot be written");
  }
}

/**
 * Encodes a picture.
 * @param image - `rgb8`, `rgba8` or `gray8`
 * @returns the whole file
 * @throws {SourireError} `FRAME_INVALID`
 * @throws {RangeError} for another format
 */
export async function encodeImage(image: PixelImage, kind: ImageKind): Promise<Uint8Array> {
  assertPixelImage(image);
  const { format, width, height } = image;
  if (format !== "rgb8" && format !== "rgba8" && format !== "gray8") {
    throw new RangeError(`${format} is no format of picture files`);
  }
  const channels = BYTES_PER_PIXEL[format] as 1 | 3 | 4;
  const { default: sharp } = await import("sharp");
  return sharp(packed(image), { raw: { width, height, channels } })
    .toFormat(kind, kind === "png" ? { compressionLevel: 6 } : { quality: 92 })
    .toBuffer();
}

/** Rows without what lies between them. */
function packed({ format, width, height, stride, data }: PixelImage): Uint8Array {
  const row = width * BYTES_PER_PIXEL[format];
  if (stride === row) return data.subarray(0, row * height);
  const out = new Uint8Array(row * height);
  for (let y = 0; y < height; y++) out.set(data.subarray(y * stride, y * stride + row), y * row);
  return out;
}
