/** A position in pixels: x to the right, y down, (0, 0) the outer corner of the first pixel. */
export interface Point {
  /** Pixels to the right. */
  readonly x: number;
  /** Pixels down. */
  readonly y: number;
}

/** An axis-parallel rectangle in pixels. */
export interface Box {
  /** Left edge. */
  readonly x: number;
  /** Upper edge. */
  readonly y: number;
  /** Pixels, > 0. */
  readonly width: number;
  /** Pixels, > 0. */
  readonly height: number;
}

/**
 * A map of the plane: `(x, y) -> (a x + b y + tx, c x + d y + ty)`.
 */
export interface Affine {
  /** x from x. */
  readonly a: number;
  /** x from y. */
  readonly b: number;
  /** x offset. */
  readonly tx: number;
  /** y from x. */
  readonly c: number;
  /** y from y. */
  readonly d: number;
  /** y offset. */
  readonly ty: number;
}

/** Applies a map to a point. */
export function applyAffine(m: Affine, p: Point): Point {
  return { x: m.a * p.x + m.b * p.y + m.tx, y: m.c * p.x + m.d * p.y + m.ty };
}

/** Area of the overlap over the area of the union, 0..1. */
export function intersectionOverUnion(p: Box, q: Box): number {
  const w = Math.min(p.x + p.width, q.x + q.width) - Math.max(p.x, q.x);
  const h = Math.min(p.y + p.height, q.y + q.height) - Math.max(p.y, q.y);
  if (w <= 0 || h <= 0) return 0;
  const overlap = w * h;
  return overlap / (p.width * p.height + q.width * q.height - overlap);
}
