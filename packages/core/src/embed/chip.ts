import { estimateSimilarity } from "../align/similarity.js";
import type { Affine, Point } from "../kernel/geometry.js";
import type { FaceLandmarks } from "../landmarks/landmark-model.js";

/** Where landmarks belong in a network's input. */
export interface ChipTemplate {
  /** Side of the square input, pixels. */
  readonly side: number;
  /** Points of the mesh (several: their mean) and the place of each in the input, pixels. */
  readonly anchors: readonly { readonly landmarks: readonly number[]; readonly place: Point }[];
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
  { landmarks: [263], x: 0.8595674595992, y: 0.2134981538014 },
  { landmarks: [362], x: 0.6460604764104, y: 0.2289674387677 },
  { landmarks: [33], x: 0.1205750620789, y: 0.2137274526848 },
  { landmarks: [133], x: 0.3340850613712, y: 0.2290642403242 },
  { landmarks: [2], x: 0.4901123135679, y: 0.6277975316475 },
] as const;

/** The chip that dlib's face recognition network was trained on. */
export const DLIB_CHIP: ChipTemplate = Object.freeze({
  side: DLIB_SIDE,
  anchors: DLIB_SHAPE.map(({ landmarks, x, y }) => ({
    landmarks,
    place: { x: padded(x), y: padded(y) },
  })),
});

/** dlib counts the centre of the first pixel as 0, here it lies at one half. */
function padded(share: number): number {
  return ((share + DLIB_PADDING) / (1 + 2 * DLIB_PADDING)) * DLIB_SIDE + 0.5;
}

/**
 * The five points of the ArcFace template: eye centres, tip of the nose, corners of the mouth, in an input
 * of 112 pixels whose first pixel's centre counts as 0. Left and right are the person's own.
 * @see Deng et al., ArcFace, CVPR 2019, section 3.1 (arXiv:1801.07698)
 */
const ARCFACE_SHAPE = [
  { landmarks: [33, 133, 159, 145], x: 38.2946, y: 51.6963 },
  { landmarks: [263, 362, 386, 374], x: 73.5318, y: 51.5014 },
  { landmarks: [1], x: 56.0252, y: 71.7366 },
  { landmarks: [61], x: 41.5493, y: 92.3655 },
  { landmarks: [291], x: 70.7299, y: 92.2041 },
] as const;

/** The chip of networks trained in the manner of ArcFace: MobileFaceNet, EdgeFace and many more. */
export const ARCFACE_CHIP: ChipTemplate = Object.freeze({
  side: 112,
  anchors: ARCFACE_SHAPE.map(({ landmarks, x, y }) => ({
    landmarks,
    place: { x: x + 0.5, y: y + 0.5 },
  })),
});

/**
 * Lays a template over a face.
 * @returns the map from pixels of the input to pixels of the picture
 * @throws {RangeError} when the landmarks coincide
 */
export function chipMap(face: FaceLandmarks, template: ChipTemplate): Affine {
  const places = template.anchors.map(({ place }) => place);
  const found = template.anchors.map(({ landmarks }) => meanOf(face.points, landmarks));
  // fitted in this direction, as dlib did when it made the network's training chips
  const map = estimateSimilarity(places, found);
  // a chip of one pixel is alike for everybody
  if (!(Math.hypot(map.a, map.c) > 1e-3)) throw new RangeError("the landmarks coincide");
  return map;
}

/** The same chip as a mirror shows it. */
export function mirrored(map: Affine, { side }: ChipTemplate): Affine {
  const { a, c, tx, ty } = map;
  return { ...map, a: -a, tx: tx + a * side, c: -c, ty: ty + c * side };
}

function meanOf(points: Float32Array, landmarks: readonly number[]): Point {
  let x = 0;
  let y = 0;
  for (const landmark of landmarks) {
    x += points[3 * landmark] as number;
    y += points[3 * landmark + 1] as number;
  }
  return { x: x / landmarks.length, y: y / landmarks.length };
}
