import { estimateSimilarity } from "../align/similarity.js";
import type { FaceDetection } from "../detect/detector.js";
import { applyAffine, type Point } from "../kernel/geometry.js";
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
 * Largest distance that an eye moves from one mesh to the next, over the distance between the eyes: 0.4 m/s at 30
 * frames a second. On 60 faces of LFW-dev, crops were shifted by 0.05 to 1 eye distance in four directions. A
 * crop that slid far enough draws a mesh of its own making: of 725 that moved by less than this, 140 were off by
 * more than 0.2 eye distances, with a flag of 1.
 */
const MAX_EYE_STEP = 0.2;
/**
 * Largest change of a face's shape from one mesh to the next, over the distance between the eyes. It tells those
 * 140 from the others: of the 551 with less than this, none is off by more than 0.07; of 562 that lie within
 * 0.05 of the face, 13 have more.
 */
const MAX_SHAPE_STEP = 0.03;
/** Largest factor between the sizes of one face in two meshes: a slid crop's meshes shrink by 1.1 and more. */
const MAX_SIZE_STEP = 1.1;
/** Outline, eyes, nose and mouth; what a slid crop distorts. */
const SHAPE_POINTS = [
  33, 133, 362, 263, 168, 6, 197, 127, 356, 234, 454, 10, 1, 2, 152, 61, 291, 129, 358, 70, 300,
] as const;

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

/**
 * Whether a mesh can be the face of the mesh before it, one frame later. The flag says little (see above), so
 * that the eyes must have stayed near, in their order, and the face in its size and shape.
 * @param image - size of the picture, pixels; a face that reaches out of it is lost
 */
export function followsMesh(
  mesh: FaceLandmarks,
  before: FaceLandmarks,
  image: { readonly width: number; readonly height: number },
): boolean {
  if (mesh.presence < MIN_PRESENCE) return false;
  const now = measureFace(mesh);
  const { x, y, width, height } = now.box;
  if (!(x >= 0 && y >= 0 && x + width <= image.width && y + height <= image.height)) return false;
  const then = measureFace(before);
  const step = Math.max(
    Math.hypot(now.rightEye.x - then.rightEye.x, now.rightEye.y - then.rightEye.y),
    Math.hypot(now.leftEye.x - then.leftEye.x, now.leftEye.y - then.leftEye.y),
  );
  if (!(step <= MAX_EYE_STEP * then.interEyeDistance)) return false;
  const { scale, residual } = shapeStep(before, mesh);
  if (!(scale <= MAX_SIZE_STEP && scale >= 1 / MAX_SIZE_STEP)) return false;
  return residual <= MAX_SHAPE_STEP * now.interEyeDistance;
}

/** The factor between two meshes' sizes, and how far their points differ beyond place, size and roll (RMS, pixels). */
function shapeStep(
  before: FaceLandmarks,
  now: FaceLandmarks,
): { readonly scale: number; readonly residual: number } {
  const from = shape(before);
  const to = shape(now);
  const map = estimateSimilarity(from, to);
  let sum = 0;
  for (const [i, point] of from.entries()) {
    const moved = applyAffine(map, point);
    const { x, y } = to[i] as Point;
    sum += (moved.x - x) ** 2 + (moved.y - y) ** 2;
  }
  return { scale: Math.hypot(map.a, map.c), residual: Math.sqrt(sum / from.length) };
}

function shape({ points }: FaceLandmarks): Point[] {
  return SHAPE_POINTS.map((i) => ({ x: points[3 * i] as number, y: points[3 * i + 1] as number }));
}
