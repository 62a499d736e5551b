import type { Box, Point } from "../kernel/geometry.js";
import { FACE_REGIONS } from "./face-regions.data.js";
import { type FaceLandmarks, LANDMARK_COUNT } from "./landmark-model.js";

/** What the checks ask of a face, read from its mesh. */
export interface FaceMeasures {
  /** Centre of the person's right eye (left in the picture), pixels. */
  readonly rightEye: Point;
  /** Centre of the person's left eye, pixels. */
  readonly leftEye: Point;
  /** Between the eye centres, pixels (ISO/IEC 29794-5: inter-eye distance). */
  readonly interEyeDistance: number;
  /** Between the outer corners of the eyes, pixels; the landmark network needs at least 40. */
  readonly outerEyeDistance: number;
  /** Degrees; positive when the person turns to their own left (the nose moves to the right). */
  readonly yaw: number;
  /** Degrees; positive when the person looks up. */
  readonly pitch: number;
  /** Degrees; positive when the head leans to the person's left shoulder (clockwise as seen). */
  readonly roll: number;
  /** Around all points, pixels. */
  readonly box: Box;
}

const RIGHT_OUTER_CORNER = 33;
const LEFT_OUTER_CORNER = 263;
/** Mirror pairs (right, left) across the face: temple, cheek, eyes, brow and nose wing. */
const MIRROR_PAIRS = [
  [127, 356],
  [234, 454],
  [93, 323],
  [33, 263],
  [133, 362],
  [70, 300],
  [105, 334],
  [129, 358],
] as const;
/** In the canonical mesh forehead and chin lie within 1 degree of the vertical. */
const { forehead: FOREHEAD, chin: CHIN } = FACE_REGIONS;

const DEGREES = 180 / Math.PI;

/**
 * Reads measures from a mesh. The pose comes from directions that many points share (all mirror
 * pairs point across the face, forehead and chin along it), so that an expression moves it little.
 * @throws {RangeError} when the mesh has another shape than `[468, 3]`
 */
export function measureFace(face: FaceLandmarks): FaceMeasures {
  const { points } = face;
  if (points.length !== 3 * LANDMARK_COUNT) throw new RangeError("not a mesh of 468 points");
  const rightEye = centre(points, FACE_REGIONS.rightEyeCentre);
  const leftEye = centre(points, FACE_REGIONS.leftEyeCentre);
  const right = point(points, RIGHT_OUTER_CORNER);
  const left = point(points, LEFT_OUTER_CORNER);
  return {
    rightEye,
    leftEye,
    interEyeDistance: Math.hypot(leftEye.x - rightEye.x, leftEye.y - rightEye.y),
    outerEyeDistance: Math.hypot(left.x - right.x, left.y - right.y),
    ...headPose(points),
    box: boundingBox(points),
  };
}

/**
 * The head's axes x (across, to the person's left) and y (down the face) are the first columns of
 * R = Rz(roll) Ry(yaw) Rx(pitch), with z away from the camera.
 */
function headPose(points: Float32Array): Pick<FaceMeasures, "yaw" | "pitch" | "roll"> {
  const across: Vector = [0, 0, 0];
  for (const [right, left] of MIRROR_PAIRS) {
    for (let k = 0; k < 3; k++) {
      across[k] =
        (across[k] as number) + coordinate(points, left, k) - coordinate(points, right, k);
    }
  }
  const x = unit(across);
  const along: Vector = [0, 0, 0];
  for (let k = 0; k < 3; k++)
    along[k] = coordinate(points, CHIN, k) - coordinate(points, FOREHEAD, k);
  const slant = along[0] * x[0] + along[1] * x[1] + along[2] * x[2];
  const y = unit([along[0] - slant * x[0], along[1] - slant * x[1], along[2] - slant * x[2]]);
  return {
    yaw: Math.asin(Math.min(1, Math.max(-1, x[2]))) * DEGREES,
    pitch: Math.atan2(-y[2], x[0] * y[1] - x[1] * y[0]) * DEGREES,
    roll: Math.atan2(x[1], x[0]) * DEGREES,
  };
}

type Vector = [number, number, number];

function unit(v: Vector): Vector {
  const length = Math.hypot(...v) || 1;
  return [v[0] / length, v[1] / length, v[2] / length];
}

function coordinate(points: Float32Array, landmark: number, axis: number): number {
  return points[3 * landmark + axis] as number;
}

function point(points: Float32Array, landmark: number): Point {
  return { x: coordinate(points, landmark, 0), y: coordinate(points, landmark, 1) };
}

function centre(points: Float32Array, landmarks: readonly number[]): Point {
  let x = 0;
  let y = 0;
  for (const landmark of landmarks) {
    x += coordinate(points, landmark, 0);
    y += coordinate(points, landmark, 1);
  }
  return { x: x / landmarks.length, y: y / landmarks.length };
}

function boundingBox(points: Float32Array): Box {
  let left = Number.POSITIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < points.length; i += 3) {
    const x = points[i] as number;
    const y = points[i + 1] as number;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}
