import { createStages, type FaceLandmarks } from "@sourire/core";
import { type Contender, usableLength } from "./contender.js";
import { frameOf } from "./frame-of.js";
import { closeBoth, type SourireParts } from "./sourire-parts.js";

/** Every face of a picture: detected once, then a mesh and an embedding each. */
export async function openCrowd({ pack, runtime, about }: SourireParts): Promise<Contender> {
  const stages = await createStages(pack, runtime);
  return {
    about,
    async look(picture) {
      const { image } = frameOf(picture, 0);
      runtime.takeInferenceMs();
      const start = performance.now();
      const faces = await stages.detector.detect(image);
      const detected = performance.now();
      const meshes: FaceLandmarks[] = [];
      for (const face of faces) meshes.push(await stages.landmarks.locate(image, face));
      const located = performance.now();
      const embeddings = await stages.embedder.embedAll(image, meshes);
      const end = performance.now();
      return {
        ms: end - start,
        stagesMs: {
          detect: detected - start,
          landmarks: located - detected,
          embed: end - located,
          inference: runtime.takeInferenceMs(),
        },
        faces: embeddings.length,
        landmarks: (meshes[0]?.points.length ?? 0) / 3,
        dimensions: Math.min(...embeddings.map(usableLength)),
      };
    },
    [Symbol.asyncDispose]: () => closeBoth(stages, runtime),
  };
}
