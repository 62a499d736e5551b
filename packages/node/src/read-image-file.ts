import { readFile, stat } from "node:fs/promises";
import { errnoOf, isSourireError, type PixelImage, SourireError } from "@sourire/core";
import { DECODE_IMAGE_DEFAULTS, type DecodeImageOptions, decodeImage } from "./decode-image.js";

/** Bytes a pixel of the largest file that can be right: four channels of 16 bits, not compressed. */
const MAX_BYTES_PER_PIXEL = 8;
/** Bytes for headers, profiles and thumbnails. */
const HEADROOM = 1_000_000;

const REASONS: ReadonlyMap<string, string> = new Map([
  ["ENOENT", "there is no such file"],
  ["ENOTDIR", "there is no such file"],
  ["EACCES", "this user may not read it"],
  ["EPERM", "this user may not read it"],
]);

/**
 * Reads and decodes a picture file, as {@link decodeImage} does.
 * @param path - a regular file; a folder, pipe or device is refused
 * @throws {SourireError} `IMAGE_UNREADABLE` also when the file cannot be read (the message says why,
 * the cause has the path), `IMAGE_EMPTY`, `IMAGE_TOO_SMALL`, `IMAGE_TOO_LARGE`
 * @throws {RangeError} when `maxPixels` is no whole number >= 1
 */
export async function readImageFile(
  path: string,
  options: DecodeImageOptions = {},
): Promise<PixelImage> {
  const { maxPixels = DECODE_IMAGE_DEFAULTS.maxPixels } = options;
  return decodeImage(await readBounded(path, maxPixels * MAX_BYTES_PER_PIXEL + HEADROOM), options);
}

async function readBounded(path: string, maxBytes: number): Promise<Uint8Array> {
  try {
    const about = await stat(path); // before opening: to open a pipe would wait for its writer
    if (!about.isFile())
      throw new SourireError("IMAGE_UNREADABLE", "a folder or device, not a file");
    if (about.size > maxBytes) {
      throw new SourireError("IMAGE_TOO_LARGE", `a file of ${about.size} bytes, over ${maxBytes}`);
    }
    return await readFile(path);
  } catch (cause) {
    const errno = errnoOf(cause);
    if (isSourireError(cause) || errno === undefined) throw cause;
    throw new SourireError("IMAGE_UNREADABLE", REASONS.get(errno) ?? errno, { cause });
  }
}
