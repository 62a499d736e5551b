import type { QualityDefect } from "./quality-gate.js";
import type { QualityLimits } from "./quality-limits.js";
import type { QualityValues } from "./quality-values.js";

/**
 * Luma up to which a pixel is nearly black: 1 % of the light of a white surface (sRGB 25 is 0.0097
 * linear), where camera noise drowns detail on every skin.
 */
const DARK_LUMA = 25;

/** Share of pixels that are nearly black. @param luma - 0..255 @returns 0..1 */
export function measureDarkShare(luma: Float32Array): number {
  let dark = 0;
  for (let i = 0; i < luma.length; i++) if ((luma[i] as number) <= DARK_LUMA) dark++;
  return dark / luma.length;
}

/** Fails when too much of the face is nearly black. */
export function checkUnderExposure(
  { darkShare }: QualityValues,
  { maxDarkShare }: QualityLimits,
): QualityDefect | undefined {
  if (darkShare <= maxDarkShare) return undefined;
  return { component: "under-exposure", hint: "more-light" };
}
