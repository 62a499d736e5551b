import type { FaceDetection } from "../detect/detector.js";
import type { FaceLandmarks } from "../landmarks/landmark-model.js";
import type { QualityDefect } from "../quality/quality-gate.js";

/** The payer's face in one frame, found there by the detector: the only kind that is embedded. */
export interface PayerFace extends FaceOfFrame {
  /** The detector looked at the whole of this frame, and one payer was picked from what it found. */
  readonly detectedInThisFrame: true;
}

/** The payer's face, followed into this frame from the one before; nobody looked for others in it. */
export interface FollowedFace extends FaceOfFrame {
  /** The detector did not run. */
  readonly detectedInThisFrame: false;
}

/** What both kinds know. */
export interface FaceOfFrame {
  /** The frame's sequence number. */
  readonly sequence: number;
  /**
   * Which face this is among those that were followed: grows by one for each that is found anew. 0 when
   * the frame was looked at by itself.
   */
  readonly trackId: number;
  /** What the detector found, or, of a followed face, would find. */
  readonly detection: FaceDetection;
  /** The mesh. */
  readonly landmarks: FaceLandmarks;
}

/** What one frame showed. A decision. */
export type Observation<
  Face extends FaceOfFrame = PayerFace,
  Timings extends Partial<StageTimings> = StageTimings,
> =
  | { readonly status: "usable"; readonly face: Face; readonly timingsMs: Timings }
  | {
      readonly status: "unusable";
      readonly reason: "no-face" | "several-faces" | "quality";
      /** Empty unless the reason is `quality`; the most helpful hint first. */
      readonly defects: readonly QualityDefect[];
      readonly timingsMs: Timings;
    };

/** What one frame of a camera showed; its face may have been followed instead of detected. */
export type FollowedObservation = Observation<PayerFace | FollowedFace, Partial<StageTimings>>;

/** How long each stage took, ms; left out where it did not run. */
export interface StageTimings {
  /** Deciding whether the face can be followed: comparing the scene with that of the last detection. */
  readonly follow?: number;
  /** Finding faces. */
  readonly detect: number;
  /** Finding the points of the payer's face. */
  readonly landmarks?: number;
  /** Judging the face. */
  readonly quality?: number;
}
