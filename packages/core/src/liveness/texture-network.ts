import { type Crop, createImageNetwork } from "../align/image-network.js";
import type { FaceDetection } from "../detect/detector.js";
import type { PixelImage } from "../kernel/frame.js";
import type { Box } from "../kernel/geometry.js";
import type { ModelSession } from "../runtime/inference-runtime.js";
import type { ModelFile } from "../runtime/model-pack.js";

/**
 * A network that judges whether a picture shows skin or a picture of skin. One vote, calibrated on the
 * cameras in use: no open network is known to stop a good replay on a camera that it has not seen.
 */
export interface TextureNetwork extends AsyncDisposable {
  /**
   * @param face - its box decides what the network sees
   * @returns probability that the face is live, 0..1; uncalibrated
   * @throws {SourireError} `FRAME_INVALID`, `MODEL_OUTPUT_INVALID`
   */
  liveProbability(image: PixelImage, face: Pick<FaceDetection, "box">): Promise<number>;
}

/** How a texture network is fed and read. */
export interface TextureRecipe {
  /** Side of the square input, pixels. */
  readonly side: number;
  /** Classes that it tells apart. */
  readonly classes: number;
  /** Index of the class that is a living face. */
  readonly live: number;
  /** Lays the input over the picture. */
  readonly crop: (box: Box, image: { readonly width: number; readonly height: number }) => Crop;
}

/**
 * A texture network of a pack.
 * @param session - owned by the network from here on
 * @param file - the manifest's entry for it
 * @throws {SourireError} `MODEL_MANIFEST_INVALID`
 */
export function createTextureNetwork(
  session: ModelSession,
  file: ModelFile,
  { side, classes, live, crop }: TextureRecipe,
): TextureNetwork {
  const network = createImageNetwork(session, file, side, [classes]);
  return {
    async liveProbability(image, { box }) {
      const [logits] = await network.run(image, crop(box, image));
      return softmax(logits as Float32Array, live);
    },
    [Symbol.asyncDispose]: () => network[Symbol.asyncDispose](),
  };
}

function softmax(logits: Float32Array, index: number): number {
  const most = Math.max(...logits);
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - most);
  return Math.exp((logits[index] as number) - most) / sum;
}
