import { type Canvas, MIDDLE } from "./canvas.js";
import type { Geometry } from "./geometry.js";
import type { Paint } from "./materials.js";
import {
  addShaded,
  type Layers,
  MOST_LAYERS,
  type PixelMemory,
  throughMask,
} from "./pixel-memory.js";
import { PLACE } from "./place.js";
import { cutOut, type Shader, shade } from "./shade.js";

/** What is left of the light behind when nothing more is looked for. */
const DARK = 1 / 1024;
/** A layer of glass that covers this much of the pixel blinds the depth camera. */
const BLINDING = 0.02;

/**
 * Adds the layers before the solid surface of a pixel, from the front to the back.
 * @returns what a depth camera measures on them: mm, 0 where they blind it, -1 where it sees what lies behind
 */
export function seeThrough(
  memory: PixelMemory,
  canvas: Canvas,
  shader: Shader,
  pixel: number,
  column: number,
  row: number,
): number {
  const { layers, through, sum } = memory;
  const count = collect(layers, canvas, shader.geometry, pixel);
  let seen = -1;
  for (let i = 0; i < count; i++) {
    const triangle = layers.triangles[i] as number;
    const paint = shader.paints[shader.geometry.surfaces[triangle] as number] as Paint;
    let mask = layers.masks[i] as number;
    if (paint.cut && !paint.pyramid.opaque) mask &= cutOut(shader, triangle, column, row);
    const weight = throughMask(through, mask);
    if (weight < DARK / 4) continue;
    shade(shader, triangle, column, row);
    const coverage = shader.out[4] as number;
    if (coverage === 0) continue;
    addShaded(sum, shader.out, weight);
    if (seen < 0 && (mask & MIDDLE) !== 0) {
      if (paint.depth === "solid" && coverage >= 0.5) seen = shader.place[PLACE.z] as number;
      else if (paint.depth === "hole" && coverage >= BLINDING) seen = 0;
    }
    hide(through, mask, 1 - coverage);
  }
  return seen;
}

function hide(through: Float64Array, mask: number, left: number): void {
  for (let i = 0; i < 4; i++) {
    if ((mask & (1 << i)) !== 0) through[i] = (through[i] as number) * left;
  }
}

/** Sorts the fragments of a pixel and joins neighbours of one surface. @returns the number of layers */
function collect(layers: Layers, canvas: Canvas, geometry: Geometry, pixel: number): number {
  const { triangles, masks, nearness } = layers;
  let count = 0;
  for (let f = canvas.first[pixel] as number; f !== 0; f = canvas.next[f] as number) {
    const near = canvas.depth[f] as number;
    let to = Math.min(count, MOST_LAYERS - 1);
    if (count === MOST_LAYERS && near <= (nearness[to] as number)) continue;
    while (to > 0 && (nearness[to - 1] as number) < near) {
      nearness[to] = nearness[to - 1] as number;
      triangles[to] = triangles[to - 1] as number;
      masks[to] = masks[to - 1] as number;
      to--;
    }
    nearness[to] = near;
    triangles[to] = canvas.triangle[f] as number;
    masks[to] = canvas.mask[f] as number;
    if (count < MOST_LAYERS) count++;
  }
  let kept = 0;
  for (let i = 1; i < count; i++) {
    if (joins(layers, geometry, kept, i)) {
      masks[kept] = (masks[kept] as number) | (masks[i] as number);
      continue;
    }
    kept++;
    nearness[kept] = nearness[i] as number;
    triangles[kept] = triangles[i] as number;
    masks[kept] = masks[i] as number;
  }
  return count === 0 ? 0 : kept + 1;
}

/** Parts of one sheet that share no sample. */
function joins({ triangles, masks }: Layers, g: Geometry, a: number, b: number): boolean {
  if (((masks[a] as number) & (masks[b] as number)) !== 0) return false;
  const first = triangles[a] as number;
  const second = triangles[b] as number;
  return g.surfaces[first] === g.surfaces[second] && g.turned[first] === g.turned[second];
}
