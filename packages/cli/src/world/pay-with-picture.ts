import { createStillCamera } from "@sourire/camera-adapters/simulated";
import {
  type Box,
  type PayerDisplay,
  type PaymentProgress,
  type PaymentRequest,
  type PayOutcome,
  type PixelImage,
  runPayment,
} from "@sourire/core";
import type { World } from "./open-world.js";

/** The picture of a simulated payer. */
export interface PayerPicture {
  /** Head and surroundings. */
  readonly picture: PixelImage;
  /** Where the face is in it. */
  readonly box: Box;
}

/** How a simulated payer behaves. */
export interface SimulatedPayment {
  /** Names the camera in evidence: `simulated:NAME`. */
  readonly name: string;
  /** Of motion, light and noise. */
  readonly seed: number;
  /** Answers for the payer. */
  readonly display: PayerDisplay;
  /** Told of stages and frames. */
  readonly onProgress?: (progress: PaymentProgress) => void;
  /** Cancels. */
  readonly signal: AbortSignal;
}

/** One payment by a simulated payer: a still picture that moves before the terminal's camera. */
export async function payWithPicture(
  world: World,
  { picture, box }: PayerPicture,
  request: PaymentRequest,
  { name, seed, display, onProgress, signal }: SimulatedPayment,
): Promise<PayOutcome> {
  await using camera = createStillCamera({
    picture,
    face: { box },
    seed,
    id: `simulated:${name}`,
  });
  const { client: issuer, vision } = world;
  const parts = { camera, pipeline: vision.pipeline, issuer, display };
  // awaited here: the camera is closed when this function is left
  return await runPayment({ ...parts, ...(onProgress ? { onProgress } : {}) }, request, { signal });
}
