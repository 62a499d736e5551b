/** What stands where in the numbers that describe a place of a surface. */
export const PLACE = {
  x: 0,
  y: 1,
  z: 2,
  normalX: 3,
  normalY: 4,
  normalZ: 5,
  u: 6,
  v: 7,
  /** Change of u and v for one pixel to the right, then down. */
  uRight: 8,
  vRight: 9,
  uDown: 10,
  vDown: 11,
} as const;
