import { createFaceCropBuffers } from "./face-crop.js";
import { checkPitch } from "./head-pose-pitch.js";
import { checkRoll } from "./head-pose-roll.js";
import { checkYaw } from "./head-pose-yaw.js";
import { checkInterEyeDistance } from "./inter-eye-distance.js";
import { checkMarginOfFace } from "./margin-of-face.js";
import { measureQuality } from "./measure-quality.js";
import { checkOverExposure } from "./over-exposure.js";
import type { QualityDefect, QualityGate } from "./quality-gate.js";
import { QUALITY_DEFAULTS_PROBE, type QualityLimits } from "./quality-limits.js";
import type { QualityValues } from "./quality-values.js";
import { checkSharpness } from "./sharpness.js";
import { checkUnderExposure } from "./under-exposure.js";

/**
 * In the order in which hints help: where to stand, then light, then pose. Sharpness is last, for a
 * face that is too far, too dark or turned also looks blurred.
 */
const COMPONENTS = [
  checkMarginOfFace,
  checkInterEyeDistance,
  checkUnderExposure,
  checkOverExposure,
  checkYaw,
  checkPitch,
  checkRoll,
  checkSharpness,
] as const;

/**
 * Compares what was measured with the limits.
 * @returns what is not good enough, the most helpful hint first
 */
export function judgeQuality(
  values: QualityValues,
  limits: QualityLimits,
): readonly QualityDefect[] {
  const defects: QualityDefect[] = [];
  for (const check of COMPONENTS) {
    const defect = check(values, limits);
    if (defect) defects.push(defect);
  }
  return defects;
}

/**
 * A gate on place, size, light, pose and sharpness.
 * @param limits - those left out are {@link QUALITY_DEFAULTS_PROBE}
 * @example createQualityGate(QUALITY_DEFAULTS_ENROL)
 */
export function createQualityGate(limits: Partial<QualityLimits> = {}): QualityGate {
  const all: QualityLimits = { ...QUALITY_DEFAULTS_PROBE, ...limits };
  const buffers = createFaceCropBuffers();
  return { assess: (image, face) => judgeQuality(measureQuality(image, face, buffers), all) };
}
