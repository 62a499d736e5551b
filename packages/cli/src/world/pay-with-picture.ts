import { createStillCamera } from "@sourire/camera-adapters/simulated";
import type { Box, PaymentRequest, PayOutcome, PixelImage } from "@sourire/core";
import type { World } from "./open-world.js";
import { type PaymentManner, payBeforeCamera } from "./pay-before-camera.js";

/** The picture of a simulated payer. */
export interface PayerPicture {
  /** Head and surroundings. */
  readonly picture: PixelImage;
  /** Where the face is in it. */
  readonly box: Box;
}

/** How a simulated payer behaves. */
export interface SimulatedPayment extends PaymentManner {
  /** Names the camera in evidence: `simulated:NAME`. */
  readonly name: string;
  /** Of motion, light and noise. */
  readonly seed: number;
}

/** One payment by a simulated payer: a still picture that moves before the terminal's camera. */
export function payWithPicture(
  world: World,
  { picture, box }: PayerPicture,
  request: PaymentRequest,
  { name, seed, ...manner }: SimulatedPayment,
): Promise<PayOutcome> {
  const id = `simulated:${name}` as const;
  const camera = createStillCamera({ picture, face: { box }, seed, id });
  return payBeforeCamera(world, camera, request, manner);
}
