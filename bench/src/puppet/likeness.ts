import { createPuppetFilm, type Head } from "@sourire/camera-adapters/simulated";
import { type FacePipeline, templateOfPicture } from "@sourire/core";
import { PROBE_GATE, type Subject } from "./subjects.js";

/** Vectors of one subject: the one of the portrait, and those of live frames. */
export interface Likeness {
  readonly name: string;
  readonly enrolled: Float32Array;
  readonly live: readonly Float32Array[];
  /** Frames that the quality gate of a payment let through, of all. */
  readonly usable: readonly [usable: number, of: number];
}

/** Turns within 15 degrees, a smile and a blink, near and farther, in two lights. */
const SCENES = [
  {
    script: "neutral 0.4s, smile 0.8s, turn-left 15deg 1s, blink, neutral 0.3s",
    distanceMm: 480,
    seed: 21,
  },
  { script: "turn-right 15deg 1s, look-up 6deg 0.8s, smile 0.8s", distanceMm: 560, seed: 22 },
] as const;

/** Embeds the portrait and the live frames of a subject, as enrolment and payment would. */
export async function likenessOf(
  pipeline: FacePipeline,
  { name, head, portrait }: Subject,
  framesPerSecond: number,
): Promise<Likeness> {
  using template = await templateOfPicture(pipeline, portrait, PROBE_GATE);
  const live: Float32Array[] = [];
  let frames = 0;
  for (const scene of SCENES) {
    frames += await embedScene(pipeline, head, { ...scene, framesPerSecond }, live);
  }
  const enrolled = template.reveal((vector) => Float32Array.from(vector));
  return { name, enrolled, live, usable: [live.length, frames] };
}

async function embedScene(
  pipeline: FacePipeline,
  payer: Head,
  scene: (typeof SCENES)[number] & { readonly framesPerSecond: number },
  out: Float32Array[],
): Promise<number> {
  const film = createPuppetFilm({ payer, ...scene, atEnd: "end" });
  const buffer = film.buffer();
  const last = film.last ?? 0;
  // the first 0.7 s are out of focus, as a real camera's; a payment waits for better ones too
  const first = Math.ceil(0.7 * scene.framesPerSecond);
  for (let i = 0; i <= last; i++) {
    const frame = film.frame(i, 0, buffer);
    if (i < first) continue;
    const seen = await pipeline.observe(frame);
    if (seen.status !== "usable") continue;
    using embedding = await pipeline.embed(frame, seen.face);
    embedding.reveal((vector) => out.push(Float32Array.from(vector)));
  }
  return last + 1 - first;
}
