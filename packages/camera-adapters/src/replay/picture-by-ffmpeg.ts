import { isSourireError, type PixelImage, SourireError } from "@sourire/core";
import { createFfmpegCamera } from "../ffmpeg/ffmpeg-camera.js";

/** What a picture that ffmpeg cannot show is. */
const PICTURE_FAULTS: ReadonlySet<string> = new Set([
  "CAMERA_FORMAT_UNSUPPORTED",
  "CAMERA_NOT_FOUND",
  "CAMERA_DENIED",
]);

/**
 * Decodes one picture by a process of its own.
 * @returns in `rgb8`
 * @throws {SourireError} `IMAGE_UNREADABLE`, `FFMPEG_NOT_FOUND`
 */
export async function pictureByFfmpeg(
  path: string,
  { signal, ffmpegPath }: { readonly signal: AbortSignal; readonly ffmpegPath?: string },
): Promise<PixelImage> {
  await using camera = createFfmpegCamera({
    source: { kind: "file", path, pace: "fast" },
    pixelFormat: "rgb8",
    ...(ffmpegPath === undefined ? {} : { ffmpegPath }),
  });
  try {
    for await (const { image } of camera.frames({ signal })) {
      return { ...image, data: image.data.slice() };
    }
  } catch (cause) {
    if (!isSourireError(cause) || !PICTURE_FAULTS.has(cause.code)) throw cause;
    throw new SourireError("IMAGE_UNREADABLE", "ffmpeg can read no picture from it", { cause });
  }
  signal.throwIfAborted();
  throw new SourireError("IMAGE_UNREADABLE", "there is no picture in it");
}
