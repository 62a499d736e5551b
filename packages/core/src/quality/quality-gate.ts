import type { PixelImage } from "../kernel/frame.js";
import type { FaceLandmarks } from "../landmarks/landmark-model.js";

/**
 * The components that are checked, named as ISO/IEC 29794-5 names them.
 */
export type QualityComponent =
  | "inter-eye-distance"
  | "head-pose-yaw"
  | "head-pose-pitch"
  | "head-pose-roll"
  | "sharpness"
  | "under-exposure"
  | "over-exposure"
  | "margin-of-face";

/** What the payer is asked to do; a key for the texts of the UI. */
export type QualityHint =
  | "come-closer"
  | "look-straight"
  | "level-your-head"
  | "hold-still"
  | "more-light"
  | "less-light"
  | "move-to-the-middle";

/** Judges one face in one frame. */
export interface QualityGate {
  /** Every component that is not good enough, the most helpful hint first; none means usable. */
  assess(image: PixelImage, face: FaceLandmarks): readonly QualityDefect[];
}

/** One component that is not good enough. */
export interface QualityDefect {
  /** Which. */
  readonly component: QualityComponent;
  /** What would help. */
  readonly hint: QualityHint;
}
