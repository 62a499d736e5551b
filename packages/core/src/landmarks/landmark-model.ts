import type { FaceDetection } from "../detect/detector.js";
import type { PixelImage } from "../kernel/frame.js";

/** Finds the 468 points of a face. */
export interface LandmarkModel extends AsyncDisposable {
  /**
   * @throws {SourireError} `FRAME_INVALID`, `MODEL_OUTPUT_INVALID`
   */
  locate(image: PixelImage, face: FaceDetection): Promise<FaceLandmarks>;
}

/** Number of points of the mesh. */
export const LANDMARK_COUNT = 468;

/**
 * A face mesh.
 * @see MediaPipe Face Mesh (Kartynnik et al., arXiv:1907.06724) for the order of the points
 */
export interface FaceLandmarks {
  /** Shape `[468, 3]`: x, y in pixels of the picture, z in the same scale, smaller is nearer. */
  readonly points: Float32Array;
  /** Probability that the crop holds a face, 0..1. */
  readonly presence: number;
}
