import type { CameraIntrinsics, DepthSensing } from "@sourire/core";
import type { LensDistortion } from "./lens.js";

/** One of the calibrated cameras, as its factory or a calibration program measured it. */
export interface CalibratedStream {
  /** Pixels of the frames that this was measured for; frames of another size are refused. */
  readonly width: number;
  /** Pixels, likewise. */
  readonly height: number;
  /** Of frames of this size; (0, 0) is the outer corner of the first pixel. */
  readonly intrinsics: CameraIntrinsics;
  /** Left out where the pictures are rectified or the lens bends nothing. */
  readonly distortion?: LensDistortion;
  /** ms that are added to this stream's capture times, so that streams of different clocks agree. 0 where left out. */
  readonly timeOffsetMs?: number;
}

/** The calibrated depth camera. */
export interface CalibratedDepth extends CalibratedStream, DepthSensing {
  /** Millimetres for one unit of the depth frames: 1, 0.1, 0.25 ... */
  readonly unitMm: number;
}

/** Three numbers. */
export type Triple = readonly [number, number, number];

/**
 * From the depth camera's axes to the colour camera's: a point p of the one is rotation x p + translation of the
 * other. x points to the right, y down, z away from the camera.
 */
export interface DepthToColour {
  /** Three rows. */
  readonly rotation: readonly [Triple, Triple, Triple];
  /** mm: where the depth camera sits, seen from the colour camera. */
  readonly translationMm: Triple;
}

/** What `createRgbdCamera` needs to know of its cameras; `docs/guide/depth-cameras.md` shows how to get it. */
export interface RgbdCalibration {
  /** Of this form. */
  readonly version: 1;
  /** What the maker calls it; printable, at most 200 characters. */
  readonly name?: string;
  /** Of the very device that was measured; printable, at most 200 characters. */
  readonly serial?: string;
  /** The colour camera. */
  readonly colour: CalibratedStream;
  /** The depth camera. */
  readonly depth: CalibratedDepth;
  /** Only a matter of time: the infrared picture is handed over as the sensor took it. */
  readonly infrared?: { readonly timeOffsetMs?: number };
  /** How they sit to each other. */
  readonly depthToColour: DepthToColour;
}
