import { gatherLight, LIGHT_LENGTH } from "./gather.js";
import type { Geometry } from "./geometry.js";
import type { Lamps } from "./lamps.js";
import type { Paint } from "./materials.js";
import { PLACE } from "./place.js";

/**
 * Light at the corners of small triangles: between them it is straight enough, which saves most of the work. It is
 * gathered when a triangle is first seen in a frame.
 */
export interface CornerLight {
  /** Shape `[vertices, LIGHT_LENGTH]`, on the side that the normals point to. */
  front: Float32Array;
  /** The same on the other side. */
  back: Float32Array;
  /** Of each vertex, 1: `front` is known, 2: `back` is. */
  known: Uint8Array;
  /** Of each triangle: {@link UNSEEN}, {@link SMALL} or {@link LARGE}. */
  size: Uint8Array;
  /** Level of the texture of a small triangle. */
  level: Float32Array;
}

export const UNSEEN = 0;
/** Lit at its corners. */
export const SMALL = 1;
/** Lit at every pixel. */
const LARGE = 2;

/** Share of the picture's width that a small triangle may be wide and high: light and texture bend little on it. */
const SMALL_SHARE = 1 / 16;
/** An eighth of the exponent of the sharpest highlight that corners can carry. */
const DULL = 4;

export function createCornerLight(): CornerLight {
  return {
    front: new Float32Array(0),
    back: new Float32Array(0),
    known: new Uint8Array(0),
    size: new Uint8Array(0),
    level: new Float32Array(0),
  };
}

/** Forgets the light of the last frame. */
export function clearCornerLight(corner: CornerLight, { positions, inverse }: Geometry): void {
  const vertices = positions.length / 3;
  if (vertices > corner.known.length) {
    corner.front = new Float32Array(LIGHT_LENGTH * vertices);
    corner.back = new Float32Array(LIGHT_LENGTH * vertices);
    corner.known = new Uint8Array(vertices);
  }
  if (inverse.length > corner.size.length) {
    corner.size = new Uint8Array(inverse.length);
    corner.level = new Float32Array(inverse.length);
  }
  corner.known.fill(0);
  corner.size.fill(UNSEEN);
}

/**
 * Finds out whether a triangle is small.
 * @param width - of the picture, pixels
 */
export function measureTriangle(
  corner: CornerLight,
  { boxes }: Geometry,
  triangle: number,
  paint: Paint,
  width: number,
): void {
  const at = 4 * triangle;
  const wide = (boxes[at + 1] as number) - (boxes[at] as number);
  const high = (boxes[at + 3] as number) - (boxes[at + 2] as number);
  const fits = Math.max(wide, high) < SMALL_SHARE * width;
  const dull = paint.specular === 0 || paint.gloss <= DULL;
  corner.size[triangle] = fits && dull ? SMALL : LARGE;
}

/** Gathers the light at the corners of a triangle, where that was not done for a neighbour. */
export function lightCorners(
  corner: CornerLight,
  geometry: Geometry,
  triangle: number,
  lamps: Lamps,
  paint: Paint,
  place: Float64Array,
): void {
  const { corners, positions, normals } = geometry;
  const turned = geometry.turned[triangle] === 1;
  const side = turned ? -1 : 1;
  const bit = turned ? 2 : 1;
  const light = turned ? corner.back : corner.front;
  for (let i = 3 * triangle; i < 3 * triangle + 3; i++) {
    const vertex = corners[i] as number;
    const known = corner.known[vertex] as number;
    if ((known & bit) !== 0) continue;
    corner.known[vertex] = known | bit;
    for (let axis = 0; axis < 3; axis++) {
      place[PLACE.x + axis] = positions[3 * vertex + axis] as number;
      place[PLACE.normalX + axis] = side * (normals[3 * vertex + axis] as number);
    }
    gatherLight(place, lamps, paint, light, LIGHT_LENGTH * vertex);
  }
}
