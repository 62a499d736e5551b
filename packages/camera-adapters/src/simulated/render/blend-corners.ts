import type { CornerLight } from "./corner-light.js";
import { LIGHT_LENGTH } from "./gather.js";
import type { Geometry } from "./geometry.js";
import { PLACE } from "./place.js";
import { TEXEL } from "./sampler.js";

/**
 * What the middle of a pixel sees of a small triangle: the place in its texture, and light between that of its corners.
 * @param light - receives the light, see `LIGHT`
 * @param texel - receives u, v and level
 * @param place - receives the distance alone
 */
export function blendCorners(
  corner: CornerLight,
  geometry: Geometry,
  triangle: number,
  column: number,
  row: number,
  light: Float32Array,
  texel: Float64Array,
  place: Float64Array,
): void {
  const { edges, corners, uvs } = geometry;
  const x = column + 0.5;
  const y = row + 0.5;
  const e = 9 * triangle;
  const a = (edges[e] as number) * x + (edges[e + 1] as number) * y + (edges[e + 2] as number);
  const b = (edges[e + 3] as number) * x + (edges[e + 4] as number) * y + (edges[e + 5] as number);
  const c = (edges[e + 6] as number) * x + (edges[e + 7] as number) * y + (edges[e + 8] as number);
  // outside, the plane may run anywhere
  const e0 = Math.max(a, 0);
  const e1 = Math.max(b, 0);
  const e2 = Math.max(c, 0);
  const sum = e0 + e1 + e2 || 1;
  const one = 1 / sum;
  const w0 = e0 * one;
  const w1 = e1 * one;
  const w2 = e2 * one;
  // the distance is that of the triangle's plane, which goes on past its edge; light and texture do not
  const plane = a + b + c;
  place[PLACE.z] = 1 / ((plane > 0 ? plane : sum) * (geometry.inverse[triangle] as number));
  const i = corners[3 * triangle] as number;
  const j = corners[3 * triangle + 1] as number;
  const k = corners[3 * triangle + 2] as number;
  texel[TEXEL.u] =
    w0 * (uvs[2 * i] as number) + w1 * (uvs[2 * j] as number) + w2 * (uvs[2 * k] as number);
  texel[TEXEL.v] =
    w0 * (uvs[2 * i + 1] as number) +
    w1 * (uvs[2 * j + 1] as number) +
    w2 * (uvs[2 * k + 1] as number);
  texel[TEXEL.level] = corner.level[triangle] as number;
  const from = geometry.turned[triangle] === 1 ? corner.back : corner.front;
  const p = LIGHT_LENGTH * i;
  const q = LIGHT_LENGTH * j;
  const r = LIGHT_LENGTH * k;
  // written out: a loop costs more than what is in it
  light[0] = w0 * (from[p] as number) + w1 * (from[q] as number) + w2 * (from[r] as number);
  light[1] =
    w0 * (from[p + 1] as number) + w1 * (from[q + 1] as number) + w2 * (from[r + 1] as number);
  light[2] =
    w0 * (from[p + 2] as number) + w1 * (from[q + 2] as number) + w2 * (from[r + 2] as number);
  light[3] =
    w0 * (from[p + 3] as number) + w1 * (from[q + 3] as number) + w2 * (from[r + 3] as number);
  light[4] =
    w0 * (from[p + 4] as number) + w1 * (from[q + 4] as number) + w2 * (from[r + 4] as number);
  light[5] =
    w0 * (from[p + 5] as number) + w1 * (from[q + 5] as number) + w2 * (from[r + 5] as number);
  light[6] =
    w0 * (from[p + 6] as number) + w1 * (from[q + 6] as number) + w2 * (from[r + 6] as number);
}
