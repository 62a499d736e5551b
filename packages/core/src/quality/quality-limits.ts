/** What a face must meet. Every limit is a number of its own, so that an integrator can move one. */
export interface QualityLimits {
  /** Between the outer eye corners, pixels. */
  readonly minOuterEyeDistancePx: number;
  /** To either side, degrees. */
  readonly maxYawDegrees: number;
  /** Up or down, degrees. */
  readonly maxPitchDegrees: number;
  /** To either shoulder, degrees. */
  readonly maxRollDegrees: number;
  /** See `measureSharpness`; no unit. */
  readonly minSharpness: number;
  /** Share of the face that is nearly black, 0..1. */
  readonly maxDarkShare: number;
  /** Share of the face that is clipped to white, 0..1. */
  readonly maxBrightShare: number;
  /** Room between the face and the nearest edge of the picture, over the width of the face. */
  readonly minMargin: number;
}

/**
 * For the frames of a payment. Percentiles are of the 3,811 pictures of LFW-dev; FNMR is the starter pack's
 * false non-match rate at FMR 1e-3, 7.3 % over the 1,500 genuine pairs. Size and roll were also
 * tried by scaling and turning one picture of 188 of the pairs (8.0 % unchanged).
 */
export const QUALITY_DEFAULTS_PROBE: QualityLimits = Object.freeze({
  /**
   * The landmark network's own limit: below it, its points jump from frame to frame. Recognition would bear
   * less: FNMR is 8.5 % at 30 pixels, 10.6 % at 20.
   */
  minOuterEyeDistancePx: 40,
  /** 99th percentile is 36. FNMR does not change up to here, and is 35 % beyond. */
  maxYawDegrees: 35,
  /** 99.9th percentile. FNMR does not rise up to here. */
  maxPitchDegrees: 33,
  /** Tried up to 35: no face was lost and FNMR stayed at 8.0 %. */
  maxRollDegrees: 30,
  /** 1st percentile. FNMR below it is 20 %. */
  minSharpness: 0.0085,
  /** More than the darkest face, 0.26, of any skin; a face in the dark reads 0.9 or more. */
  maxDarkShare: 0.3,
  /** More than the brightest face, 0.083. */
  maxBrightShare: 0.1,
  /** The whole mesh inside the picture. */
  minMargin: 0,
});

/**
 * For the pictures of an enrolment, which is paid with for months: where FNMR begins to rise.
 */
export const QUALITY_DEFAULTS_ENROL: QualityLimits = Object.freeze({
  /** 5th percentile: a face that was seldom smaller when the operating points were measured. */
  minOuterEyeDistancePx: 50,
  /** 95th percentile. */
  maxYawDegrees: 25,
  /** 99th percentile. */
  maxPitchDegrees: 27,
  /** A person who poses for a picture holds the head upright. */
  maxRollDegrees: 20,
  /** 5th percentile. FNMR below it is 18 %. */
  minSharpness: 0.014,
  /** 99th percentile. */
  maxDarkShare: 0.13,
  /** 99.5th percentile is 0.028. FNMR beyond it is 22 %. */
  maxBrightShare: 0.03,
  /** So far the embedder's crop reaches beyond the mesh (median of 64 faces); past the edge it sees smear. */
  minMargin: 0.23,
});
