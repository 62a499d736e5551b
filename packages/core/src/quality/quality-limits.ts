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
 * For the frames of a payment. From the distribution on 3,811 pictures of LFW-dev and the starter
 * pack's false non-match rate (FNMR, at FMR 1e-3, 1,500 pairs: 7.3 %) by component.
 */
export const QUALITY_DEFAULTS_PROBE: QualityLimits = Object.freeze({
  /** The landmark network's own limit: below it, points jump from frame to frame. */
  minOuterEyeDistancePx: 40,
  /** 99th percentile is 36. FNMR does not change up to here, and is 35 % beyond. */
  maxYawDegrees: 35,
  /** 99.9th percentile. FNMR does not rise up to here. */
  maxPitchDegrees: 33,
  maxRollDegrees: 30,
  /** 1st percentile is 0.0085. FNMR below it is 20 %. */
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
  minOuterEyeDistancePx: 50,
  /** 95th percentile is 26. */
  maxYawDegrees: 25,
  /** 99th percentile. */
  maxPitchDegrees: 27,
  maxRollDegrees: 20,
  /** 5th percentile. FNMR below it is 18 %. */
  minSharpness: 0.014,
  /** 99th percentile. */
  maxDarkShare: 0.13,
  /** 99.5th percentile is 0.028. FNMR beyond it is 22 %. */
  maxBrightShare: 0.03,
  minMargin: 0.1,
});
