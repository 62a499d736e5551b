import { type Crop, createImageNetwork } from "../align/image-network.js";
import { type Embedding, toEmbedding } from "../kernel/embedding.js";
import { SourireError } from "../kernel/errors.js";
import type { ModelSession } from "../runtime/inference-runtime.js";
import type { ModelFile, ModelPackManifest } from "../runtime/model-pack.js";
import { type ChipTemplate, chipMap, mirrored } from "./chip.js";
import type { Embedder } from "./embedder.js";

/**
 * The embedder of a pack. With flip fusion every face is run twice, as it is and mirrored, and its vector is
 * the sum of the two unit vectors.
 * @param session - owned by the embedder from here on
 * @param file - the manifest's entry for it
 * @param embedding - the manifest's space, length and fusion
 * @param template - how the network wants a face to lie in its input
 * @throws {SourireError} `MODEL_MANIFEST_INVALID`
 */
export function createEmbedder(
  session: ModelSession,
  file: ModelFile,
  embedding: ModelPackManifest["embedding"],
  template: ChipTemplate,
): Embedder {
  const { space, dimensions, flipFusion = false } = embedding;
  const network = createImageNetwork(session, file, template.side, [dimensions]);
  const unit = (vector: Float32Array): Embedding => {
    try {
      return toEmbedding(vector, space);
    } catch (cause) {
      throw new SourireError("MODEL_OUTPUT_INVALID", `${file.path} answered zeros`, { cause });
    }
  };
  const embedAll: Embedder["embedAll"] = async (image, faces) => {
    const crops = faces.flatMap((face): Crop[] => {
      const map = chipMap(face, template);
      const border = "clamp";
      if (!flipFusion) return [{ map, border }];
      return [
        { map, border },
        { map: mirrored(map, template), border },
      ];
    });
    const answers = await network.runAll(image, crops);
    const vectors = answers.map(([vector]) => unit((vector as Float32Array).slice()));
    if (!flipFusion) return vectors;
    return faces.map((_, i) => {
      const sum = vectors[2 * i] as Embedding;
      const mirror = vectors[2 * i + 1] as Embedding;
      for (let k = 0; k < sum.length; k++) sum[k] = (sum[k] as number) + (mirror[k] as number);
      mirror.fill(0);
      return unit(sum);
    });
  };
  return {
    space,
    dimensions,
    embedAll,
    async embed(image, face) {
      const [vector] = await embedAll(image, [face]);
      return vector as Embedding;
    },
    [Symbol.asyncDispose]: () => network[Symbol.asyncDispose](),
  };
}
