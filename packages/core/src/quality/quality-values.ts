/** What was measured on one face. For calibration and tests: a till is given hints, never these. */
export interface QualityValues {
  /** Between the outer eye corners, pixels. */
  readonly outerEyeDistancePx: number;
  /** Degrees, positive to the person's own left. */
  readonly yawDegrees: number;
  /** Degrees, positive up. */
  readonly pitchDegrees: number;
  /** Degrees, positive to the person's left shoulder. */
  readonly rollDegrees: number;
  /** Fine detail; see `measureSharpness`. */
  readonly sharpness: number;
  /** Share of the inner face that is nearly black, 0..1. */
  readonly darkShare: number;
  /** Share of the inner face that is clipped to white, 0..1. */
  readonly brightShare: number;
  /** Room to the nearest edge of the picture, over the width of the face; negative when cut off. */
  readonly margin: number;
}
