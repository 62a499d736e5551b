import type { QualityDefect } from "./quality-gate.js";
import type { QualityLimits } from "./quality-limits.js";
import type { QualityValues } from "./quality-values.js";

/** Fails when the head leans to a shoulder too far. */
export function checkRoll(
  { rollDegrees }: QualityValues,
  { maxRollDegrees }: QualityLimits,
): QualityDefect | undefined {
  if (Math.abs(rollDegrees) <= maxRollDegrees) return undefined;
  return { component: "head-pose-roll", hint: "level-your-head" };
}
