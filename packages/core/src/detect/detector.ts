import type { PixelImage } from "../kernel/frame.js";
import type { Box, Point } from "../kernel/geometry.js";

/** Finds faces. */
export interface Detector extends AsyncDisposable {
  /**
   * @returns faces in the picture's pixels, best score first, overlaps merged
   * @throws {SourireError} `FRAME_INVALID`, `MODEL_OUTPUT_INVALID`
   */
  detect(image: PixelImage): Promise<readonly FaceDetection[]>;
}

/** One face found. */
export interface FaceDetection {
  /** Around the face, in pixels of the picture; may reach beyond its edges. */
  readonly box: Box;
  /**
   * The upright square from brow to chin that landmark networks are trained to look at; left out where it
   * is the box. Detectors differ in what they draw a box around.
   */
  readonly focus?: Box;
  /** The detector's certainty, 0..1. */
  readonly score: number;
  /** Where the detector sees them, in pixels of the picture. Left and right are the person's own. */
  readonly keypoints: FaceKeypoints;
}

/** Points that every detector can name. */
export interface FaceKeypoints {
  /** Centre of the person's right eye (left in the picture). */
  readonly rightEye: Point;
  /** Centre of the person's left eye. */
  readonly leftEye: Point;
  /** Tip of the nose. */
  readonly nose: Point;
  /** Middle of the mouth. */
  readonly mouth: Point;
}
