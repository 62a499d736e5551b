import type { QualityDefect } from "./quality-gate.js";
import type { QualityLimits } from "./quality-limits.js";
import type { QualityValues } from "./quality-values.js";

/** Fails when the head is turned to a side too far. */
export function checkYaw(
  { yawDegrees }: QualityValues,
  { maxYawDegrees }: QualityLimits,
): QualityDefect | undefined {
  if (Math.abs(yawDegrees) <= maxYawDegrees) return undefined;
  return { component: "head-pose-yaw", hint: "look-straight" };
}
