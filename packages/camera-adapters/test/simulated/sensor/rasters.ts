import { intrinsicsOf } from "../../../src/simulated/render/placement.js";
import type { Raster } from "../../../src/simulated/render/scene.js";

export const SIZE = { width: 320, height: 240 };
const intrinsics = intrinsicsOf({ ...SIZE, fovDegrees: 60 });

/** A raster of functions of the pixel. */
export function rasterOf(
  light: (x: number, y: number) => number,
  depth: (x: number, y: number) => number = () => 0,
): Raster & { readonly infrared: Float32Array } {
  const { width, height } = SIZE;
  const raster = {
    ...SIZE,
    light: new Float32Array(3 * width * height),
    depth: new Float32Array(width * height),
    infrared: new Float32Array(width * height),
    intrinsics,
  };
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      raster.light.fill(light(x, y), 3 * i, 3 * i + 3);
      raster.infrared[i] = light(x, y);
      raster.depth[i] = depth(x, y);
    }
  }
  return raster;
}

/** Mean and standard deviation. */
export function statistics(values: ArrayLike<number>): {
  readonly mean: number;
  readonly deviation: number;
} {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  const mean = sum / values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += ((values[i] as number) - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / values.length) };
}
