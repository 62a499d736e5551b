/** x to the viewer's right, y down, z away from the viewer; mm. */
export type Vec = readonly [x: number, y: number, z: number];

/** Point number `index` of a `[n, 3]` array. */
export function pointAt(points: Float32Array, index: number): Vec {
  const at = 3 * index;
  return [points[at] as number, points[at + 1] as number, points[at + 2] as number];
}

/** Writes point number `index` of a `[n, 3]` array. */
export function setPoint(points: Float32Array, index: number, [x, y, z]: Vec): void {
  points[3 * index] = x;
  points[3 * index + 1] = y;
  points[3 * index + 2] = z;
}

/** `a + share (b - a)` */
export function mix(a: Vec, b: Vec, share: number): Vec {
  return [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1]), a[2] + share * (b[2] - a[2])];
}

/** `a + factor b` */
export function added(a: Vec, b: Vec, factor = 1): Vec {
  return [a[0] + factor * b[0], a[1] + factor * b[1], a[2] + factor * b[2]];
}

/** `a - b` */
export function minus(a: Vec, b: Vec): Vec {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

/** Cross product. */
export function cross(a: Vec, b: Vec): Vec {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

/** Scalar product. */
export function dot(a: Vec, b: Vec): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** Length. */
export function norm(a: Vec): number {
  return Math.hypot(a[0], a[1], a[2]);
}

/** Of length one; the zero vector stays. */
export function unit(a: Vec): Vec {
  const length = norm(a) || 1;
  return [a[0] / length, a[1] / length, a[2] / length];
}

/** Distance of two points. */
export function distance(a: Vec, b: Vec): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/** 0 below `low`, 1 above `high`, smooth between. */
export function smoothstep(low: number, high: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - low) / (high - low)));
  return t * t * (3 - 2 * t);
}

/** Within `low..high`. */
export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
