import { LANDMARK_COUNT } from "@sourire/core";

/** Points of one face: shape `[468, 3]`, x to the right, y down, z away from the viewer. */
export type Shape = Float64Array;

/** A point, or a direction. */
export type Vector = readonly [number, number, number];

/** One point of a shape. */
export function pointOf(shape: Shape, index: number): Vector {
  const at = 3 * index;
  return [shape[at] as number, shape[at + 1] as number, shape[at + 2] as number];
}

/** `p - q`. */
export function minus(p: Vector, q: Vector): Vector {
  return [p[0] - q[0], p[1] - q[1], p[2] - q[2]];
}

/** Scalar product. */
export function dot(p: Vector, q: Vector): number {
  return p[0] * q[0] + p[1] * q[1] + p[2] * q[2];
}

/** Length. Not `Math.hypot`, whose last bit is the engine's choice. */
export function lengthOf(v: Vector): number {
  return Math.sqrt(dot(v, v));
}

/** `v` at length 1. */
export function unit(v: Vector): Vector {
  const length = lengthOf(v);
  return [v[0] / length, v[1] / length, v[2] / length];
}

/** Distance of two points of a shape. */
export function distance(shape: Shape, p: number, q: number): number {
  return lengthOf(minus(pointOf(shape, p), pointOf(shape, q)));
}

/** Mean of some points; of all where none are named. */
export function centroid(shape: Shape, indices?: readonly number[]): Vector {
  const chosen = indices ?? Array.from({ length: LANDMARK_COUNT }, (_, i) => i);
  let [x, y, z] = [0, 0, 0];
  for (const index of chosen) {
    const point = pointOf(shape, index);
    x += point[0];
    y += point[1];
    z += point[2];
  }
  return [x / chosen.length, y / chosen.length, z / chosen.length];
}

/**
 * The mirror image, with each point under its own number.
 * @param mirror - for each point its partner across the face
 */
export function mirrored(shape: Shape, mirror: readonly number[]): Shape {
  const result = new Float64Array(shape.length);
  for (const [index, partner] of mirror.entries()) {
    const [x, y, z] = pointOf(shape, partner);
    result.set([-x, y, z], 3 * index);
  }
  return result;
}

/** Root of the mean squared distance of corresponding points. */
export function rmsDistance(a: Shape, b: Shape): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] as number) - (b[i] as number);
    sum += difference * difference; // not a power, whose last bit is the engine's choice
  }
  return Math.sqrt((3 * sum) / a.length);
}

/** Weighted sum of shapes. */
export function combine(shapes: readonly Shape[], weights: readonly number[]): Shape {
  const sum = new Float64Array(shapes[0]?.length ?? 0);
  for (const [n, shape] of shapes.entries()) {
    const weight = weights[n] as number;
    for (let i = 0; i < sum.length; i++) {
      sum[i] = (sum[i] as number) + weight * (shape[i] as number);
    }
  }
  return sum;
}
