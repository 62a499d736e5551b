import type { CameraIntrinsics } from "@sourire/core";
import type { Geometry } from "./geometry.js";
import { PLACE } from "./place.js";

/**
 * Finds the place of a triangle that a pixel's middle sees, or the nearest one if it misses.
 * @param place - receives the answer, see `PLACE`
 */
export function locate(
  geometry: Geometry,
  intrinsics: CameraIntrinsics,
  triangle: number,
  column: number,
  row: number,
  place: Float64Array,
): void {
  const { edges, corners, positions, normals, uvs } = geometry;
  const x = column + 0.5;
  const y = row + 0.5;
  const e = 9 * triangle;
  const a0 = edges[e] as number;
  const c0 = edges[e + 1] as number;
  const a1 = edges[e + 3] as number;
  const c1 = edges[e + 4] as number;
  const a2 = edges[e + 6] as number;
  const c2 = edges[e + 7] as number;
  // outside, the plane may run anywhere
  const e0 = Math.max(0, a0 * x + c0 * y + (edges[e + 2] as number));
  const e1 = Math.max(0, a1 * x + c1 * y + (edges[e + 5] as number));
  const e2 = Math.max(0, a2 * x + c2 * y + (edges[e + 8] as number));
  const one = 1 / (e0 + e1 + e2 || 1);
  const w0 = e0 * one;
  const w1 = e1 * one;
  const w2 = e2 * one;
  const i = 3 * (corners[3 * triangle] as number);
  const j = 3 * (corners[3 * triangle + 1] as number);
  const k = 3 * (corners[3 * triangle + 2] as number);
  const z =
    w0 * (positions[i + 2] as number) +
    w1 * (positions[j + 2] as number) +
    w2 * (positions[k + 2] as number);
  place[PLACE.x] = ((x - intrinsics.cx) / intrinsics.fx) * z;
  place[PLACE.y] = ((y - intrinsics.cy) / intrinsics.fy) * z;
  place[PLACE.z] = z;
  const side = geometry.turned[triangle] === 1 ? -1 : 1;
  for (let axis = 0; axis < 3; axis++) {
    place[PLACE.normalX + axis] =
      side *
      (w0 * (normals[i + axis] as number) +
        w1 * (normals[j + axis] as number) +
        w2 * (normals[k + axis] as number));
  }
  const sumA = a0 + a1 + a2;
  const sumC = c0 + c1 + c2;
  for (let axis = 0; axis < 2; axis++) {
    const t0 = uvs[(2 * i) / 3 + axis] as number;
    const t1 = uvs[(2 * j) / 3 + axis] as number;
    const t2 = uvs[(2 * k) / 3 + axis] as number;
    const t = w0 * t0 + w1 * t1 + w2 * t2;
    place[PLACE.u + axis] = t;
    place[PLACE.uRight + axis] = (a0 * t0 + a1 * t1 + a2 * t2 - t * sumA) * one;
    place[PLACE.uDown + axis] = (c0 * t0 + c1 * t1 + c2 * t2 - t * sumC) * one;
  }
}
