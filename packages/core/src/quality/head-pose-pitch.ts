import type { QualityDefect } from "./quality-gate.js";
import type { QualityLimits } from "./quality-limits.js";
import type { QualityValues } from "./quality-values.js";

/** Fails when the head looks up or down too far. */
export function checkPitch(
  { pitchDegrees }: QualityValues,
  { maxPitchDegrees }: QualityLimits,
): QualityDefect | undefined {
  if (Math.abs(pitchDegrees) <= maxPitchDegrees) return undefined;
  return { component: "head-pose-pitch", hint: "look-straight" };
}
