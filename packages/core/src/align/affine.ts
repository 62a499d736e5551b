import type { Affine } from "../kernel/geometry.js";

/**
 * The map that undoes `m`.
 * @throws {RangeError} when `m` flattens the plane, so that nothing undoes it
 */
export function invertAffine(m: Affine): Affine {
  const determinant = m.a * m.d - m.b * m.c;
  if (!Number.isFinite(determinant) || Math.abs(determinant) < 1e-12) {
    throw new RangeError("a map without an inverse");
  }
  const a = m.d / determinant;
  const b = -m.b / determinant;
  const c = -m.c / determinant;
  const d = m.a / determinant;
  return { a, b, tx: -(a * m.tx + b * m.ty), c, d, ty: -(c * m.tx + d * m.ty) };
}
