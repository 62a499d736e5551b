import type { Affine } from "../kernel/geometry.js";

/**
 * Fits a whole picture into the middle of a square, keeping its proportions.
 * Its inverse (see `invertAffine`) takes pixels of the picture to pixels of the square.
 *
 * @param width - of the picture, pixels, >= 1
 * @param height - of the picture, pixels, >= 1
 * @param side - of the square, pixels, >= 1
 * @returns the map from pixels of the square to pixels of the picture; bars map outside of it
 */
export function letterbox(width: number, height: number, side: number): Affine {
  const scale = Math.max(width, height) / side;
  return {
    a: scale,
    b: 0,
    tx: (width - scale * side) / 2,
    c: 0,
    d: scale,
    ty: (height - scale * side) / 2,
  };
}

/**
 * A rotated square cut out of a picture.
 *
 * @param centre - of the square, pixels of the picture
 * @param extent - side of the square in the picture, pixels, > 0
 * @param angle - radians by which the square is turned, clockwise as seen (y points down)
 * @param side - of the crop, pixels, >= 1
 * @returns the map from pixels of the crop to pixels of the picture
 */
export function squareCrop(
  centre: { readonly x: number; readonly y: number },
  extent: number,
  angle: number,
  side: number,
): Affine {
  const a = (Math.cos(angle) * extent) / side;
  const c = (Math.sin(angle) * extent) / side;
  const half = side / 2;
  return {
    a,
    b: -c,
    tx: centre.x - a * half + c * half,
    c,
    d: a,
    ty: centre.y - c * half - a * half,
  };
}
