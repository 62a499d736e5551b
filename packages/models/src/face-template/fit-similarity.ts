import { centroid, dot, minus, pointOf, type Shape, type Vector } from "./shape.js";
import { largestEigenvector } from "./symmetric-eigen.js";

/** Moves a shape: turned, scaled, shifted. */
export type Move = (shape: Shape) => Shape;

/** Options of {@link fitSimilarity}. */
export interface FitOptions {
  /** Points of `from` to fit by. @defaultValue all */
  readonly indices?: readonly number[];
  /** For each of `indices`, the point of `to` that it belongs on. @defaultValue the same */
  readonly partners?: readonly number[];
  /** Keep the size. @defaultValue false */
  readonly rigid?: boolean;
}

/**
 * The similarity that lays one shape on another with the least squares; never a reflection.
 * @see Horn, Closed-form solution of absolute orientation using unit quaternions, JOSA A 4 (1987)
 */
export function fitSimilarity(from: Shape, to: Shape, options: FitOptions = {}): Move {
  const { indices = allOf(from), partners = indices, rigid = false } = options;
  const fromCentre = centroid(from, indices);
  const toCentre = centroid(to, partners);
  const products: Products = [
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
  ];
  let size = 0;
  for (const [n, index] of indices.entries()) {
    const p = minus(pointOf(from, index), fromCentre);
    const q = minus(pointOf(to, partners[n] as number), toCentre);
    size += dot(p, p);
    for (const j of AXES) for (const k of AXES) products[j][k] += p[j] * q[k];
  }
  const rows = rotationFor(products);
  let along = 0;
  for (const j of AXES) for (const k of AXES) along += products[j][k] * rows[k][j];
  const scale = rigid ? 1 : along / size;
  return (shape) => {
    const moved = new Float64Array(shape.length);
    for (let i = 0; i < shape.length; i += 3) {
      const p = minus(pointOf(shape, i / 3), fromCentre);
      for (const k of AXES) moved[i + k] = scale * dot(rows[k], p) + toCentre[k];
    }
    return moved;
  };
}

const AXES = [0, 1, 2] as const;
type Row = [number, number, number];
/** Sums of the products of coordinates: rows are axes of `from`, columns those of `to`. */
type Products = [Row, Row, Row];

/** The rows of the rotation for which the products add up highest: that of a quaternion. */
function rotationFor([xs, ys, zs]: Products): readonly [Vector, Vector, Vector] {
  const [xx, xy, xz] = xs;
  const [yx, yy, yz] = ys;
  const [zx, zy, zz] = zs;
  const [w = 1, x = 0, y = 0, z = 0] = largestEigenvector([
    [xx + yy + zz, yz - zy, zx - xz, xy - yx],
    [yz - zy, xx - yy - zz, xy + yx, zx + xz],
    [zx - xz, xy + yx, yy - xx - zz, yz + zy],
    [xy - yx, zx + xz, yz + zy, zz - xx - yy],
  ]);
  return [
    [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
    [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
    [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
  ];
}

function allOf(shape: Shape): readonly number[] {
  return Array.from({ length: shape.length / 3 }, (_, i) => i);
}
