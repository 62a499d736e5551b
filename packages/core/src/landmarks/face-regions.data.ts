/**
 * Which of the 468 points lie where. Right and left are the person's; a ring ends where it begins.
 * @see MediaPipe Face Mesh (Kartynnik et al., arXiv:1907.06724) for the order of the points
 */
export interface FaceRegions {
  /** Ring around the face: from the forehead's middle down the person's left side, up the right. */
  readonly outline: readonly number[];
  /** Ring of the lids' edges: from the outer corner along the lower lid, back along the upper. */
  readonly rightLids: readonly number[];
  /** As `rightLids`, mirrored. */
  readonly leftLids: readonly number[];
  /** Ring around the red of the lips: from the right corner along the lower lip, back along the upper. */
  readonly lipsOuter: readonly number[];
  /** Ring where the lips meet, in the same order. */
  readonly lipsInner: readonly number[];
  /** Ring around the brow: from its outer end along the lower edge, back along the upper. */
  readonly rightBrow: readonly number[];
  /** As `rightBrow`, mirrored. */
  readonly leftBrow: readonly number[];
  /** Line down the nose, from between the eyes over the tip to the lip. */
  readonly noseBridge: readonly number[];
  /** Ring around wings and tip: from the right nostril below the nose to the left one, back over the tip. */
  readonly noseBase: readonly number[];
  /** Corners and lids, whose mean is the eye's centre wherever it looks. */
  readonly rightEyeCentre: readonly number[];
  /** As `rightEyeCentre`, mirrored. */
  readonly leftEyeCentre: readonly number[];
  /** Middle of the forehead's edge. */
  readonly forehead: number;
  /** Lowest point of the chin. */
  readonly chin: number;
  /** Foremost point of the nose. */
  readonly noseTip: number;
}

/** The regions of the mesh. A face template ends at `outline` and is open inside both lid rings and `lipsInner`. */
export const FACE_REGIONS: FaceRegions = Object.freeze({
  outline: [
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152,
    148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
  ],
  rightLids: [33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246],
  leftLids: [263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466],
  lipsOuter: [
    61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185,
  ],
  lipsInner: [
    78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 415, 310, 311, 312, 13, 82, 81, 80, 191,
  ],
  rightBrow: [46, 53, 52, 65, 55, 107, 66, 105, 63, 70],
  leftBrow: [276, 283, 282, 295, 285, 336, 296, 334, 293, 300],
  noseBridge: [168, 6, 197, 195, 5, 4, 1, 19, 94, 2],
  noseBase: [98, 97, 2, 326, 327, 294, 278, 344, 440, 275, 4, 45, 220, 115, 48, 64],
  rightEyeCentre: [33, 133, 159, 145],
  leftEyeCentre: [263, 362, 386, 374],
  forehead: 10,
  chin: 152,
  noseTip: 4,
});
