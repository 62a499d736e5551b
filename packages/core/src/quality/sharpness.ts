import { FACE_CROP_SIDE } from "./face-crop.js";
import type { QualityDefect } from "./quality-gate.js";
import type { QualityLimits } from "./quality-limits.js";
import type { QualityValues } from "./quality-values.js";

/**
 * Fine detail of a face: the variance of the Laplacian over the variance of the luma. The quotient does not
 * change with contrast or brightness, so that a dim, sharp face is not called blurred.
 *
 * @param luma - shape `[96, 96]`
 * @returns no unit, >= 0; 0 for a flat crop
 * @see Pech-Pacheco et al., "Diatom autofocusing in brightfield microscopy", ICPR 2000
 */
export function measureSharpness(luma: Float32Array): number {
  const side = FACE_CROP_SIDE;
  let sum = 0;
  let squares = 0;
  let edges = 0;
  let edgeSquares = 0;
  for (let y = 1; y < side - 1; y++) {
    for (let x = 1; x < side - 1; x++) {
      const i = y * side + x;
      const value = luma[i] as number;
      const laplacian =
        (luma[i - 1] as number) +
        (luma[i + 1] as number) +
        (luma[i - side] as number) +
        (luma[i + side] as number) -
        4 * value;
      sum += value;
      squares += value * value;
      edges += laplacian;
      edgeSquares += laplacian * laplacian;
    }
  }
  const count = (side - 2) * (side - 2);
  const variance = squares / count - (sum / count) ** 2;
  if (variance < 1) return 0; // less than one grey level of contrast: nothing to be seen
  return (edgeSquares / count - (edges / count) ** 2) / variance;
}

/** Fails when the face is blurred, by motion or focus. */
export function checkSharpness(
  { sharpness }: QualityValues,
  { minSharpness }: QualityLimits,
): QualityDefect | undefined {
  if (sharpness >= minSharpness) return undefined;
  return { component: "sharpness", hint: "hold-still" };
}
