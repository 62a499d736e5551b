import type { FaceDetection } from "../detect/detector.js";
import type { FaceLandmarks } from "./landmark-model.js";
import { measureFace } from "./measures.js";

/** Probability from which the landmark network itself says that it sees a face. */
const MIN_PRESENCE = 0.5;
/**
 * Largest distance between the two networks' eye centres, over the width of the detector's box. On LFW-dev
 * it is 0.03 at the median and 0.17 at most on a face; a crop that slid by 0.7 eye distances reads 0.3.
 */
const MAX_EYE_DRIFT = 0.2;

/**
 * Whether a mesh lies on the face that it was asked for. The network's own flag stays at 1 on a crop
 * that slid away from the face, so that both networks must also agree on where the eyes are.
 */
export function liesOnDetection(mesh: FaceLandmarks, { box, keypoints }: FaceDetection): boolean {
  if (mesh.presence < MIN_PRESENCE) return false;
  const { rightEye, leftEye } = keypoints;
  const found = measureFace(mesh);
  const right = Math.hypot(found.rightEye.x - rightEye.x, found.rightEye.y - rightEye.y);
  const left = Math.hypot(found.leftEye.x - leftEye.x, found.leftEye.y - leftEye.y);
  return Math.max(right, left) <= MAX_EYE_DRIFT * box.width;
}
