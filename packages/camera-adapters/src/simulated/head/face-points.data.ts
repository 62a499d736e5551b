import { FACE_REGIONS } from "@sourire/core";

/**
 * Names of the mesh's points, by number: where lids, lips and brows lie among the 468. "Right" is the person's right,
 * at the viewer's left; every right list has its mirror image, point by point, as the left list.
 * @see MediaPipe Face Mesh (Kartynnik et al., arXiv:1907.06724) for the order of the points
 */

/** The silhouette, clockwise as seen, from the middle of the forehead; 18 is the chin. */
export const FACE_OVAL: readonly number[] = FACE_REGIONS.outline;

/** One eye's points, from the outer corner to the inner one. */
export interface EyePoints {
  /** At the temple. */
  readonly outer: number;
  /** At the nose. */
  readonly inner: number;
  /** Edge of the upper lid, seven points from outside to inside. */
  readonly upper: readonly number[];
  /** Edge of the lower lid, each below the upper point of the same place. */
  readonly lower: readonly number[];
  /** Above the upper edge, on the lid's crease. */
  readonly crease: readonly number[];
  /** Above the crease, below the brow. */
  readonly fold: readonly number[];
  /** Below the lower edge. */
  readonly bag: readonly number[];
  /** Lower edge of the brow, from outside to inside. */
  readonly browLow: readonly number[];
  /** Upper edge of the brow. */
  readonly browHigh: readonly number[];
}

/** The eye at the viewer's left. */
export const RIGHT_EYE: EyePoints = {
  outer: 33,
  inner: 133,
  upper: [246, 161, 160, 159, 158, 157, 173],
  lower: [7, 163, 144, 145, 153, 154, 155],
  crease: [247, 30, 29, 27, 28, 56, 190],
  fold: [113, 225, 224, 223, 222, 221, 189],
  bag: [25, 110, 24, 23, 22, 26, 112],
  browLow: [46, 53, 52, 65, 55],
  browHigh: [70, 63, 105, 66, 107],
};

/** The eye at the viewer's right. */
export const LEFT_EYE: EyePoints = {
  outer: 263,
  inner: 362,
  upper: [466, 388, 387, 386, 385, 384, 398],
  lower: [249, 390, 373, 374, 380, 381, 382],
  crease: [467, 260, 259, 257, 258, 286, 414],
  fold: [342, 445, 444, 443, 442, 441, 413],
  bag: [255, 339, 254, 253, 252, 256, 341],
  browLow: [276, 283, 282, 295, 285],
  browHigh: [300, 293, 334, 296, 336],
};

/** Corners of the mouth from the skin inwards, at the viewer's left. */
export const RIGHT_MOUTH_CORNER = [61, 76, 62, 78] as const;
/** The same at the viewer's right. */
export const LEFT_MOUTH_CORNER = [291, 306, 292, 308] as const;

/** Rows of the upper lip from the skin to the mouth, each from the viewer's left to right, without the corners. */
export const UPPER_LIP = [
  [185, 40, 39, 37, 0, 267, 269, 270, 409],
  [184, 74, 73, 72, 11, 302, 303, 304, 408],
  [183, 42, 41, 38, 12, 268, 271, 272, 407],
  [191, 80, 81, 82, 13, 312, 311, 310, 415],
] as const;

/** Rows of the lower lip from the skin to the mouth. */
export const LOWER_LIP = [
  [146, 91, 181, 84, 17, 314, 405, 321, 375],
  [77, 90, 180, 85, 16, 315, 404, 320, 307],
  [96, 89, 179, 86, 15, 316, 403, 319, 325],
  [95, 88, 178, 87, 14, 317, 402, 318, 324],
] as const;

/** Points that a smile's crease runs through, from the wing of the nose to beside the mouth: right, left. */
export const SMILE_CREASES = [
  [203, 206, 216],
  [423, 426, 436],
] as const;

/** Where the cheek bulges in a smile: right, left. */
export const CHEEKS = [50, 280] as const;
/** Beside the wings of the nose: right, left. */
export const NOSE_WINGS = [129, 358] as const;
/** Before the joints of the jaw: right, left. */
export const JAW_JOINTS = [234, 454] as const;
/** Lowest point of the silhouette. */
export const CHIN: number = FACE_REGIONS.chin;
