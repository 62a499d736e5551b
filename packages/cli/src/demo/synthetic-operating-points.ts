import type { ModelPack, OperatingPoint } from "@sourire/core";
import { SYNTHETIC_OPERATING_POINTS } from "./synthetic-operating-points.data.js";

/**
 * Operating points for payers who are drawn. They resemble each other far more than people do, and are seen under far
 * kinder circumstances: these thresholds tell drawings apart and say nothing about people. Test mode only.
 * @returns the pack's own where none were measured for its embedding space
 */
export function syntheticOperatingPoints({ manifest }: ModelPack): readonly OperatingPoint[] {
  const { space } = manifest.embedding;
  return Object.hasOwn(SYNTHETIC_OPERATING_POINTS, space)
    ? (SYNTHETIC_OPERATING_POINTS[space] ?? manifest.operatingPoints)
    : manifest.operatingPoints;
}
