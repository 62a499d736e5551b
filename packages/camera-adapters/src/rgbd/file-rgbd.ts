import { type Camera, type Clock, disposeAll, SourireError, systemClock } from "@sourire/core";
import { createFfmpegCamera, type FfmpegCameraOptions } from "../ffmpeg/index.js";
import type { RgbdCalibration } from "./calibration.js";
import type { RgbdReading } from "./options.js";
import { createPace } from "./pace.js";
import { parseCalibration } from "./parse-calibration.js";
import { createRawDepthFile } from "./raw-depth-file.js";
import { identityOf } from "./rgbd-camera.js";
import { createRgbdReader, type RgbdCameras } from "./rgbd-reader.js";

/** Options of {@link createFileRgbdCamera}. */
export interface FileRgbdOptions extends Omit<RgbdReading, "delivery"> {
  /** A video that ffmpeg can read: mkv, webm, mp4, y4m. */
  readonly colourFile: string;
  /**
   * Distances: a video without loss and with 16 bits (`-c:v ffv1 -pix_fmt gray16le` in mkv), or, where
   * `rawDepthFramesPerSecond` is given, little-endian values and nothing else.
   */
  readonly depthFile: string;
  /** Of a `depthFile` without a container: its rate, 1..240. */
  readonly rawDepthFramesPerSecond?: number;
  /** A grey video. */
  readonly infraredFile?: string;
  /** How the infrared picture is handed over. @defaultValue `"gray8"` */
  readonly infraredFormat?: "gray8" | "gray16";
  /** Of the cameras that were filmed, at the files' sizes. */
  readonly calibration: RgbdCalibration;
  /**
   * `realtime`: as fast as it was taken, and a slow reader skips. `fast`: every pair, as fast as the reader takes them.
   * @defaultValue `"realtime"`
   */
  readonly pace?: "realtime" | "fast";
  /** The program. @defaultValue `"ffmpeg"` */
  readonly ffmpegPath?: string;
  /** @defaultValue the machine's own */
  readonly clock?: Clock;
}

/**
 * Plays a depth camera that was filmed, each stream in its file. The first pictures of all files count as one moment, which
 * `timeOffsetMs` of the calibration corrects. Every reading begins anew, with times that go on. It states `simulated: true`.
 * @throws {SourireError} what `createRgbdCamera` and `createFfmpegCamera` throw
 * @throws {RangeError} when an option is out of its range
 * @example createFileRgbdCamera({ colourFile: "colour.mkv", depthFile: "depth.mkv", calibration, pace: "fast" });
 */
export function createFileRgbdCamera(options: FileRgbdOptions): Camera {
  const { clock = systemClock, pace = "realtime" } = options;
  const calibration = parseCalibration(options.calibration);
  // every picture of both: two programs that each keep the pace of a file start and stay apart
  const reader = createRgbdReader(calibration, { ...options, delivery: "every" });
  const closing = new AbortController();
  const open = opener(options, calibration, clock);
  // nothing runs before it is read
  const identity = identityOf(partsOf(open(0)), calibration);
  return {
    ...identity,
    async *frames({ signal }) {
      const stop = AbortSignal.any([signal, closing.signal]);
      const afterLastMs = (reader.lastMs() ?? 0) - (calibration.colour.timeOffsetMs ?? 0) + 1;
      // anew for every reading: cameras that had been left at different frames would go on at different times
      const cameras = open(Math.max(clock.monotonic(), afterLastMs));
      try {
        yield* reader.read(cameras, stop, pace === "fast" ? undefined : createPace(clock));
      } finally {
        await disposeAll(partsOf(cameras));
      }
      if (closing.signal.aborted) {
        throw new SourireError("CAMERA_CLOSED", `${identity.id} was disposed of`);
      }
    },
    async [Symbol.asyncDispose]() {
      closing.abort();
    },
  };
}

function partsOf({ colour, depth, infrared }: RgbdCameras): readonly Camera[] {
  return infrared ? [colour, depth, infrared] : [colour, depth];
}

/** Makes the cameras of one reading, whose first pictures have one time. */
function opener(
  options: FileRgbdOptions,
  { depth: { width, height } }: RgbdCalibration,
  clock: Clock,
): (epochMs: number) => RgbdCameras {
  const { infraredFile, infraredFormat = "gray8", rawDepthFramesPerSecond, ffmpegPath } = options;
  if (rawDepthFramesPerSecond !== undefined) {
    if (!(rawDepthFramesPerSecond >= 1 && rawDepthFramesPerSecond <= 240)) {
      throw new RangeError(`rawDepthFramesPerSecond: need 1..240, got ${rawDepthFramesPerSecond}`);
    }
  }
  const video = (
    path: string,
    pixelFormat: NonNullable<FfmpegCameraOptions["pixelFormat"]>,
    epochMs: number,
  ): Camera =>
    createFfmpegCamera({
      source: { kind: "file", path, pace: "fast" },
      pixelFormat,
      epochMs,
      clock,
      ...(ffmpegPath === undefined ? {} : { ffmpegPath }),
      ...(options.log ? { log: options.log } : {}),
    });
  const raw = (path: string, framesPerSecond: number, epochMs: number): Camera =>
    createRawDepthFile({ path, width, height, framesPerSecond, epochMs });
  return (epochMs) => ({
    colour: video(options.colourFile, "auto", epochMs),
    depth:
      rawDepthFramesPerSecond === undefined
        ? video(options.depthFile, "gray16", epochMs)
        : raw(options.depthFile, rawDepthFramesPerSecond, epochMs),
    ...(infraredFile === undefined
      ? {}
      : { infrared: video(infraredFile, infraredFormat, epochMs) }),
  });
}
