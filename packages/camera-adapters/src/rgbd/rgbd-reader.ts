import { type Camera, type Frame, type PixelImage, SourireError, silentLog } from "@sourire/core";
import { type AlignDepth, createAlignDepth } from "./align.js";
import type { RgbdCalibration } from "./calibration.js";
import { createDepthWatch } from "./depth-watch.js";
import type { KeptFrame } from "./frame-store.js";
import { type MomentOptions, type MomentStream, readMoments } from "./moments.js";
import { assertReading, RGBD_DEFAULTS, type RgbdReading } from "./options.js";
import type { Pace } from "./pace.js";
import { createStreamCheck } from "./stream-checks.js";

/** The cameras of one reading. */
export interface RgbdCameras {
  /** Gives the picture. */
  readonly colour: Camera;
  /** Gives the distances. */
  readonly depth: Camera;
  /** Gives the infrared picture, where there is one. */
  readonly infrared?: Camera;
}

/** Reads cameras as one, by one reader at a time. Numbers and times go on from reading to reading. */
export interface RgbdReader {
  /**
   * @param pace - where frames are to be held back
   * @throws {SourireError} `CAMERA_BUSY` for a second reader, and everything that `createRgbdCamera` names
   */
  read(
    cameras: RgbdCameras,
    stop: AbortSignal,
    pace?: Pace,
  ): AsyncGenerator<Frame, void, undefined>;
  /** Time of the newest frame that was handed over, ms; undefined before the first. */
  lastMs(): number | undefined;
}

/**
 * @param calibration - checked
 * @throws {RangeError} when an option is out of its range
 */
export function createRgbdReader(calibration: RgbdCalibration, reading: RgbdReading): RgbdReader {
  assertReading(reading);
  const { patienceFrames, queue, delivery } = { ...RGBD_DEFAULTS, ...reading };
  const { log = silentLog, toleranceMs } = reading;
  const watch = createDepthWatch(calibration.depth, patienceFrames);
  let align: AlignDepth | undefined;
  let sequence = 0;
  let lastMs: number | undefined;
  let isRead = false;
  const options: MomentOptions = {
    queue,
    delivery,
    patience: patienceFrames,
    ...(toleranceMs === undefined ? {} : { toleranceMs }),
    count: () => sequence++,
  };

  async function* flow(
    cameras: RgbdCameras,
    stop: AbortSignal,
    pace: Pace | undefined,
  ): AsyncGenerator<Frame, void, undefined> {
    // the tables of a large sensor take a while: only when they are needed, and once
    align ??= createAlignDepth(calibration);
    let isFirst = true;
    for await (const { sequence: number, frames } of readMoments(
      streamsOf(cameras, calibration),
      options,
      stop,
    )) {
      const [colour, depth, infrared] = frames;
      if (!colour || !depth) return;
      // a clock that went back between two readings
      if (lastMs !== undefined && colour.capturedAtMs <= lastMs) continue;
      if (pace && !(await pace.admit(colour.capturedAtMs, stop))) continue;
      if (isFirst) {
        log.info("rgbd.paired", { differenceMs: depth.capturedAtMs - colour.capturedAtMs });
      }
      isFirst = false;
      lastMs = colour.capturedAtMs;
      const aligned = align(...valuesOf(depth.image));
      watch.observe(aligned);
      yield { sequence: number, ...frameOf(calibration, colour, aligned.data, infrared) };
    }
  }

  return {
    lastMs: () => lastMs,
    async *read(cameras, stop, pace) {
      if (stop.aborted) return;
      if (isRead) throw new SourireError("CAMERA_BUSY", "the camera has a reader already");
      isRead = true;
      try {
        yield* flow(cameras, stop, pace);
      } finally {
        isRead = false;
      }
    },
  };
}

function frameOf(
  { colour: { width, height, intrinsics }, depth: { unitMm } }: RgbdCalibration,
  colour: KeptFrame,
  data: Uint16Array,
  infrared: KeptFrame | undefined,
): Omit<Frame, "sequence"> {
  return {
    capturedAtMs: colour.capturedAtMs,
    image: colour.image,
    depth: { width, height, data, unitMm, intrinsics },
    ...(infrared ? { infrared: infrared.image } : {}),
  };
}

function streamsOf(
  { colour, depth, infrared }: RgbdCameras,
  calibration: RgbdCalibration,
): readonly MomentStream[] {
  const colourStream: MomentStream = {
    name: "colour",
    camera: colour,
    offsetMs: calibration.colour.timeOffsetMs ?? 0,
    check: createStreamCheck({ name: "colour", size: calibration.colour }),
  };
  const depthStream: MomentStream = {
    name: "depth",
    camera: depth,
    offsetMs: calibration.depth.timeOffsetMs ?? 0,
    check: createStreamCheck({ name: "depth", formats: ["gray16"], size: calibration.depth }),
  };
  if (!infrared) return [colourStream, depthStream];
  const infraredStream: MomentStream = {
    name: "infrared",
    camera: infrared,
    offsetMs: calibration.infrared?.timeOffsetMs ?? 0,
    check: createStreamCheck({ name: "infrared", formats: ["gray8", "gray16"] }),
  };
  return [colourStream, depthStream, infraredStream];
}

/** A depth picture's values and their row length. Rows of an odd number of bytes are no rows of 16-bit values. */
function valuesOf({ data, stride }: PixelImage): [values: Uint16Array, stride: number] {
  if (stride % 2 !== 0) {
    throw new SourireError(
      "CAMERA_FORMAT_UNSUPPORTED",
      `a depth picture with rows of ${stride} bytes`,
    );
  }
  return [new Uint16Array(data.buffer, data.byteOffset, data.length >> 1), stride / 2];
}
