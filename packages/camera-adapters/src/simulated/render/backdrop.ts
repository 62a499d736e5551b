import type { Pyramid } from "./pyramid.js";
import { sampleTexture, TEXEL } from "./sampler.js";

/**
 * A texture that fills a picture: as large as needed, cut where it has another shape.
 * @returns shape `[height, width, 3]`, linear light
 */
export function createBackdrop(pyramid: Pyramid, width: number, height: number): Float32Array {
  const wide = pyramid.widths[0] as number;
  const high = pyramid.heights[0] as number;
  const step = Math.min(wide / width, high / height);
  const out = new Float32Array(3 * width * height);
  const texel = new Float64Array(7);
  texel[TEXEL.level] = Math.log2(step);
  for (let y = 0, to = 0; y < height; y++) {
    texel[TEXEL.v] = 0.5 + ((y + 0.5 - height / 2) * step) / high;
    for (let x = 0; x < width; x++, to += 3) {
      texel[TEXEL.u] = 0.5 + ((x + 0.5 - width / 2) * step) / wide;
      sampleTexture(pyramid, texel);
      out[to] = texel[TEXEL.red] as number;
      out[to + 1] = texel[TEXEL.green] as number;
      out[to + 2] = texel[TEXEL.blue] as number;
    }
  }
  return out;
}
