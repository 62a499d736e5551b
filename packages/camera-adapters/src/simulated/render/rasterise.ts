import type { CameraIntrinsics } from "@sourire/core";
import { createBackdrop } from "./backdrop.js";
import { type Canvas, clearCanvas, createCanvas } from "./canvas.js";
import { clearCornerLight } from "./corner-light.js";
import { coverTriangle } from "./cover.js";
import { addMesh, clearGeometry, createGeometry, type Geometry } from "./geometry.js";
import { createLamps, setLamps } from "./lamps.js";
import { createPyramids, type Paint, paintOf } from "./materials.js";
import { createPixelMemory } from "./pixel-memory.js";
import type { Pyramid } from "./pyramid.js";
import { farInfrared } from "./reflect.js";
import { resolve } from "./resolve.js";
import type { Raster, Scene } from "./scene.js";
import { createShader } from "./shade.js";
import { sheerOf } from "./sheer.js";

/** Options of {@link createRasteriser}. */
export interface RasteriserOptions {
  /** Pixels, 1..8192. */
  readonly width: number;
  /** Pixels, 1..8192. */
  readonly height: number;
  /** Of the lens. */
  readonly intrinsics: CameraIntrinsics;
  /** Draw what an infrared camera sees too. @defaultValue false */
  readonly infrared?: boolean;
  /** What is nearer is not seen, mm. @defaultValue 10 */
  readonly nearMm?: number;
}

/** Draws scenes. */
export interface Rasteriser {
  /**
   * Draws a scene.
   * @returns the same raster at every call, overwritten
   * @throws {RangeError} when the arrays of a mesh or a texture do not fit together
   */
  draw(scene: Scene): Raster;
}

/**
 * A renderer in plain TypeScript: true perspective, four samples a pixel for edges and layers, one for light.
 * @throws {RangeError} naming the option that is out of its range
 */
export function createRasteriser(options: RasteriserOptions): Rasteriser {
  const { width, height, intrinsics, infrared = false, nearMm = 10 } = options;
  assertOptions(options, nearMm);
  const viewport = { width, height, intrinsics, nearMm };
  const canvas = createCanvas(width, height, nearMm);
  const geometry = createGeometry();
  const lamps = createLamps();
  const pyramids = createPyramids();
  const shader = createShader(geometry, lamps, intrinsics, width);
  shader.infrared = infrared;
  const memory = createPixelMemory();
  const target = {
    light: new Float32Array(3 * width * height),
    depth: new Float32Array(width * height),
    infrared: infrared ? new Float32Array(width * height) : undefined,
  };
  const raster: Raster = {
    width,
    height,
    light: target.light,
    depth: target.depth,
    ...(target.infrared && { infrared: target.infrared }),
    intrinsics,
  };
  const backdrops = new WeakMap<Pyramid, Float32Array>();
  return {
    draw(scene) {
      const pyramid = pyramids.of(scene.background);
      const backdrop = backdrops.get(pyramid) ?? createBackdrop(pyramid, width, height);
      backdrops.set(pyramid, backdrop);
      target.light.set(backdrop);
      target.depth.fill(scene.backgroundMm);
      target.infrared?.fill(farInfrared(scene.backgroundMm));
      clearCanvas(canvas);
      clearGeometry(geometry);
      setLamps(lamps, scene.lights);
      const paints: Paint[] = [];
      for (const { surfaces, placement } of scene.bodies) {
        for (const { mesh, material } of surfaces) {
          addMesh(geometry, mesh, placement, paints.length, material.twoSided, viewport);
          paints.push(paintOf(material, pyramids));
        }
      }
      shader.paints = paints;
      clearCornerLight(shader.corner, geometry);
      cover(canvas, geometry, paints);
      resolve(memory, canvas, shader, target);
      return raster;
    },
  };
}

/** What is solid first: layers behind it are not even noted. */
function cover(canvas: Canvas, geometry: Geometry, paints: readonly Paint[]): void {
  const { surfaces, triangles, layered } = geometry;
  for (let i = 1; i < triangles; i++) {
    const paint = paints[surfaces[i] as number] as Paint;
    const sheer = paint.layered ? sheerOf(paint.pyramid, geometry, i) : "opaque";
    const solid = sheer === "opaque" && paint.depth !== "unseen";
    layered[i] = solid || sheer === "clear" ? 0 : 1;
    if (solid) coverTriangle(canvas, geometry, i, false);
  }
  for (let i = 1; i < triangles; i++) {
    if (layered[i] === 1) coverTriangle(canvas, geometry, i, true);
  }
}

function assertOptions({ width, height, intrinsics }: RasteriserOptions, nearMm: number): void {
  for (const [name, value] of Object.entries({ width, height })) {
    if (!Number.isInteger(value) || value < 1 || value > 8192) {
      throw new RangeError(`${name}: need 1..8192, got ${value}`);
    }
  }
  const { fx, fy, cx, cy } = intrinsics;
  if (!(fx > 0 && fy > 0 && Number.isFinite(cx + cy))) throw new RangeError("intrinsics: no lens");
  if (!(nearMm > 0)) throw new RangeError(`nearMm: need more than 0, got ${nearMm}`);
}
