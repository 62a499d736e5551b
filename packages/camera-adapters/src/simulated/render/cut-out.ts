import { PLACE } from "./place.js";
import type { Pyramid } from "./pyramid.js";
import { sampleTexture, TEXEL } from "./sampler.js";
import { SAMPLE_X, SAMPLE_Y } from "./samples.js";

/**
 * Which samples of a pixel a texture with holes covers.
 * @param texel - overwritten
 * @returns a mask
 */
export function coverageMask(place: Float64Array, pyramid: Pyramid, texel: Float64Array): number {
  const width = pyramid.widths[0] as number;
  const height = pyramid.heights[0] as number;
  const uRight = place[PLACE.uRight] as number;
  const vRight = place[PLACE.vRight] as number;
  const uDown = place[PLACE.uDown] as number;
  const vDown = place[PLACE.vDown] as number;
  const across = (uRight * width) ** 2 + (vRight * height) ** 2;
  const down = (uDown * width) ** 2 + (vDown * height) ** 2;
  // a level finer than the pixel: each sample stands for a quarter of it
  texel[TEXEL.level] = 0.5 * Math.log2(Math.max(across, down, 1)) - 1;
  let mask = 0;
  for (let i = 0; i < 5; i++) {
    const dx = i < 4 ? (SAMPLE_X[i] as number) : 0;
    const dy = i < 4 ? (SAMPLE_Y[i] as number) : 0;
    texel[TEXEL.u] = (place[PLACE.u] as number) + dx * uRight + dy * uDown;
    texel[TEXEL.v] = (place[PLACE.v] as number) + dx * vRight + dy * vDown;
    sampleTexture(pyramid, texel);
    if ((texel[TEXEL.coverage] as number) >= 0.5) mask |= 1 << i;
  }
  return mask;
}

/** What is there of a texture with holes, as if it were all. */
export function fillHoles(texel: Float64Array): void {
  const one = 1 / ((texel[TEXEL.coverage] as number) || 1);
  texel[TEXEL.red] = (texel[TEXEL.red] as number) * one;
  texel[TEXEL.green] = (texel[TEXEL.green] as number) * one;
  texel[TEXEL.blue] = (texel[TEXEL.blue] as number) * one;
  texel[TEXEL.coverage] = 1;
}
