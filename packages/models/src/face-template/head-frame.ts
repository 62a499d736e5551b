import { FACE_REGIONS } from "@sourire/core";
import { eyeDistance } from "./expression.js";
import { centroid, dot, minus, pointOf, type Shape, unit, type Vector } from "./shape.js";

/** Between the eye centres, mm: the mean of adults. */
const EYE_DISTANCE_MM = 63;
/** Coordinates are written with hundredths of a millimetre. */
const STEPS_PER_MM = 100;

/**
 * Puts a face where templates are: the origin between the eyes, mirror pairs along x, forehead and chin along y, in
 * millimetres, exactly symmetric and in hundredths.
 * @param mirror - for each point its partner
 */
export function toHeadFrame(shape: Shape, mirror: readonly number[]): Shape {
  const { rightEyeCentre, leftEyeCentre, forehead, chin } = FACE_REGIONS;
  const right = centroid(shape, rightEyeCentre);
  const left = centroid(shape, leftEyeCentre);
  const x = across(shape, mirror, minus(left, right));
  const down = minus(pointOf(shape, chin), pointOf(shape, forehead));
  const slant = dot(down, x);
  const y = unit(minus(down, [slant * x[0], slant * x[1], slant * x[2]]));
  const z: Vector = [
    x[1] * y[2] - x[2] * y[1],
    x[2] * y[0] - x[0] * y[2],
    x[0] * y[1] - x[1] * y[0],
  ];
  const origin: Vector = [
    (right[0] + left[0]) / 2,
    (right[1] + left[1]) / 2,
    (right[2] + left[2]) / 2,
  ];
  const scale = EYE_DISTANCE_MM / eyeDistance(shape);
  const turned = new Float64Array(shape.length);
  for (let i = 0; i < shape.length; i += 3) {
    const p = minus(pointOf(shape, i / 3), origin);
    turned.set([scale * dot(p, x), scale * dot(p, y), scale * dot(p, z)], i);
  }
  return symmetricInSteps(turned, mirror);
}

/** The direction that all mirror pairs share, towards the person's left. */
function across(shape: Shape, mirror: readonly number[], leftwards: Vector): Vector {
  let sum: Vector = [0, 0, 0];
  for (const [index, partner] of mirror.entries()) {
    if (partner <= index) continue;
    const pair = minus(pointOf(shape, partner), pointOf(shape, index));
    const back: Vector = [-pair[0], -pair[1], -pair[2]];
    sum = minus(sum, dot(pair, leftwards) > 0 ? back : pair);
  }
  return unit(sum);
}

/** Each pair takes the mean of both; what is written is rounded once, so that both sides agree. */
function symmetricInSteps(shape: Shape, mirror: readonly number[]): Shape {
  const result = new Float64Array(shape.length);
  for (const [index, partner] of mirror.entries()) {
    if (partner < index) continue;
    const [px, py, pz] = pointOf(shape, index);
    const [qx, qy, qz] = pointOf(shape, partner);
    const x = partner === index ? 0 : inSteps((px - qx) / 2);
    const [y, z] = [inSteps((py + qy) / 2), inSteps((pz + qz) / 2)];
    result.set([x, y, z], 3 * index);
    // 0 - x: never a negative zero
    result.set([0 - x, y, z], 3 * partner);
  }
  return result;
}

function inSteps(mm: number): number {
  return Math.round(mm * STEPS_PER_MM) / STEPS_PER_MM + 0;
}
