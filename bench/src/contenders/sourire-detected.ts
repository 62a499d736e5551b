import type { FacePipeline, Frame } from "@sourire/core";
import type { TimedRuntime } from "../timed-runtime.js";
import { type Contender, type Look, usableLength } from "./contender.js";
import { frameOf } from "./frame-of.js";
import { closeBoth, missed, openPipeline, type SourireParts } from "./sourire-parts.js";

/** Every frame by itself: detect, mesh, quality, embed, texture. */
export async function openDetected(parts: SourireParts): Promise<Contender> {
  const pipeline = await openPipeline(parts);
  let sequence = 0;
  return {
    about: parts.about,
    look: (picture) => lookOnce(pipeline, parts.runtime, frameOf(picture, sequence++)),
    [Symbol.asyncDispose]: () => closeBoth(pipeline, parts.runtime),
  };
}

async function lookOnce(
  pipeline: FacePipeline,
  runtime: TimedRuntime,
  frame: Frame,
): Promise<Look> {
  runtime.takeInferenceMs();
  const start = performance.now();
  const seen = await pipeline.observe(frame);
  const observed = performance.now();
  if (seen.status !== "usable") return missed(seen, observed - start);
  const { face, timingsMs } = seen;
  using embedding = await pipeline.embed(frame, face);
  const embedded = performance.now();
  await pipeline.texture(frame, face);
  const end = performance.now();
  return {
    ms: end - start,
    stagesMs: {
      detect: timingsMs.detect ?? 0,
      landmarks: timingsMs.landmarks ?? 0,
      quality: timingsMs.quality ?? 0,
      embed: embedded - observed,
      texture: end - embedded,
      inference: runtime.takeInferenceMs(),
    },
    faces: 1,
    landmarks: face.landmarks.points.length / 3,
    dimensions: embedding.reveal(usableLength),
  };
}
