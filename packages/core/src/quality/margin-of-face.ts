import type { Box } from "../kernel/geometry.js";
import type { QualityDefect } from "./quality-gate.js";
import type { QualityLimits } from "./quality-limits.js";
import type { QualityValues } from "./quality-values.js";

/**
 * Room between the mesh and the nearest edge of the picture, over the width of the mesh.
 * @returns negative when the face is cut off
 */
export function measureMargin(
  image: { readonly width: number; readonly height: number },
  { x, y, width, height }: Box,
): number {
  const room = Math.min(x, y, image.width - x - width, image.height - y - height);
  return room / width;
}

/** Fails when the face touches or leaves the picture. */
export function checkMarginOfFace(
  { margin }: QualityValues,
  { minMargin }: QualityLimits,
): QualityDefect | undefined {
  if (margin >= minMargin) return undefined;
  return { component: "margin-of-face", hint: "move-to-the-middle" };
}
