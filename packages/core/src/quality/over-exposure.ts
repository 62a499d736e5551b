import type { QualityDefect } from "./quality-gate.js";
import type { QualityLimits } from "./quality-limits.js";
import type { QualityValues } from "./quality-values.js";

/** Luma from which a pixel is taken as clipped: within sensor noise and JPEG ringing of white. */
const BRIGHT_LUMA = 250;

/** Share of pixels that are clipped. @param luma - 0..255 @returns 0..1 */
export function measureBrightShare(luma: Float32Array): number {
  let bright = 0;
  for (let i = 0; i < luma.length; i++) if ((luma[i] as number) >= BRIGHT_LUMA) bright++;
  return bright / luma.length;
}

/** Fails when too much of the face is clipped to white. */
export function checkOverExposure(
  { brightShare }: QualityValues,
  { maxBrightShare }: QualityLimits,
): QualityDefect | undefined {
  if (brightShare <= maxBrightShare) return undefined;
  return { component: "over-exposure", hint: "less-light" };
}
