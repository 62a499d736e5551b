import type { Camera, Clock } from "@sourire/core";
import { createFfmpegCamera, type FfmpegCameraOptions } from "../ffmpeg/index.js";
import type { RgbdCalibration } from "./calibration.js";
import type { RgbdReading } from "./options.js";
import { parseCalibration } from "./parse-calibration.js";
import { createRgbdCamera } from "./rgbd-camera.js";

/** Options of {@link createV4l2RgbdCamera}. */
export interface V4l2RgbdOptions extends Omit<RgbdReading, "delivery"> {
  /** `/dev/video4`: the node that gives colour. */
  readonly colourDevice: string;
  /** `/dev/video0`: the node whose format is `Z16` or `Y16` and holds distances. */
  readonly depthDevice: string;
  /** `/dev/video2`: the node that gives the infrared picture, at the depth's size. */
  readonly infraredDevice?: string;
  /** How the infrared picture is handed over. @defaultValue `"gray8"` */
  readonly infraredFormat?: "gray8" | "gray16";
  /** Of this very device, at sizes that it has. */
  readonly calibration: RgbdCalibration;
  /** Frames a second of all streams, a wish. @defaultValue 30 */
  readonly framesPerSecond?: number;
  /** The program. @defaultValue `"ffmpeg"` */
  readonly ffmpegPath?: string;
  /** @defaultValue the machine's own */
  readonly clock?: Clock;
}

/**
 * A depth camera that Linux shows as V4L2 devices, such as the RealSense D400 series: colour and depth, read through one
 * ffmpeg each. The devices are opened at the calibrated sizes; `docs/guide/depth-cameras.md` tells which node is which.
 *
 * A frame's time is when it was whole in this process: what a stream's decoder or bus delays is part of it, and
 * `timeOffsetMs` of the calibration takes it out.
 * @throws {SourireError} what `createRgbdCamera` and `createFfmpegCamera` throw
 * @throws {RangeError} when an option is out of its range
 * @example createV4l2RgbdCamera({ colourDevice: "/dev/video4", depthDevice: "/dev/video0", calibration });
 */
export function createV4l2RgbdCamera(options: V4l2RgbdOptions): Camera {
  const { colourDevice, depthDevice, infraredDevice, infraredFormat = "gray8" } = options;
  const calibration = parseCalibration(options.calibration);
  const open = (
    device: string,
    { width, height }: { readonly width: number; readonly height: number },
    pixelFormat: NonNullable<FfmpegCameraOptions["pixelFormat"]>,
  ): Camera => {
    const { framesPerSecond, ffmpegPath, clock, log } = options;
    return createFfmpegCamera({
      source: { kind: "v4l2", device },
      width,
      height,
      pixelFormat,
      ...(framesPerSecond === undefined ? {} : { framesPerSecond }),
      ...(ffmpegPath === undefined ? {} : { ffmpegPath }),
      ...(clock ? { clock } : {}),
      ...(log ? { log } : {}),
    });
  };
  return createRgbdCamera({
    ...options,
    calibration,
    colour: open(colourDevice, calibration.colour, "auto"),
    depth: open(depthDevice, calibration.depth, "gray16"),
    ...(infraredDevice === undefined
      ? {}
      : { infrared: open(infraredDevice, calibration.depth, infraredFormat) }),
  });
}
