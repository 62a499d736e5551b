import { LANDMARK_COUNT } from "../../src/landmarks/landmark-model.js";

/**
 * A SYNTHETIC frontal face: the points that the code reads, in units of the distance between the outer
 * eye corners; all others on the nose. x to the right of the picture, y down, z away from the camera.
 */
const FRONTAL: Readonly<Record<number, readonly [number, number, number]>> = {
  33: [-0.5, 0, 0],
  133: [-0.2, 0, 0],
  159: [-0.35, -0.05, 0],
  145: [-0.35, 0.05, 0],
  263: [0.5, 0, 0],
  362: [0.2, 0, 0],
  386: [0.35, -0.05, 0],
  374: [0.35, 0.05, 0],
  127: [-0.8, 0, 0.5],
  356: [0.8, 0, 0.5],
  234: [-0.8, 0.3, 0.6],
  454: [0.8, 0.3, 0.6],
  93: [-0.75, 0.5, 0.6],
  323: [0.75, 0.5, 0.6],
  70: [-0.55, -0.25, 0],
  300: [0.55, -0.25, 0],
  105: [-0.4, -0.3, -0.1],
  334: [0.4, -0.3, -0.1],
  129: [-0.2, 0.5, -0.1],
  358: [0.2, 0.5, -0.1],
  2: [0, 0.55, -0.3],
  10: [0, -0.8, 0],
  152: [0, 1.2, 0],
};

/** How a synthetic face stands: degrees as in `FaceMeasures`, pixels. */
export interface SyntheticPose {
  readonly yaw?: number;
  readonly pitch?: number;
  readonly roll?: number;
  /** Between the outer eye corners of the frontal face. */
  readonly span?: number;
  readonly x?: number;
  readonly y?: number;
}

/** Points of the synthetic face, shape `[468, 3]`. */
export function syntheticMesh(pose: SyntheticPose = {}): Float32Array {
  const { yaw = 0, pitch = 0, roll = 0, span = 100, x = 200, y = 200 } = pose;
  const points = new Float32Array(3 * LANDMARK_COUNT);
  for (let i = 0; i < LANDMARK_COUNT; i++) {
    const turned = turn(FRONTAL[i] ?? [0, 0.4, -0.4], yaw, pitch, roll);
    points.set([x + span * turned[0], y + span * turned[1], span * turned[2]], 3 * i);
  }
  return points;
}

type Vector = readonly [number, number, number];

/** Nods, then turns, then leans, each about an axis of the camera. */
function turn(p: Vector, yaw: number, pitch: number, roll: number): Vector {
  const [cp, sp] = cosSin(pitch);
  const [cy, sy] = cosSin(yaw);
  const [cr, sr] = cosSin(roll);
  const nod: Vector = [p[0], cp * p[1] + sp * p[2], -sp * p[1] + cp * p[2]];
  const turned: Vector = [cy * nod[0] - sy * nod[2], nod[1], sy * nod[0] + cy * nod[2]];
  return [cr * turned[0] - sr * turned[1], sr * turned[0] + cr * turned[1], turned[2]];
}

function cosSin(degrees: number): readonly [number, number] {
  const radians = (degrees * Math.PI) / 180;
  return [Math.cos(radians), Math.sin(radians)];
}
