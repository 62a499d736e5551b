import { clamp } from "../head/vector.js";
import type { Texture } from "../render/surface.js";
import { boxMean, type Plane } from "./box-mean.js";
import type { Matte } from "./matte.js";

/** How far the person's colour spreads over the soft edge, pixels of the matte. */
const SPREAD = 5;

/**
 * The photograph with the matte as its coverage. Along the edge, where the background shines through, it takes the
 * colour of the person next to it, so that no rim of the old background comes along.
 */
export function personTexture({ width, height, data }: Texture, { plane, step }: Matte): Texture {
  const inner = spreadColours({ width, height, data }, { plane, step });
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = 4 * (y * width + x);
      const [mx, my] = [(x + 0.5) / step - 0.5, (y + 0.5) / step - 0.5];
      const share = sample(plane, mx, my);
      const keep = clamp((share - 0.7) / 0.3, 0, 1);
      for (const [c, colour] of inner.entries()) {
        const own = data[at + c] as number;
        out[at + c] = keep === 1 ? own : keep * own + (1 - keep) * sample(colour, mx, my);
      }
      out[at + 3] = Math.round(255 * share);
    }
  }
  return { width, height, data: out };
}

/**
 * A texture whose coverage is changed pixel by pixel; its colours are shared in a copy.
 * @param share - factor on the coverage, 0..1
 */
export function fadedTexture(
  { width, height, data }: Texture,
  share: (x: number, y: number) => number,
): Texture {
  const out = data.slice();
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = 4 * (y * width + x) + 3;
      out[at] = Math.round((out[at] as number) * share(x + 0.5, y + 0.5));
    }
  }
  return { width, height, data: out };
}

/** Mean colours of what surely is the person, carried outwards. */
function spreadColours({ width, data }: Texture, { plane, step }: Matte): readonly Plane[] {
  const sure = { ...plane, data: plane.data.map((v) => (v > 0.9 ? 1 : 1e-4)) };
  const weight = boxMean(boxMean(sure, SPREAD), SPREAD);
  return [0, 1, 2].map((c) => {
    const colour = new Float32Array(plane.data.length);
    for (let i = 0; i < colour.length; i++) {
      const x = (i % plane.width) * step;
      const y = Math.floor(i / plane.width) * step;
      colour[i] = (data[4 * (y * width + x) + c] as number) * (sure.data[i] as number);
    }
    const mean = boxMean(boxMean({ ...plane, data: colour }, SPREAD), SPREAD);
    return { ...plane, data: mean.data.map((v, i) => v / (weight.data[i] as number)) };
  });
}

function sample({ width, height, data }: Plane, x: number, y: number): number {
  const px = clamp(x, 0, width - 1.001);
  const py = clamp(y, 0, height - 1.001);
  const at = Math.floor(py) * width + Math.floor(px);
  const [fx, fy] = [px % 1, py % 1];
  const row = (i: number): number => (1 - fx) * (data[i] as number) + fx * (data[i + 1] as number);
  return (1 - fy) * row(at) + fy * row(at + width);
}
