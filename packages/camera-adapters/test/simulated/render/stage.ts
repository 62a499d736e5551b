import { intrinsicsOf, placementOf } from "../../../src/simulated/render/placement.js";
import { createRasteriser } from "../../../src/simulated/render/rasterise.js";
import type { Placement, Raster, Scene } from "../../../src/simulated/render/scene.js";
import type { Material, Mesh } from "../../../src/simulated/render/surface.js";
import { plain } from "./shapes.js";

export const SIZE = { width: 160, height: 120 };
export const LENS = intrinsicsOf({ ...SIZE, fovDegrees: 60 });

/** One mesh somewhere. */
export interface Actor {
  readonly mesh: Mesh;
  readonly material: Material;
  readonly placement: Placement;
}

export function at(z: number, x = 0, y = 0, yaw = 0, pitch = 0, roll = 0): Placement {
  return placementOf({ yaw, pitch, roll, positionMm: [x, y, z] });
}

/** Meshes under even light of strength 1, before nothing. */
export function stage(actors: readonly Actor[], more: Partial<Scene> = {}): Scene {
  return {
    bodies: actors.map(({ mesh, material, placement }) => ({
      surfaces: [{ mesh, material }],
      placement,
    })),
    lights: [{ kind: "ambient", colour: [1, 1, 1] }],
    background: plain(0, 0, 0),
    backgroundMm: 0,
    ...more,
  };
}

export function draw(actors: readonly Actor[], more: Partial<Scene> = {}): Raster {
  return createRasteriser({ ...SIZE, intrinsics: LENS }).draw(stage(actors, more));
}

/** Red, green and blue of a pixel. */
export function pixel(raster: Raster, x: number, y: number): readonly [number, number, number] {
  const i = 3 * (y * raster.width + x);
  return [raster.light[i] as number, raster.light[i + 1] as number, raster.light[i + 2] as number];
}

export function depthAt(raster: Raster, x: number, y: number): number {
  return raster.depth[y * raster.width + x] as number;
}
