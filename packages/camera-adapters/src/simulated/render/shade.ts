import type { CameraIntrinsics } from "@sourire/core";
import { blendCorners } from "./blend-corners.js";
import {
  type CornerLight,
  createCornerLight,
  lightCorners,
  measureTriangle,
  SMALL,
  UNSEEN,
} from "./corner-light.js";
import { coverageMask, fillHoles } from "./cut-out.js";
import { gatherLight, LIGHT_LENGTH } from "./gather.js";
import type { Geometry } from "./geometry.js";
import type { Lamps } from "./lamps.js";
import { locate } from "./locate.js";
import type { Paint } from "./materials.js";
import { reflect } from "./reflect.js";
import { sampleTexture, TEXEL } from "./sampler.js";
import { meanLevel, paintTexel } from "./texel.js";

/** Answers what one place of one triangle looks like. One for all: its results are overwritten. */
export interface Shader {
  readonly geometry: Geometry;
  readonly lamps: Lamps;
  readonly intrinsics: CameraIntrinsics;
  /** Of the picture, pixels. */
  readonly width: number;
  /** Of each surface. */
  paints: readonly Paint[];
  /** Whether infrared is asked for. */
  infrared: boolean;
  /** Results: light of the place in red, green, blue times its coverage; infrared times its coverage; coverage. */
  readonly out: Float64Array;
  /** Where it is, see `PLACE`. */
  readonly place: Float64Array;
  /** What its texture says, see `TEXEL`. */
  readonly texel: Float64Array;
  /** What falls on it, see `LIGHT`. */
  readonly light: Float32Array;
  /** What falls on the corners of small triangles. */
  readonly corner: CornerLight;
}

export function createShader(
  geometry: Geometry,
  lamps: Lamps,
  intrinsics: CameraIntrinsics,
  width: number,
): Shader {
  return {
    geometry,
    lamps,
    intrinsics,
    width,
    paints: [],
    infrared: false,
    out: new Float64Array(5),
    place: new Float64Array(12),
    texel: new Float64Array(7),
    light: new Float32Array(LIGHT_LENGTH),
    corner: createCornerLight(),
  };
}

/** Finds out what a triangle looks like in the middle of a pixel. */
export function shade(shader: Shader, triangle: number, column: number, row: number): void {
  const { geometry, place, texel, light, lamps, out, corner } = shader;
  const paint = shader.paints[geometry.surfaces[triangle] as number] as Paint;
  if (corner.size[triangle] === UNSEEN) prepare(shader, triangle, paint, column, row);
  const small = corner.size[triangle] === SMALL;
  if (small) {
    blendCorners(corner, geometry, triangle, column, row, light, texel, place);
    sampleTexture(paint.pyramid, texel);
  } else {
    locate(geometry, shader.intrinsics, triangle, column, row, place);
    paintTexel(place, paint.pyramid, texel);
  }
  if (paint.layered) {
    if (texel[TEXEL.coverage] === 0) {
      out.fill(0);
      return;
    }
    if (paint.cut) fillHoles(texel);
  }
  if (!small) gatherLight(place, lamps, paint, light, 0);
  reflect(light, texel, paint, shader.infrared, out);
}

function prepare(
  shader: Shader,
  triangle: number,
  paint: Paint,
  column: number,
  row: number,
): void {
  const { corner, geometry, place } = shader;
  measureTriangle(corner, geometry, triangle, paint, shader.width);
  if (corner.size[triangle] !== SMALL) return;
  locate(geometry, shader.intrinsics, triangle, column, row, place);
  corner.level[triangle] = meanLevel(place, paint.pyramid);
  lightCorners(corner, geometry, triangle, shader.lamps, paint, place);
}

/** Which samples of a pixel a triangle with a texture with holes covers. @returns a mask */
export function cutOut(shader: Shader, triangle: number, column: number, row: number): number {
  const { geometry, place, texel, intrinsics } = shader;
  const { pyramid } = shader.paints[geometry.surfaces[triangle] as number] as Paint;
  locate(geometry, intrinsics, triangle, column, row, place);
  return coverageMask(place, pyramid, texel);
}
