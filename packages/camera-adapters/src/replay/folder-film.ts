import { readdir } from "node:fs/promises";
import { extname, join } from "node:path";
import {
  assertPixelImage,
  errnoOf,
  isSourireError,
  type PixelImage,
  SourireError,
} from "@sourire/core";
import type { Film } from "./film.js";
import type { FolderSource } from "./options.js";

const PICTURES: ReadonlySet<string> = new Set([".jpg", ".jpeg", ".png", ".webp", ".bmp"]);
/** Bytes of decoded pictures that are kept for the next round. */
const KEPT_BYTES = 128 * 2 ** 20;
const DEFAULT_RATE = 10;

type ReadPicture = NonNullable<FolderSource["readPicture"]>;

/**
 * @param startMs - the time of the first picture
 * @throws {SourireError} `CAMERA_NOT_FOUND` when there is no such folder or no picture in it, `CAMERA_DENIED`
 * @throws {RangeError} when the rate is out of its range
 */
export async function openFolderFilm(
  { path, framesPerSecond = DEFAULT_RATE, readPicture }: FolderSource,
  byFfmpeg: ReadPicture,
  startMs: () => number,
): Promise<Film> {
  if (!(framesPerSecond >= 0.1 && framesPerSecond <= 240)) {
    throw new RangeError(`framesPerSecond: need 0.1..240, got ${framesPerSecond}`);
  }
  const names = await pictureNames(path);
  const paths = names.map((name) => join(path, name));
  const pictureAt = keeping(paths, readPicture ?? byFfmpeg);
  const intervalMs = 1000 / framesPerSecond;
  let zeroMs: number | undefined;
  return {
    intervalMs,
    async *open() {
      let size: string | undefined;
      zeroMs ??= startMs();
      for (const [sequence] of paths.entries()) {
        const load = async (signal: AbortSignal): Promise<{ image: PixelImage } | undefined> => {
          const image = await pictureAt(sequence, signal);
          if (!image) return undefined;
          const own = `${image.width} x ${image.height}`;
          size ??= own;
          if (size === own) return { image };
          throw new SourireError("CAMERA_FORMAT_UNSUPPORTED", "the pictures have several sizes");
        };
        yield { sequence, capturedAtMs: zeroMs + sequence * intervalMs, load };
      }
    },
  };
}

async function pictureNames(path: string): Promise<readonly string[]> {
  const order = new Intl.Collator("en", { numeric: true });
  try {
    const entries = await readdir(path, { withFileTypes: true });
    const names = entries
      .filter((entry) => !entry.isDirectory() && PICTURES.has(extname(entry.name).toLowerCase()))
      .map(({ name }) => name);
    if (names.length > 0) return names.sort(order.compare);
  } catch (cause) {
    const errno = errnoOf(cause);
    const code = errno === "EACCES" || errno === "EPERM" ? "CAMERA_DENIED" : "CAMERA_NOT_FOUND";
    throw new SourireError(code, `the folder of pictures cannot be read: ${errno}`, { cause });
  }
  throw new SourireError("CAMERA_NOT_FOUND", "the folder holds no pictures");
}

/** Decodes, and keeps what fits for the next round. @returns undefined when it was stopped */
function keeping(
  paths: readonly string[],
  readPicture: ReadPicture,
): (index: number, signal: AbortSignal) => Promise<PixelImage | undefined> {
  const kept = new Map<number, PixelImage>();
  let bytes = 0;
  return async (index, signal) => {
    const known = kept.get(index);
    if (known) return known;
    try {
      const image = await readPicture(paths[index] ?? "", { signal });
      assertPixelImage(image);
      bytes += image.data.length;
      if (bytes <= KEPT_BYTES) kept.set(index, image);
      return image;
    } catch (cause) {
      if (signal.aborted) return undefined;
      // its name may be a person's: the cause has it
      const code = isSourireError(cause) ? cause.code : "IMAGE_UNREADABLE";
      const which = `picture ${index + 1} of ${paths.length}, in the order of their names`;
      throw new SourireError(code, `${which}, cannot be decoded`, { cause });
    }
  };
}
