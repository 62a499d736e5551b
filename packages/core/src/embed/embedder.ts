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
}
