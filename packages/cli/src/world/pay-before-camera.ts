import {
  type Camera,
  type PayerDisplay,
  type PaymentProgress,
  type PaymentRequest,
  type PayOutcome,
  runPayment,
} from "@sourire/core";
import type { World } from "./open-world.js";

/** How a payment is gone through. */
export interface PaymentManner {
  /** Answers for the payer. */
  readonly display: PayerDisplay;
  /** Told of stages and frames. */
  readonly onProgress?: (progress: PaymentProgress) => void;
  /** Cancels. */
  readonly signal: AbortSignal;
}

/** One payment by whoever stands before the camera, which is disposed of at its end. */
export async function payBeforeCamera(
  { client: issuer, vision }: World,
  camera: Camera,
  request: PaymentRequest,
  { display, onProgress, signal }: PaymentManner,
): Promise<PayOutcome> {
  await using used = camera;
  const parts = { camera: used, pipeline: vision.pipeline, issuer, display };
  // awaited here: the camera is closed when this function is left
  return await runPayment({ ...parts, ...(onProgress ? { onProgress } : {}) }, request, { signal });
}
