import { createStages } from "@sourire/core";
import { type Contender, usableLength } from "./contender.js";
import { frameOf } from "./frame-of.js";
import { closeBoth, missed, openPipeline, type SourireParts } from "./sourire-parts.js";

/**
 * A frame after another: mesh, quality, embedding and texture of a face that is followed. A payment never
 * embeds such a frame, the library refuses to (its face was not detected in it): here the embedder is
 * called by itself, so that the work is that of the other kinds.
 */
export async function openTracked(parts: SourireParts): Promise<Contender> {
  const { runtime } = parts;
  const pipeline = await openPipeline(parts);
  const stages = await createStages(parts.pack, runtime);
  const follower = pipeline.follow();
  let sequence = 0;
  return {
    about: parts.about,
    async look(picture) {
      const frame = frameOf(picture, sequence++);
      runtime.takeInferenceMs();
      const start = performance.now();
      const seen = await follower.observe(frame);
      const observed = performance.now();
      if (seen.status !== "usable") return missed(seen, observed - start);
      const { face, timingsMs } = seen;
      const embedding = await stages.embedder.embed(frame.image, face.landmarks);
      const embedded = performance.now();
      await pipeline.texture(frame, face);
      const end = performance.now();
      return {
        ms: end - start,
        stagesMs: {
          landmarks: timingsMs.landmarks ?? 0,
          quality: timingsMs.quality ?? 0,
          embed: embedded - observed,
          texture: end - embedded,
          inference: runtime.takeInferenceMs(),
        },
        faces: 1,
        landmarks: face.landmarks.points.length / 3,
        dimensions: usableLength(embedding),
        aside: face.detectedInThisFrame,
      };
    },
    [Symbol.asyncDispose]: () => closeBoth(stages, pipeline, runtime),
  };
}
