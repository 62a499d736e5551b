import type { Texture } from "../render/surface.js";

/** What of a head the map shows: angles to either side of the nose, and heights, mm. */
const REACH = (105 * Math.PI) / 180;
const TOP = -125;
const BOTTOM = 175;
/** The axis that the face is unrolled about lies so far behind the eyes, mm. */
const AXIS_Z = 72;
/** Pixels of a side. */
const SIDE = 640;

/** A place on the map. */
export type MapPoint = readonly [x: number, y: number];

/** Unrolls a face about an upright axis. @returns pixels of the map; the face's middle is its middle */
export function toMap(x: number, y: number, z: number): MapPoint {
  const angle = Math.atan2(x, AXIS_Z - z);
  return [SIDE * (0.5 + angle / (2 * REACH)), (SIDE * (y - TOP)) / (BOTTOM - TOP)];
}

/** Whether a place lies on the map, well within its edges. */
export function isMapped(x: number, y: number, z: number): boolean {
  return Math.abs(Math.atan2(x, AXIS_Z - z)) < 0.97 * REACH && y > TOP + 2 && y < BOTTOM - 2;
}

/** Pixels of the map for one mm of height; across, at the cheeks, it is nearly the same. */
export const PIXELS_PER_MM = SIDE / (BOTTOM - TOP);
/** Pixels of a side of the map. */
export const MAP_SIDE = SIDE;

/** A map on which nothing is painted. */
export function emptyMap(): Texture {
  return { width: SIDE, height: SIDE, data: new Uint8Array(4 * SIDE * SIDE) };
}
