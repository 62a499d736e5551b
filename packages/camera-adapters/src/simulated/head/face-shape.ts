import { NOMINAL_EYE_SPAN } from "./expression.js";
import { clearOfBall, eyeSocket } from "./eye-socket.js";
import { type EyePoints, LEFT_EYE, LOWER_LIP, RIGHT_EYE, UPPER_LIP } from "./face-points.data.js";
import { type FaceBump, SHAPE_BUMPS } from "./face-shape.data.js";
import type { FaceShape } from "./face-traits.js";
import { added, distance, mix, pointAt, setPoint, type Vec } from "./vector.js";

/** Every trait of the mean face. */
export const MEAN_SHAPE: FaceShape = Object.freeze({
  width: 0,
  length: 0,
  jaw: 0,
  chinLength: 0,
  chinWidth: 0,
  chinDepth: 0,
  cheekbones: 0,
  cheeks: 0,
  noseLength: 0,
  noseWidth: 0,
  noseBridge: 0,
  noseTip: 0,
  noseUp: 0,
  eyeSize: 0,
  eyeSpacing: 0,
  eyeTilt: 0,
  browRidge: 0,
  browHeight: 0,
  lips: 0,
  mouthWidth: 0,
  mouthCorners: 0,
  forehead: 0,
});

/** Opening of the eyes at rest over the distance between their corners. */
const EYE_OPENING = 0.335;
/** Closed lips press on each other: each goes so far beyond the line where they meet, mm. */
const LIP_PRESSURE = 0.3;
/** Rows of the lips from the skin inwards: how far each follows when the mouth is closed. */
const CLOSING = [0.45, 0.6, 0.8, 1] as const;

/**
 * One person's face at rest: mouth closed, eyes open, looking ahead.
 * @param mean - shape `[468, 3]`, mm in head coordinates
 * @param uniform - for the small differences between the sides, numbers in [0, 1)
 * @param asymmetry - largest of these differences, about in mm; 0: both sides are mirror images
 */
export function shapeFace(
  mean: Float32Array,
  shape: FaceShape,
  uniform: () => number,
  asymmetry: number,
): Float32Array {
  const points = Float32Array.from(mean);
  closeMouth(points);
  stretch(points, shape);
  const rest = Float32Array.from(points);
  const scale =
    distance(pointAt(rest, RIGHT_EYE.outer), pointAt(rest, LEFT_EYE.outer)) / NOMINAL_EYE_SPAN;
  for (const bump of SHAPE_BUMPS) {
    const amount = shape[bump.of];
    for (const side of [0, 1] as const) {
      const point = bump.at[side];
      if (side === 1 && point === bump.at[0]) continue;
      addBump(points, rest, bump, side, scale, amount);
    }
  }
  for (const eye of [RIGHT_EYE, LEFT_EYE]) {
    openEye(points, eye, shape.eyeSize);
    restLids(points, eye);
  }
  if (asymmetry > 0) unevenSides(points, rest, uniform, asymmetry * scale);
  return points;
}

/** The lips of a mean face may stand apart: they meet a little above the middle. */
function closeMouth(points: Float32Array): void {
  for (let k = 0; k < UPPER_LIP[3].length; k++) {
    const top = pointAt(points, UPPER_LIP[3][k] as number);
    const bottom = pointAt(points, LOWER_LIP[3][k] as number);
    const met = mix(top, bottom, 0.45);
    const pressed: Vec = [0, LIP_PRESSURE, 0];
    for (const [row, share] of CLOSING.entries()) {
      const upper = UPPER_LIP[row]?.[k] as number;
      const lower = LOWER_LIP[row]?.[k] as number;
      setPoint(
        points,
        upper,
        added(pointAt(points, upper), added(added(met, pressed), top, -1), share),
      );
      setPoint(
        points,
        lower,
        added(pointAt(points, lower), added(added(met, pressed, -1), bottom, -1), share),
      );
    }
  }
}

