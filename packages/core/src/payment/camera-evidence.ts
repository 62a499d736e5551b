import {
  type Attestation,
  type AttestationRequest,
  createNoAttestor,
} from "../capture/attestor.js";
import type { Camera } from "../capture/camera.js";
import { describeCamera } from "../capture/camera-identity.js";
import { createTimingWatch } from "../capture/timing-watch.js";
import { gradeVirtualCamera, labelSigns } from "../capture/virtual-camera.js";
import { watchedCamera } from "../capture/watched-camera.js";
import { isSourireError } from "../kernel/errors.js";
import { silentLog } from "../kernel/log.js";
import type { EvidenceBody } from "../protocol/evidence.js";
import type { Intent } from "../protocol/intent.js";
import type { PaymentParts } from "./payment-parts.js";

/** A camera that is watched while it is read, and what evidence then says of it. */
export interface CameraEvidence {
  /** To be read instead of the one in the parts. */
  readonly camera: Camera;
  /**
   * After the frames were read: what the camera is, what hints that it is a program, and who vouches for it.
   * @throws what the attestor throws but `ATTESTATION_FAILED`, which leaves the payment unattested
   */
  describe(options: {
    readonly signal: AbortSignal;
  }): Promise<{ camera: EvidenceBody["camera"]; attestation: Attestation }>;
}

/** Watches the camera of one payment. */
export function watchCamera(parts: PaymentParts, intent: Intent): CameraEvidence {
  const { camera, cameraSigns = [] } = parts;
  const timing = createTimingWatch();
  return {
    camera: watchedCamera(camera, timing.observe),
    async describe({ signal }) {
      const identity = describeCamera(camera);
      const seen = [...cameraSigns, ...labelSigns(camera.label), ...timing.signs()];
      const { grade, signs } = gradeVirtualCamera(seen);
      const virtualCamera = { grade, signs: [...signs] };
      const request = { nonce: intent.claims.nonce, camera: identity, signal };
      const attestation = await attest(parts, intent.id, request);
      return { camera: { ...identity, virtualCamera }, attestation };
    },
  };
}

async function attest(
  { attestor = createNoAttestor(), log = silentLog }: PaymentParts,
  intent: string,
  request: AttestationRequest,
): Promise<Attestation> {
  try {
    return await attestor.attest(request);
  } catch (cause) {
    if (!isSourireError(cause) || cause.code !== "ATTESTATION_FAILED") throw cause;
    log.warn("payment.not-attested", { intent, code: cause.code });
    return { kind: "unattested" };
  }
}
