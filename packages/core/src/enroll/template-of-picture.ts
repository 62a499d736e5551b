import type { SecretEmbedding } from "../kernel/embedding.js";
import { SourireError } from "../kernel/errors.js";
import type { Frame, PixelImage } from "../kernel/frame.js";
import type { FacePipeline, PayerFace } from "../pipeline/face-pipeline.js";
import { createQualityGate } from "../quality/face-quality-gate.js";
import type { QualityGate } from "../quality/quality-gate.js";
import { QUALITY_DEFAULTS_ENROL } from "../quality/quality-limits.js";

/**
 * The template of the one person in a still picture, judged by the stricter gate of enrolment.
 * Call it only after consent. A still picture shows no living person: where the picture comes from is
 * for the account's own strong authentication to vouch for.
 * @param gate - @defaultValue a gate with `QUALITY_DEFAULTS_ENROL`
 * @throws {SourireError} `FACE_NOT_FOUND`, `FACES_SEVERAL`, `FACE_QUALITY_LOW` naming what would help
 * @example using template = await templateOfPicture(pipeline, picture);
 */
export async function templateOfPicture(
  pipeline: FacePipeline,
  image: PixelImage,
  gate?: QualityGate,
): Promise<SecretEmbedding> {
  return pipeline.embed(frameOf(image), await faceOfPicture(pipeline, image, gate));
}

/**
 * Judges a still picture as {@link templateOfPicture} does, and embeds nobody: needs no consent.
 * @throws {SourireError} as {@link templateOfPicture}
 */
export async function faceOfPicture(
  pipeline: FacePipeline,
  image: PixelImage,
  gate: QualityGate = createQualityGate(QUALITY_DEFAULTS_ENROL),
): Promise<PayerFace> {
  const seen = await pipeline.observe(frameOf(image));
  if (seen.status === "usable") {
    const defects = gate.assess(image, seen.face.landmarks);
    if (defects.length > 0) throw lowQuality(defects);
    return seen.face;
  }
  switch (seen.reason) {
    case "no-face":
      throw new SourireError("FACE_NOT_FOUND", "no near, centred face in the picture");
    case "several-faces":
      throw new SourireError("FACES_SEVERAL", "more than one near face in the picture");
    case "quality":
      throw lowQuality(seen.defects);
  }
}

function frameOf(image: PixelImage): Frame {
  return { sequence: 0, capturedAtMs: 0, image };
}

function lowQuality(defects: ReturnType<QualityGate["assess"]>): SourireError {
  const list = defects.map(({ component, hint }) => `${component} (${hint})`).join(", ");
  return new SourireError("FACE_QUALITY_LOW", `the picture is not good enough: ${list}`);
}
