import { SourireError } from "@sourire/core";
import type { AlignedDepth } from "./align.js";
import type { CalibratedDepth } from "./calibration.js";
import { invalid } from "./json-fields.js";

/** Notices depth that cannot be right. */
export interface DepthWatch {
  /**
   * Takes one frame that is handed over into account.
   * @throws {SourireError} `DEPTH_MISSING`, `CALIBRATION_INVALID`
   */
  observe(depth: AlignedDepth): void;
}

/**
 * Single frames may be empty, as while the sensor starts or a hand covers it; this many in a row are a fault. A camera
 * whose depth was plausible once has shown that its unit and its range are right, and is not judged by them again: an
 * empty room is farther away than any range.
 * @param patience - frames
 */
export function createDepthWatch(
  { minMm, maxMm, unitMm }: CalibratedDepth,
  patience: number,
): DepthWatch {
  let empty = 0;
  let outside = 0;
  let unseen = 0;
  let plausible = false;
  return {
    observe({ inRange, outOfRangeMm, reached }) {
      plausible ||= reached > 0;
      empty = inRange === 0 && outOfRangeMm === 0 ? empty + 1 : 0;
      outside = !plausible && outOfRangeMm > 0 ? outside + 1 : 0;
      unseen = !plausible && inRange > 0 && reached === 0 ? unseen + 1 : 0;
      if (empty >= patience) {
        throw new SourireError("DEPTH_MISSING", `${empty} depth frames without any distance`);
      }
      if (outside >= patience) {
        throw invalid(
          `${outside} depth frames with every distance outside ${minMm} to ${maxMm} mm, ${outOfRangeMm.toFixed(0)} mm ` +
            `on average: the depth unit of ${unitMm} mm or the range is wrong`,
        );
      }
      if (unseen >= patience) {
        throw invalid(
          `${unseen} depth frames of which nothing lies in the colour picture: intrinsics or depthToColour are wrong`,
        );
      }
    },
  };
}
