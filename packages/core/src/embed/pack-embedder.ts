import { createImageNetwork } from "../align/image-network.js";
import { toEmbedding } from "../kernel/embedding.js";
import { SourireError } from "../kernel/errors.js";
import type { ModelSession } from "../runtime/inference-runtime.js";
import type { ModelFile, ModelPackManifest } from "../runtime/model-pack.js";
import { type ChipTemplate, chipMap } from "./chip.js";
import type { Embedder } from "./embedder.js";

/**
 * The embedder of a pack.
 * @param session - owned by the embedder from here on
 * @param file - the manifest's entry for it
 * @param embedding - the manifest's space and length
 * @param template - how the network wants a face to lie in its input
 * @throws {SourireError} `MODEL_MANIFEST_INVALID`
 */
export function createEmbedder(
  session: ModelSession,
  file: ModelFile,
  embedding: ModelPackManifest["embedding"],
  template: ChipTemplate,
): Embedder {
  const { space, dimensions } = embedding;
  const network = createImageNetwork(session, file, template.side, [dimensions]);
  return {
    space,
    dimensions,
    async embed(image, face) {
      const [vector] = await network.run(image, chipMap(face, template), "clamp");
      try {
        return toEmbedding((vector as Float32Array).slice(), space);
      } catch (cause) {
        throw new SourireError("MODEL_OUTPUT_INVALID", `${file.path} answered zeros`, { cause });
      }
    },
    [Symbol.asyncDispose]: () => network[Symbol.asyncDispose](),
  };
}
