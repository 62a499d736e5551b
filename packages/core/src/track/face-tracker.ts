import type { FaceDetection } from "../detect/detector.js";
import type { Frame, PixelImage } from "../kernel/frame.js";
import { type Box, intersectionOverUnion } from "../kernel/geometry.js";
import type { FaceLandmarks } from "../landmarks/landmark-model.js";
import { measureFace } from "../landmarks/measures.js";
import { followsMesh } from "../landmarks/plausibility.js";
import { faceMotion, moveDetection, needsNoNewCrop } from "./face-motion.js";
import { type Break, breakBetween, type Moment, momentOf } from "./moment.js";
import { createSceneWatch } from "./scene-watch.js";
import { type TrackingOptions, trackingLimits } from "./tracking-options.js";

/** What to do with the next frame. */
type TrackingPlan =
  | {
      readonly action: "detect";
      /** Why. */
      readonly reason: DetectionReason;
    }
  | {
      readonly action: "track";
      /** Where the face should be: what the detector would answer for it. */
      readonly expected: FaceDetection;
    };

/** Why the detector runs. */
type DetectionReason = "no-track" | Break | "tracked-long" | "scene-changed";

/** Follows one face. Runs no network itself: it says what to run and judges the answers. */
export interface FaceTracker {
  /** Looks at a new frame and says whether tracking will do for it. Call it once a frame. */
  plan(frame: Frame): TrackingPlan;
  /** Judges the mesh of a face that was expected. `undefined`: not the tracked face; detect in this frame. */
  track(image: PixelImage, mesh: FaceLandmarks): TrackedFace | undefined;
  /** The detector and the mesh network agree on one payer in the frame that was planned last. */
  detected(detection: FaceDetection, mesh: FaceLandmarks): TrackedFace;
  /** The face is gone, or it is no longer clear whose is meant: the next one is another track. */
  lose(): void;
}

/** A face with the name of its track. */
interface TrackedFace {
  /**
   * Grows by one for each face that is found anew; 1 for the first. One track was never out of sight for
   * longer than `maxGapMs` and never jumped; that it is one person is for its embedding to say.
   */
  readonly trackId: number;
  /** The detector's answer, or where it would be by now. */
  readonly detection: FaceDetection;
}

/**
 * Cells across the narrowest face that may pay: three of them lie wholly on the face wherever it stands, so
 * that brows, eyes and mouth fall into cells of their own.
 */
const CELLS_ACROSS_FACE = 5;
/** Cells along the longer side, at most: 256 x 144 cells of 16 samples would no longer be cheap. */
const MAX_CELLS = 160;
/**
 * Overlap (IoU) of where a face was and where one is found, from which they are one: a head that moved by
 * less than a third of its width. Two heads beside each other overlap less.
 */
const MIN_OVERLAP = 0.5;
/**
 * The payer's own head around the mesh, over its width and height: hair and ears move with the face. A second
 * payer's face is at least 0.6 times as wide, so that two thirds of it remain visible beside this.
 */
const HEAD = Object.freeze({ side: 0.2, above: 0.35, below: 0.1 });

/** State of one track. */
interface Track {
  readonly id: number;
  /** The last answer of the detector. */
  readonly detection: FaceDetection;
  /** The mesh that belongs to it. */
  readonly anchor: FaceLandmarks;
  /** The newest mesh. */
  readonly mesh: FaceLandmarks;
  /** The crop of the next frame. */
  readonly expected: FaceDetection;
  /** Frames since the detection. */
  readonly frames: number;
  readonly detectedAtMs: number;
}

/**
 * Makes a tracker.
 * @param minFaceShare - least width of a face that may pay, over the longer side of the picture
 * @throws {RangeError} when an option is out of its range
 */
export function createFaceTracker(
  minFaceShare: number,
  options: TrackingOptions = {},
): FaceTracker {
  const limits = trackingLimits(options);
  const cells = Math.min(MAX_CELLS, Math.ceil(CELLS_ACROSS_FACE / minFaceShare));
  const scene = createSceneWatch(cells, limits.minLumaChange);
  let track: Track | undefined;
  let tracks = 0;
  let last: Moment | undefined;

  const lose = (): void => {
    track = undefined;
    scene.forget();
  };
  /** Why a track that was not interrupted needs the detector. */
  const due = (current: Track, frame: Frame): DetectionReason | undefined => {
    const long =
      current.frames >= limits.maxTrackedFrames ||
      frame.capturedAtMs - current.detectedAtMs > limits.maxTrackedMs;
    if (long) return "tracked-long";
    const own = [headOf(current.anchor), headOf(current.mesh)];
    return scene.changedCells(own) >= limits.minChangedCells ? "scene-changed" : undefined;
  };

  return {
    plan(frame) {
      const now = momentOf(frame);
      const interrupted = track && last ? breakBetween(last, now, limits) : "no-track";
      if (interrupted) lose();
      last = now;
      scene.look(frame.image);
      const reason = interrupted ?? (track && due(track, frame));
      if (reason || !track) return { action: "detect", reason: reason ?? "no-track" };
      return { action: "track", expected: track.expected };
    },
    track(image, mesh) {
      if (!track || !followsMesh(mesh, track.mesh, image)) return undefined;
      const now = moveDetection(track.detection, faceMotion(track.anchor, mesh));
      const expected = needsNoNewCrop(track.expected, now) ? track.expected : now;
      track = { ...track, mesh, expected, frames: track.frames + 1 };
      return { trackId: track.id, detection: now };
    },
    detected(detection, mesh) {
      const same = track && intersectionOverUnion(track.expected.box, detection.box) >= MIN_OVERLAP;
      const id = track && same ? track.id : ++tracks;
      const detectedAtMs = last?.capturedAtMs ?? 0;
      track = { id, detection, anchor: mesh, mesh, expected: detection, frames: 0, detectedAtMs };
      scene.remember();
      return { trackId: id, detection };
    },
    lose,
  };
}

function headOf(mesh: FaceLandmarks): Box {
  const { x, y, width, height } = measureFace(mesh).box;
  return {
    x: x - HEAD.side * width,
    y: y - HEAD.above * height,
    width: (1 + 2 * HEAD.side) * width,
    height: (1 + HEAD.above + HEAD.below) * height,
  };
}