/** The whole face wider and, from the eyes down, longer. */
function stretch(points: Float32Array, { width, length }: FaceShape): void {
  for (let i = 0; i < points.length; i += 3) {
    const y = points[i + 1] as number;
    points[i] = (points[i] as number) * (1 + 0.045 * width);
    points[i + 1] = y * (1 + (y > 0 ? 0.045 : 0.02) * length);
  }
}

function addBump(
  points: Float32Array,
  rest: Float32Array,
  { at, radius, move }: FaceBump,
  side: 0 | 1,
  scale: number,
  amount: number,
): void {
  const [cx, cy, cz] = pointAt(rest, at[side]);
  // mirror pairs are written for the right side, at the viewer's left; a point of the middle does not go sideways
  const flip = at[0] === at[1] ? 0 : side === 0 ? 1 : -1;
  const inverse = 1 / (radius * scale) ** 2;
  for (let i = 0; i < points.length; i += 3) {
    const dx = (rest[i] as number) - cx;
    const dy = (rest[i + 1] as number) - cy;
    const dz = (rest[i + 2] as number) - cz;
    const weight = amount * scale * Math.exp(-(dx * dx + dy * dy + dz * dz) * inverse);
    points[i] = (points[i] as number) + weight * flip * move[0];
    points[i + 1] = (points[i + 1] as number) + weight * move[1];
    points[i + 2] = (points[i + 2] as number) + weight * move[2];
  }
}

/** Opens the lids as far as a friendly, awake face does, whatever the mean face did. */
function openEye(points: Float32Array, eye: EyePoints, size: number): void {
  const outer = pointAt(points, eye.outer);
  const inner = pointAt(points, eye.inner);
  const wanted = EYE_OPENING * (1 + 0.12 * size) * distance(outer, inner);
  const top = pointAt(points, eye.upper[3] as number);
  const bottom = pointAt(points, eye.lower[3] as number);
  const missing = wanted - (bottom[1] - top[1]);
  for (let k = 0; k < eye.upper.length; k++) {
    const share = Math.sin((Math.PI * (k + 1)) / 8) ** 0.8;
    const up: Vec = [0, -0.7 * missing * share, 0];
    const down: Vec = [0, 0.3 * missing * share, 0];
    for (const [row, part] of [
      [eye.upper, 1],
      [eye.crease, 0.75],
      [eye.fold, 0.25],
    ] as const) {
      const index = row[k] as number;
      setPoint(points, index, added(pointAt(points, index), up, part));
    }
    for (const [row, part] of [
      [eye.lower, 1],
      [eye.bag, 0.6],
    ] as const) {
      const index = row[k] as number;
      setPoint(points, index, added(pointAt(points, index), down, part));
    }
  }
}

/** Lids lie on the ball, corners beside it. */
function restLids(points: Float32Array, eye: EyePoints): void {
  const socket = eyeSocket(points, eye);
  for (const index of [...eye.upper, ...eye.lower]) {
    setPoint(points, index, clearOfBall(socket, pointAt(points, index), 0.3));
  }
}

/** Nobody's halves are alike: a few broad shifts. */
function unevenSides(
  points: Float32Array,
  rest: Float32Array,
  uniform: () => number,
  size: number,
): void {
  const random = (): number => size * (2 * uniform() - 1);
  for (const index of [61, 291, 105, 334, 50, 280, 172, 397, 1]) {
    const move: Vec = [random(), random(), 0.5 * random()];
    const [cx, cy, cz] = pointAt(rest, index);
    for (let i = 0; i < points.length; i += 3) {
      const dx = (rest[i] as number) - cx;
      const dy = (rest[i + 1] as number) - cy;
      const dz = (rest[i + 2] as number) - cz;
      const weight = Math.exp(-(dx * dx + dy * dy + dz * dz) / 400);
      for (let k = 0; k < 3; k++) {
        points[i + k] = (points[i + k] as number) + weight * (move[k] as number);
      }
    }
  }
}
