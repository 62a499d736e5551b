import type { Raster } from "../render/scene.js";
import type { Patch } from "./grain.js";

/** Distance at which noise and steps are stated, mm. */
const REFERENCE_MM = 500;
/** Tangent of the slant at which the pattern is too squeezed to be matched. */
const STEEPEST = 5;
/** How much that varies from place to place. */
const RAGGED = 1;
/** Pixels that fail for no reason: those whose noise is above so many deviations. */
const OUTLIER = 2.6;

/** How depth is measured. */
export interface DepthRule {
  readonly depthMinMm: number;
  readonly depthMaxMm: number;
  readonly depthUnitMm: number;
  readonly depthNoiseMm: number;
  readonly depthStepMm: number;
  readonly depthBaselineMm: number;
}

/**
 * What a camera with structured light measures: it sees how far a pattern is shifted (the disparity, which goes with one
 * over the distance) in steps and with noise; it measures nothing in the shadow of the projector, at edges and on
 * steep slopes.
 * @param out - shape `[height, width]`, units of `depthUnitMm`, 0 where nothing was measured
 * @see Khoshelham and Oude Elberink, "Accuracy and resolution of Kinect depth data", Sensors 2012
 */
export function measureDepth(
  raster: Raster,
  rule: DepthRule,
  patch: Patch,
  uniform: () => number,
  out: Uint16Array,
): void {
  const { width, height, depth } = raster;
  const { side, data } = patch;
  const mask = side - 1;
  // two places in the patch, so that no two frames have the same sum
  const [ax, ay, bx, by] = [uniform(), uniform(), uniform(), uniform()].map(
    (value) => (value * side) | 0,
  ) as [number, number, number, number];
  const toDisparity = 1 / REFERENCE_MM ** 2;
  const deviation = rule.depthNoiseMm * toDisparity * Math.SQRT1_2;
  const step = rule.depthStepMm * toDisparity;
  const shift = raster.intrinsics.fx * rule.depthBaselineMm;
  for (let y = 0; y < height; y++) {
    const rowA = ((y + ay) & mask) * side;
    const rowB = ((y + by) & mask) * side;
    // columns of the projector's picture that are taken, from the right on
    let taken = Number.POSITIVE_INFINITY;
    for (let x = width - 1; x >= 0; x--) {
      const at = y * width + x;
      const z = depth[at] as number;
      let measured = 0;
      if (z > 0) {
        const column = x - shift / z;
        const lit = column <= taken;
        if (lit) taken = column;
        const a = data[rowA + ((x + ax) & mask)] as number;
        const b = data[rowB + ((x + bx) & mask)] as number;
        const steep = steepness(raster, x, y, z) + RAGGED * a > STEEPEST;
        if (lit && !steep && b < OUTLIER) {
          const disparity = Math.round((1 / z + deviation * (a + b)) / step) * step;
          const distance = disparity > 0 ? 1 / disparity : 0;
          const inRange = distance >= rule.depthMinMm && distance <= rule.depthMaxMm;
          if (inRange) measured = Math.round(distance / rule.depthUnitMm);
        }
      }
      out[at] = measured;
    }
  }
}

/** Tangent of the slant against the picture's plane; very large where the next pixels measure nothing. */
function steepness(raster: Raster, x: number, y: number, z: number): number {
  const { width, height, depth, intrinsics } = raster;
  const at = y * width + x;
  const left = depth[x > 0 ? at - 1 : at] as number;
  const right = depth[x + 1 < width ? at + 1 : at] as number;
  const above = depth[y > 0 ? at - width : at] as number;
  const below = depth[y + 1 < height ? at + width : at] as number;
  const most = Math.max(
    Math.abs(left - z),
    Math.abs(right - z),
    Math.abs(above - z),
    Math.abs(below - z),
  );
  return (most * intrinsics.fx) / z;
}
