import type { EyePoints } from "./face-points.data.js";
import { distance, mix, pointAt, type Vec } from "./vector.js";

/** The ball behind a pair of lids. */
export interface EyeSocket {
  /** Centre of the ball, mm. */
  readonly centre: Vec;
  /** Half axes, mm: wider than high, so that it fills both corners. */
  readonly radii: Vec;
  /** Between the corners, mm. */
  readonly width: number;
}

/** Half the ball's height over the distance between the corners. */
const RADIUS_SHARE = 0.47;
/** The ball's half width over the half of its height. */
const STRETCH = 1.2;
/** The upper lid hides the top of the iris: how far the ball's middle lies above the lids', over its radius. */
const RAISED = 0.07;
/** How far the middle of the open lids lies in front of the ball's surface, over the radius. */
const LID_SHARE = 0.04;

/**
 * Where the eyeball must lie so that the open lids rest on it.
 * @param points - of the face at rest, shape `[468, 3]`, mm
 */
export function eyeSocket(points: Float32Array, eye: EyePoints): EyeSocket {
  const outer = pointAt(points, eye.outer);
  const inner = pointAt(points, eye.inner);
  const upper = pointAt(points, eye.upper[3] as number);
  const lower = pointAt(points, eye.lower[3] as number);
  const width = distance(outer, inner);
  const radius = RADIUS_SHARE * width;
  const corners = mix(outer, inner, 0.5);
  const lids = mix(upper, lower, 0.5);
  const half = Math.min(0.9 * radius, Math.abs(upper[1] - lower[1]) / 2);
  const depth = Math.sqrt(radius * radius - half * half);
  return {
    centre: [
      corners[0],
      (corners[1] + lids[1]) / 2 - RAISED * radius,
      lids[2] + depth + LID_SHARE * radius,
    ],
    radii: [STRETCH * radius, radius, radius],
    width,
  };
}

/** Moves a point out of the ball, away from its centre, until it lies `gap` mm above its surface. */
export function clearOfBall({ centre, radii }: EyeSocket, point: Vec, gap: number): Vec {
  const dx = (point[0] - centre[0]) / (radii[0] + gap);
  const dy = (point[1] - centre[1]) / (radii[1] + gap);
  const dz = (point[2] - centre[2]) / (radii[2] + gap);
  // straight forward where it can: sideways would fold the lid
  const across = dx * dx + dy * dy;
  if (across >= 1 || dz > 0) return point;
  const front = -Math.sqrt(1 - across);
  if (dz <= front) return point;
  return [point[0], point[1], centre[2] + front * (radii[2] + gap)];
}
