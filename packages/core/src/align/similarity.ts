import type { Affine, Point } from "../kernel/geometry.js";

/**
 * The rotation, uniform scale and shift that bring `from` closest to `to`, in the sense of least
 * squares. Never a reflection: a mirrored face is another face. In the plane this has a closed form:
 * with points as complex numbers it is a linear regression of `to` on `from`.
 *
 * @param from - at least two points, not all in one place
 * @param to - as many points, in the same order
 * @returns a map that is applied to points of `from`
 * @throws {RangeError} on fewer than two pairs, unequal counts or points that coincide
 * @see Umeyama, "Least-squares estimation of transformation parameters between two point patterns",
 * IEEE PAMI 13(4), 1991
 */
export function estimateSimilarity(from: readonly Point[], to: readonly Point[]): Affine {
  if (from.length !== to.length || from.length < 2) {
    throw new RangeError(`${from.length} and ${to.length} points; need two or more pairs`);
  }
  const p = centroid(from);
  const q = centroid(to);
  let spread = 0;
  let real = 0;
  let imaginary = 0;
  for (const [i, source] of from.entries()) {
    const target = to[i] as Point;
    const x = source.x - p.x;
    const y = source.y - p.y;
    const u = target.x - q.x;
    const v = target.y - q.y;
    spread += x * x + y * y;
    real += x * u + y * v;
    imaginary += x * v - y * u;
  }
  if (!(spread > 1e-12)) throw new RangeError("the points coincide");
  const a = real / spread;
  const c = imaginary / spread;
  return { a, b: -c, tx: q.x - a * p.x + c * p.y, c, d: a, ty: q.y - c * p.x - a * p.y };
}

function centroid(points: readonly Point[]): Point {
  let x = 0;
  let y = 0;
  for (const point of points) {
    x += point.x;
    y += point.y;
  }
  return { x: x / points.length, y: y / points.length };
}
