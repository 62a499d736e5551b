import type { Box, Point } from "../kernel/geometry.js";
import { intersectionOverUnion } from "../kernel/geometry.js";
import type { FaceDetection } from "./detector.js";

/**
 * Merges detections of one face into one: the best is taken, all that overlap it are averaged into it,
 * weighted by their scores. Steadier from frame to frame than to drop them.
 *
 * @param candidates - in any order
 * @param minOverlap - intersection over union from which two boxes are one face, 0..1
 * @returns best score first; each has the score of its best member
 * @see Bazarevsky et al., BlazeFace, arXiv:1907.05047, section 3.3 ("tie resolution")
 */
export function mergeOverlaps(
  candidates: readonly FaceDetection[],
  minOverlap: number,
): readonly FaceDetection[] {
  let left = [...candidates].sort((p, q) => q.score - p.score);
  const merged: FaceDetection[] = [];
  for (let best = left[0]; best; best = left[0]) {
    const { box } = best;
    const same = left.filter(
      (other) => other === best || intersectionOverUnion(box, other.box) >= minOverlap,
    );
    left = left.filter((other) => !same.includes(other));
    merged.push(average(same, best.score));
  }
  return merged;
}

function average(faces: readonly FaceDetection[], score: number): FaceDetection {
  let total = 0;
  for (const face of faces) total += face.score;
  const mean = (read: (face: FaceDetection) => number): number => {
    let sum = 0;
    for (const face of faces) sum += read(face) * face.score;
    return sum / total;
  };
  const point = (read: (face: FaceDetection) => Point): Point => ({
    x: mean((face) => read(face).x),
    y: mean((face) => read(face).y),
  });
  const boxOf = (read: (face: FaceDetection) => Box): Box => ({
    x: mean((face) => read(face).x),
    y: mean((face) => read(face).y),
    width: mean((face) => read(face).width),
    height: mean((face) => read(face).height),
  });
  const keypoints = {
    rightEye: point((face) => face.keypoints.rightEye),
    leftEye: point((face) => face.keypoints.leftEye),
    nose: point((face) => face.keypoints.nose),
    mouth: point((face) => face.keypoints.mouth),
  };
  const box = boxOf((face) => face.box);
  if (!faces.some(({ focus }) => focus)) return { box, score, keypoints };
  return { box, focus: boxOf((face) => face.focus ?? face.box), score, keypoints };
}
