import type { Canvas } from "./canvas.js";
import { seeThrough } from "./layers.js";
import { addShaded, type PixelMemory, throughMask } from "./pixel-memory.js";
import { type Shader, shade } from "./shade.js";
import { groupSamples, isSmooth } from "./solids.js";

/** Where the pixels go: what a `Raster` holds. */
export interface Target {
  /** Shape `[height, width, 3]`, holds the background. */
  readonly light: Float32Array;
  /** Shape `[height, width]`, holds the background's distance. */
  readonly depth: Float32Array;
  /** Shape `[height, width]`; none where nobody asked. */
  readonly infrared: Float32Array | undefined;
}

/** Overwrites every pixel on which anything was drawn. */
export function resolve(memory: PixelMemory, canvas: Canvas, shader: Shader, target: Target): void {
  const { first, width, height, middleOwner, owner } = canvas;
  const { geometry } = shader;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const pixel = y * width + x;
      const triangle = middleOwner[pixel] as number;
      const at = 4 * pixel;
      if (first[pixel] === 0) {
        if (triangle !== 0) {
          if (isSmooth(canvas, geometry, pixel)) {
            shade(shader, triangle, x, y);
            putWhole(shader, pixel, target);
            measure(canvas, shader, pixel, target);
            continue;
          }
        } else if (!(owner[at] || owner[at + 1] || owner[at + 2] || owner[at + 3])) {
          continue;
        }
      }
      mix(memory, canvas, shader, target, pixel, x, y);
    }
  }
}

function putWhole({ out }: Shader, pixel: number, { light, infrared }: Target): void {
  light[3 * pixel] = out[0] as number;
  light[3 * pixel + 1] = out[1] as number;
  light[3 * pixel + 2] = out[2] as number;
  if (infrared) infrared[pixel] = out[3] as number;
}

/** The distance of what is solid in the middle of a pixel. */
function measure(canvas: Canvas, { geometry, paints }: Shader, pixel: number, target: Target) {
  const triangle = canvas.middleOwner[pixel] as number;
  if (triangle === 0) return;
  const solid = paints[geometry.surfaces[triangle] as number]?.depth === "solid";
  target.depth[pixel] = solid ? 1 / (canvas.middleNearness[pixel] as number) : 0;
}

/** A pixel that more than one thing shows in. */
function mix(
  memory: PixelMemory,
  canvas: Canvas,
  shader: Shader,
  target: Target,
  pixel: number,
  column: number,
  row: number,
): void {
  const { sum, through, triangles, masks } = memory;
  for (let i = 0; i < 4; i++) {
    sum[i] = 0;
    through[i] = 0.25;
  }
  measure(canvas, shader, pixel, target);
  const seen = seeThrough(memory, canvas, shader, pixel, column, row);
  if (seen >= 0) target.depth[pixel] = seen;
  const count = groupSamples(memory, canvas, shader.geometry, pixel);
  for (let i = 0; i < count; i++) {
    const triangle = triangles[i] as number;
    const weight = throughMask(through, masks[i] as number);
    if (weight === 0) continue;
    if (triangle === 0) {
      addBackground(sum, target, pixel, weight);
      continue;
    }
    shade(shader, triangle, column, row);
    addShaded(sum, shader.out, weight);
  }
  target.light[3 * pixel] = sum[0] as number;
  target.light[3 * pixel + 1] = sum[1] as number;
  target.light[3 * pixel + 2] = sum[2] as number;
  if (target.infrared) target.infrared[pixel] = sum[3] as number;
}

function addBackground(sum: Float64Array, target: Target, pixel: number, weight: number): void {
  const { light, infrared } = target;
  for (let k = 0; k < 3; k++)
    sum[k] = (sum[k] as number) + weight * (light[3 * pixel + k] as number);
  if (infrared) sum[3] = (sum[3] as number) + weight * (infrared[pixel] as number);
}
