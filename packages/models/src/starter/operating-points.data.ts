import type { OperatingPoint } from "@sourire/core";

/** Thresholds of the starter pack with the error rates measured at them; written by calibration. */
export const STARTER_OPERATING_POINTS: readonly OperatingPoint[] = [];
