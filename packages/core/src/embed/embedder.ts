import type { Embedding } from "../kernel/embedding.js";
import type { PixelImage } from "../kernel/frame.js";
import type { FaceLandmarks } from "../landmarks/landmark-model.js";

/** Turns a face into a vector. */
export interface Embedder extends AsyncDisposable {
  /** Only embeddings of one space may be compared. */
  readonly space: string;
  /** Length of the vector. */
  readonly dimensions: number;
  /**
   * @returns unit norm, shape `[dimensions]`, a vector of the caller's own
   * @throws {SourireError} `FRAME_INVALID`, `MODEL_OUTPUT_INVALID`
   */
  embed(image: PixelImage, face: FaceLandmarks): Promise<Embedding>;
  /**
   * Several faces of one picture, in one run where the network takes a batch.
   * @returns one vector a face, in their order
   * @throws as {@link Embedder.embed}; a face that fails takes the others with it
   */
  embedAll(image: PixelImage, faces: readonly FaceLandmarks[]): Promise<readonly Embedding[]>;
}
