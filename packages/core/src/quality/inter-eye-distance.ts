import type { QualityDefect } from "./quality-gate.js";
import type { QualityLimits } from "./quality-limits.js";
import type { QualityValues } from "./quality-values.js";

/** Fails when the face has too few pixels. */
export function checkInterEyeDistance(
  { outerEyeDistancePx }: QualityValues,
  { minOuterEyeDistancePx }: QualityLimits,
): QualityDefect | undefined {
  if (outerEyeDistancePx >= minOuterEyeDistancePx) return undefined;
  return { component: "inter-eye-distance", hint: "come-closer" };
}
