import type { CameraIntrinsics } from "@sourire/core";

/**
 * How a lens bends straight lines, after Brown and Conrady: a point (x, y) of the plane at distance 1, with
 * r2 = x x + y y, is seen at (x s + 2 p1 x y + p2 (r2 + 2 x x), y s + p1 (r2 + 2 y y) + 2 p2 x y), where
 * s = 1 + k1 r2 + k2 r2^2 + k3 r2^3. The order k1, k2, p1, p2, k3 is the one that calibration programs print.
 * @see Brown, Decentering distortion of lenses, Photogrammetric Engineering 32 (3), 1966
 */
export interface LensDistortion {
  /** Radial, second order. */
  readonly k1: number;
  /** Radial, fourth order. */
  readonly k2: number;
  /** Tangential, down. */
  readonly p1: number;
  /** Tangential, across. */
  readonly p2: number;
  /** Radial, sixth order. */
  readonly k3: number;
}

/** A point of the plane at distance 1. */
export interface PlanePoint {
  /** To the right. */
  readonly x: number;
  /** Down. */
  readonly y: number;
}

/** Where the lens shows a point. */
export function distort({ k1, k2, p1, p2, k3 }: LensDistortion, { x, y }: PlanePoint): PlanePoint {
  const r2 = x * x + y * y;
  const s = 1 + r2 * (k1 + r2 * (k2 + r2 * k3));
  return {
    x: x * s + 2 * p1 * x * y + p2 * (r2 + 2 * x * x),
    y: y * s + p1 * (r2 + 2 * y * y) + 2 * p2 * x * y,
  };
}

/** Enough for lenses of 150 degrees at a ten-thousandth of a pixel. */
const MAX_STEPS = 50;
const CLOSE_ENOUGH = 1e-9;

/**
 * Which point the lens shows there: the inverse of {@link distort}, by fixed-point iteration.
 * @returns undefined where there is none, as beyond the edge of what the polynomial can describe
 */
export function undistort(lens: LensDistortion, seen: PlanePoint): PlanePoint | undefined {
  let { x, y } = seen;
  for (let step = 0; step < MAX_STEPS; step++) {
    const there = distort(lens, { x, y });
    const [dx, dy] = [seen.x - there.x, seen.y - there.y];
    x += dx;
    y += dy;
    if (Math.abs(dx) + Math.abs(dy) < CLOSE_ENOUGH) return { x, y };
  }
  return undefined;
}

/** Whether anything is bent at all. */
export function isBent(lens: LensDistortion | undefined): lens is LensDistortion {
  if (!lens) return false;
  const { k1, k2, p1, p2, k3 } = lens;
  return k1 !== 0 || k2 !== 0 || p1 !== 0 || p2 !== 0 || k3 !== 0;
}

/** How far from the axis a picture's farthest corner looks, at distance 1, squared, and a little more. */
export function edgeOf(
  lens: LensDistortion,
  picture: {
    readonly width: number;
    readonly height: number;
    readonly intrinsics: CameraIntrinsics;
  },
): number {
  let edge = 0;
  for (const seen of cornersOf(picture)) {
    const corner = undistort(lens, seen);
    if (corner) edge = Math.max(edge, corner.x * corner.x + corner.y * corner.y);
  }
  return 1.05 * edge;
}

/** Where a picture's corners look through a lens that bends nothing. */
export function cornersOf({
  width,
  height,
  intrinsics: { fx, fy, cx, cy },
}: {
  readonly width: number;
  readonly height: number;
  readonly intrinsics: CameraIntrinsics;
}): readonly PlanePoint[] {
  const xs = [-cx / fx, (width - cx) / fx];
  const ys = [-cy / fy, (height - cy) / fy];
  return xs.flatMap((x) => ys.map((y) => ({ x, y })));
}
