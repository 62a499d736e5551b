import { estimateSimilarity } from "../align/similarity.js";
import type { FaceDetection } from "../detect/detector.js";
import { type Affine, applyAffine, type Box, type Point } from "../kernel/geometry.js";
import type { FaceLandmarks } from "../landmarks/landmark-model.js";

/**
 * Points that neither smile, speech nor brows move: eye corners, bridge of the nose, temples, cheeks beside
 * the ears, and the hairline.
 */
const STEADY_POINTS = [33, 133, 362, 263, 168, 6, 197, 127, 356, 234, 454, 10] as const;

/**
 * Changes up to which a crop stays as it is: as far as the mesh network's own points scatter from frame
 * to frame, so that what it answers never becomes what it is asked for next. A dead zone and not a
 * filter: a filter lags behind a face that moves.
 */
const DEAD_ZONE = Object.freeze({
  /** Shift, over the width of the box. */
  shift: 0.03,
  /** Change of size, as a share. */
  scale: 0.03,
  /** Turn, radians (1.5 degrees). */
  turn: 0.026,
});

/** The rotation, scale and shift that took a face from one mesh to another. */
export function faceMotion(from: FaceLandmarks, to: FaceLandmarks): Affine {
  return estimateSimilarity(steady(from), steady(to));
}

function steady({ points }: FaceLandmarks): Point[] {
  return STEADY_POINTS.map((i) => ({
    x: points[3 * i] as number,
    y: points[3 * i + 1] as number,
  }));
}

/**
 * What the detector would answer for a face that has moved since, so that the networks behind it get
 * the crop that they would get from it, whichever detector it was.
 * @param motion - a rotation with scale and shift
 */
export function moveDetection(detection: FaceDetection, motion: Affine): FaceDetection {
  const { box, focus, score, keypoints } = detection;
  return {
    box: moveBox(box, motion),
    ...(focus && { focus: moveBox(focus, motion) }),
    score,
    keypoints: {
      rightEye: applyAffine(motion, keypoints.rightEye),
      leftEye: applyAffine(motion, keypoints.leftEye),
      nose: applyAffine(motion, keypoints.nose),
      mouth: applyAffine(motion, keypoints.mouth),
    },
  };
}

/** Moves the centre and scales the sides, which stay upright. */
function moveBox(box: Box, motion: Affine): Box {
  const scale = Math.hypot(motion.a, motion.c);
  const centre = applyAffine(motion, centreOf(box));
  const width = scale * box.width;
  const height = scale * box.height;
  return { x: centre.x - width / 2, y: centre.y - height / 2, width, height };
}

/** Whether two places of one face differ by so little that the same crop serves both. */
export function needsNoNewCrop(crop: FaceDetection, face: FaceDetection): boolean {
  const p = centreOf(crop.box);
  const q = centreOf(face.box);
  return (
    Math.hypot(q.x - p.x, q.y - p.y) <= DEAD_ZONE.shift * crop.box.width &&
    Math.abs(face.box.width / crop.box.width - 1) <= DEAD_ZONE.scale &&
    Math.abs(angleBetween(crop, face)) <= DEAD_ZONE.turn
  );
}

function centreOf(box: Box): Point {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Radians from one face's eye line to the other's, -pi..pi. */
function angleBetween(p: FaceDetection, q: FaceDetection): number {
  const [a, b] = [p, q].map(({ keypoints: { rightEye, leftEye } }) =>
    Math.atan2(leftEye.y - rightEye.y, leftEye.x - rightEye.x),
  ) as [number, number];
  return Math.atan2(Math.sin(b - a), Math.cos(b - a));
}
