import type { Camera } from "../capture/camera.js";
import { SourireError } from "../kernel/errors.js";
import { createFrameIntegrity } from "../liveness/frame-integrity.js";
import type { LivenessCheck, LivenessCheckName } from "../liveness/liveness-check.js";

/**
 * Makes the checks that a policy requires. A check that cannot run here is a fault at once: it is
 * never left out.
 * @throws {SourireError} `LIVENESS_UNAVAILABLE`
 */
export function createRequiredChecks(
  names: readonly LivenessCheckName[],
  camera: Camera,
): readonly LivenessCheck[] {
  return names.map((name) => {
    switch (name) {
      case "frame-integrity":
        return createFrameIntegrity();
      default:
        throw new SourireError(
          "LIVENESS_UNAVAILABLE",
          `the policy requires ${name}, which cannot run on camera ${camera.id}`,
        );
    }
  });
}
