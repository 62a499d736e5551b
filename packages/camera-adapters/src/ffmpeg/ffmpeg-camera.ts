import { type Camera, SourireError } from "@sourire/core";
import { addressOf } from "./camera-address.js";
import { createFrameReader } from "./frame-reader.js";
import { idOf, labelOf } from "./identity.js";
import type { FfmpegCameraOptions } from "./options.js";
import { settingsOf } from "./settings.js";
import { isNetwork } from "./source-kind.js";

/**
 * A camera through ffmpeg: a device of this machine, a network camera or a file, one child process each. Frames come
 * as raw as the source has them, without a copy in this process. `frames` starts the process and its end stops it; one
 * reader at a time. A live frame's time is the monotonic time when it was whole, a file's its presentation time.
 *
 * Needs the program `ffmpeg`, 5.0 or later for network cameras; tested with 5.1 on Linux.
 * @throws {RangeError} when an option is out of its range
 * @throws {SourireError} from `frames`: `FFMPEG_NOT_FOUND`, `CAMERA_NOT_FOUND`, `CAMERA_BUSY` (also for a second
 * reader), `CAMERA_DENIED`, `CAMERA_AUTHENTICATION_FAILED`, `CAMERA_FORMAT_UNSUPPORTED`, `CAMERA_UNAVAILABLE`,
 * `CAMERA_STALLED`, `CAMERA_LOST`
 * @example await using camera = createFfmpegCamera({ source: { kind: "v4l2", device: "/dev/video0" } });
 */
export function createFfmpegCamera(options: FfmpegCameraOptions): Camera {
  const settings = settingsOf(options);
  const { source } = settings;
  const address = isNetwork(source) ? addressOf(source) : undefined;
  const id = idOf(source, address);
  const label = labelOf(source, options.label);
  const reader = createFrameReader(settings, id, address);
  const closing = new AbortController();
  return {
    id,
    transport: source.kind === "lavfi" ? "program" : source.kind,
    ...(label === undefined ? {} : { label }),
    capabilities: Object.freeze({
      depth: false,
      infrared: false,
      simulated: source.kind === "lavfi" || source.kind === "file",
    }),
    async *frames({ signal }) {
      const stop = AbortSignal.any([signal, closing.signal]);
      yield* reader.read(stop);
      if (closing.signal.aborted) throw new SourireError("CAMERA_CLOSED", `${id} was disposed of`);
    },
    async [Symbol.asyncDispose]() {
      closing.abort();
      await reader.gone();
    },
  };
}
