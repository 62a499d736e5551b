import type { FaceDetection } from "../../src/detect/detector.js";
import type { FaceLandmarks } from "../../src/landmarks/landmark-model.js";
import { syntheticMesh } from "../landmarks/synthetic-mesh.js";

/** SYNTHETIC: where a face stands. */
export interface FakePose {
  /** Between the eyes, pixels. */
  readonly x: number;
  readonly y: number;
  /** Between the outer eye corners, pixels. */
  readonly span: number;
  /** Degrees. */
  readonly roll?: number;
}

/** What a perfect detector answers for it: a box twice the eye span wide, its centre below the eyes. */
export function detectionAt({ x, y, span, roll = 0 }: FakePose): FaceDetection {
  const angle = (roll * Math.PI) / 180;
  const at = (u: number, v: number) => ({
    x: x + span * (u * Math.cos(angle) - v * Math.sin(angle)),
    y: y + span * (u * Math.sin(angle) + v * Math.cos(angle)),
  });
  const centre = at(0, 0.3);
  const side = 2 * span;
  return {
    box: { x: centre.x - side / 2, y: centre.y - side / 2, width: side, height: side },
    score: 0.9,
    keypoints: {
      rightEye: at(-0.35, 0),
      leftEye: at(0.35, 0),
      nose: at(0, 0.5),
      mouth: at(0, 0.85),
    },
  };
}

/** What a perfect mesh network answers for it. */
export function meshAt(pose: FakePose, presence = 1): FaceLandmarks {
  return { points: syntheticMesh(pose), presence };
}
