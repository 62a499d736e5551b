import { PLACE } from "./place.js";
import type { Pyramid } from "./pyramid.js";
import { sampleTexture, TEXEL } from "./sampler.js";

/** Squeezed by more than this along one axis, a texture is read twice along it. */
const SQUEEZE = 2;

/**
 * Reads what a pixel sees of a texture.
 * @param texel - receives the answer, see `TEXEL`
 */
export function paintTexel(place: Float64Array, pyramid: Pyramid, texel: Float64Array): void {
  const width = pyramid.widths[0] as number;
  const height = pyramid.heights[0] as number;
  const u = place[PLACE.u] as number;
  const v = place[PLACE.v] as number;
  const ux = (place[PLACE.uRight] as number) * width;
  const vx = (place[PLACE.vRight] as number) * height;
  const uy = (place[PLACE.uDown] as number) * width;
  const vy = (place[PLACE.vDown] as number) * height;
  const across = ux * ux + vx * vx;
  const down = uy * uy + vy * vy;
  const long = Math.max(across, down);
  const area = ux * vy - uy * vx;
  const short = (area * area) / long;
  texel[TEXEL.u] = u;
  texel[TEXEL.v] = v;
  if (long <= 1 || long < SQUEEZE * SQUEEZE * short) {
    // between the two axes: neither blurred nor coarse by more than a root of two
    texel[TEXEL.level] = long <= 1 ? 0 : 0.25 * log2Of(long * short);
    sampleTexture(pyramid, texel);
    return;
  }
  const axis = across > down ? PLACE.uRight : PLACE.uDown;
  const stepU = 0.25 * (place[axis] as number);
  const stepV = 0.25 * (place[axis + 1] as number);
  texel[TEXEL.level] = 0.5 * log2Of(Math.max(short, long / 8));
  texel[TEXEL.u] = u - stepU;
  texel[TEXEL.v] = v - stepV;
  sampleTexture(pyramid, texel);
  const red = texel[TEXEL.red] as number;
  const green = texel[TEXEL.green] as number;
  const blue = texel[TEXEL.blue] as number;
  const coverage = texel[TEXEL.coverage] as number;
  texel[TEXEL.u] = u + stepU;
  texel[TEXEL.v] = v + stepV;
  sampleTexture(pyramid, texel);
  texel[TEXEL.red] = 0.5 * (red + (texel[TEXEL.red] as number));
  texel[TEXEL.green] = 0.5 * (green + (texel[TEXEL.green] as number));
  texel[TEXEL.blue] = 0.5 * (blue + (texel[TEXEL.blue] as number));
  texel[TEXEL.coverage] = 0.5 * (coverage + (texel[TEXEL.coverage] as number));
}

/** One level for all of a small triangle: what {@link paintTexel} would take, but for its second reading. */
export function meanLevel(place: Float64Array, pyramid: Pyramid): number {
  const width = pyramid.widths[0] as number;
  const height = pyramid.heights[0] as number;
  const ux = (place[PLACE.uRight] as number) * width;
  const vx = (place[PLACE.vRight] as number) * height;
  const uy = (place[PLACE.uDown] as number) * width;
  const vy = (place[PLACE.vDown] as number) * height;
  const long = Math.max(ux * ux + vx * vx, uy * uy + vy * vy);
  const area = ux * vy - uy * vx;
  if (!(long > 1)) return 0;
  // halfway to the long side, but where it is far longer
  return Math.max(0, 0.25 * Math.log2(Math.max(area * area, (long * long) / 16)));
}

/** The logarithm of a number from 1/64 to 33 million, straight between powers of two: less than 0.1 off. */
function log2Of(value: number): number {
  const whole = (value * 64) | 1;
  const power = 31 - Math.clz32(whole);
  return power - 7 + whole / (1 << power);
}
