import { estimateSimilarity } from "../align/similarity.js";
import type { Affine, Point } from "../kernel/geometry.js";
import type { FaceLandmarks } from "../landmarks/landmark-model.js";

/** Where landmarks belong in a network's input. */
export interface ChipTemplate {
  /** Side of the square input, pixels. */
  readonly side: number;
  /** Indices into the mesh and the place of each in the input, pixels. */
  readonly anchors: readonly { readonly landmark: number; readonly place: Point }[];
}

/** Room around the face, as a share of the shape's unit square on each side. */
const DLIB_PADDING = 0.25;
const DLIB_SIDE = 150;

/**
 * dlib's mean shape of five points in its unit square: outer and inner corner of the left eye, of
 * the right eye, and the base of the nose. Left and right are the person's own.
 * @see dlib, image_transforms/interpolation.h, get_face_chip_details
 */
const DLIB_SHAPE = [
  { landmark: 263, x: 0.8595674595992, y: 0.2134981538014 },
  { landmark: 362, x: 0.6460604764104, y: 0.2289674387677 },
  { landmark: 33, x: 0.1205750620789, y: 0.2137274526848 },
  { landmark: 133, x: 0.3340850613712, y: 0.2290642403242 },
  { landmark: 2, x: 0.4901123135679, y: 0.6277975316475 },
] as const;

/** The chip that dlib's face recognition network was trained on. */
export const DLIB_CHIP: ChipTemplate = Object.freeze({
  side: DLIB_SIDE,
  anchors: DLIB_SHAPE.map(({ landmark, x, y }) => ({
    landmark,
    place: { x: padded(x), y: padded(y) },
  })),
});

/** dlib counts the centre of the first pixel as 0, here it lies at one half. */
function padded(share: number): number {
  return ((share + DLIB_PADDING) / (1 + 2 * DLIB_PADDING)) * DLIB_SIDE + 0.5;
}

/**
 * Lays a template over a face.
 * @returns the map from pixels of the input to pixels of the picture
 * @throws {RangeError} when the landmarks coincide
 */
export function chipMap(face: FaceLandmarks, template: ChipTemplate): Affine {
  const places = template.anchors.map(({ place }) => place);
  const found = template.anchors.map(({ landmark }) => ({
    x: face.points[3 * landmark] as number,
    y: face.points[3 * landmark + 1] as number,
  }));
  // fitted in this direction, as dlib did when it made the network's training chips
  const map = estimateSimilarity(places, found);
  // a chip of one pixel is alike for everybody
  if (!(Math.hypot(map.a, map.c) > 1e-3)) throw new RangeError("the landmarks coincide");
  return map;
}
