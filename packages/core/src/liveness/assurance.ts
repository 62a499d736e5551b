import type { CameraCapabilities } from "../capture/camera.js";
import type { LivenessCheckName, LivenessVerdict } from "./liveness-check.js";

/**
 * How sure one may be that a living, present person stood before the camera, from least to most.
 * `none`: no attack was looked for, or one was found.
 */
export type Assurance = "none" | "low" | "substantial" | "high";

/** What one check said. */
export interface LivenessResult {
  /** Which check. */
  readonly check: LivenessCheckName;
  /** What it found. */
  readonly status: LivenessVerdict["status"];
}

/**
 * What the checks prove by themselves:
 *
 * | assurance | passed checks |
 * |---|---|
 * | `low` | `frame-integrity`, and `texture` or `challenge` |
 * | `substantial` | `frame-integrity`, and `depth-shape` or `infrared` |
 * | `high` | `frame-integrity`, `depth-shape`, `texture`, `challenge`, and `infrared` where the camera sees infrared |
 *
 * `frame-integrity` is weak and proves nothing alone, but without it nothing else does either: a
 * network that judges repeated or re-timed frames judges a recording. One failed check makes it
 * `none`, and so does a simulated camera. A result that this camera cannot have (`depth-shape`
 * without depth) counts for nothing, and a check named twice counts as it did worst.
 *
 * Two rows of a policy cannot be seen from here and are left to the issuer: a challenge with
 * screen light and something that the payer holds may pay for `substantial`, and what a terminal
 * was registered for caps whatever it claims, so that an unattested terminal never reaches `high`.
 * @param results - what each check said, in any order
 * @param capabilities - what the camera states about itself
 */
export function assuranceOf(
  results: readonly LivenessResult[],
  capabilities: CameraCapabilities,
): Assurance {
  if (capabilities.simulated || results.some(({ status }) => status === "failed")) return "none";
  const passed = (check: LivenessCheckName): boolean => {
    const said = results.filter((result) => result.check === check);
    return said.length > 0 && said.every(({ status }) => status === "passed");
  };
  if (!passed("frame-integrity")) return "none";
  const depth = capabilities.depth && passed("depth-shape");
  const infrared = capabilities.infrared && passed("infrared");
  const [texture, challenge] = [passed("texture"), passed("challenge")];
  if (depth && texture && challenge && (infrared || !capabilities.infrared)) return "high";
  if (depth || infrared) return "substantial";
  return texture || challenge ? "low" : "none";
}
