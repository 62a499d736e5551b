import type { Frame } from "../kernel/frame.js";
import type { FaceLandmarks } from "../landmarks/landmark-model.js";

/** The names of the checks; a policy lists those that it requires. */
export type LivenessCheckName =
  | "frame-integrity"
  | "texture"
  | "challenge"
  | "screen-light"
  | "depth-shape"
  | "infrared";

/**
 * Judges whether a living person stands before the camera.
 * A check that a policy requires and that cannot run is a fault at set-up, never a pass.
 */
export interface LivenessCheck {
  /** Which check this is. */
  readonly name: LivenessCheckName;
  /** Takes one frame into account. Cheap; called in capture order. */
  observe(sample: LivenessSample): void;
  /** The verdict on what was observed so far. */
  verdict(): LivenessVerdict;
}

/** What a check sees of one moment. */
export interface LivenessSample {
  /** The frame. Valid during the call only. */
  readonly frame: Frame;
  /** The payer's face in it. */
  readonly face: FaceLandmarks;
}

/** A decision, with a reason that names no score. */
export type LivenessVerdict =
  | { readonly status: "passed" }
  | { readonly status: "failed"; readonly reason: string }
  | { readonly status: "not-applicable"; readonly reason: string };
