import {
  createPhotoHead,
  createPuppetFilm,
  createSyntheticHead,
  type Head,
  SYNTHETIC_PEOPLE,
} from "@sourire/camera-adapters/simulated";
import {
  createQualityGate,
  type FacePipeline,
  type FaceTemplate,
  faceOfPicture,
  isSourireError,
  measureFace,
  type PixelImage,
  pictureWindow,
  QUALITY_DEFAULTS_PROBE,
} from "@sourire/core";
import { stockPhotographs } from "@sourire/models/starter";
import { readImageFile } from "@sourire/node";

/** Somebody who plays. */
export interface Subject {
  readonly name: string;
  readonly kind: "photo" | "synthetic";
  readonly head: Head;
  /** What they would be enrolled with: the photograph, or a drawing of the face at rest. */
  readonly portrait: PixelImage;
}

/** Degrees: a photograph that is turned further holds too little of one cheek. */
const MAX_YAW = 10;
/** The gate of a payment: of the small faces in the photographs few pass that of an enrolment. */
export const PROBE_GATE = createQualityGate(QUALITY_DEFAULTS_PROBE);
/** Side of what is cut out around a face, over its box. */
const SURROUNDINGS = 2.4;

/** The people that come with the simulation. Drawn; no such people exist. */
export function syntheticSubjects(template: FaceTemplate): Subject[] {
  return SYNTHETIC_PEOPLE.map((person) => {
    const head = createSyntheticHead({ template, person });
    const film = createPuppetFilm({ payer: head, seed: 1, sensor: { focusMs: 0, defocus: 0 } });
    const { image } = film.frame(0, 0, film.buffer());
    return { name: person, kind: "synthetic", head, portrait: image };
  });
}

/**
 * Everybody in the six stock photographs who looks straight ahead and passes the gate of a payment. The photographs
 * stay where they are.
 */
export async function photoSubjects(
  pipeline: FacePipeline,
  template: FaceTemplate,
): Promise<Subject[]> {
  const subjects: Subject[] = [];
  for (const [n, file] of (await stockPhotographs(import.meta.url)).entries()) {
    const photograph = await readImageFile(file);
    const found = await pipeline.findFaces(photograph);
    for (const { box } of [...found].sort((p, q) => p.box.x - q.box.x)) {
      const side = SURROUNDINGS * Math.max(box.width, box.height);
      const x = Math.max(0, Math.floor(box.x + box.width / 2 - side / 2));
      const y = Math.max(0, Math.floor(box.y + box.height / 2 - side / 2));
      if (x >= photograph.width || y >= photograph.height) continue;
      const portrait = pictureWindow(photograph, { x, y, width: side, height: side });
      const head = await headOf(pipeline, template, portrait);
      const name = `photo ${n + 1}.${subjects.length + 1}`;
      if (head) subjects.push({ name, kind: "photo", head, portrait });
    }
  }
  return subjects;
}

async function headOf(pipeline: FacePipeline, template: FaceTemplate, picture: PixelImage) {
  try {
    const { landmarks } = await faceOfPicture(pipeline, picture, PROBE_GATE);
    if (Math.abs(measureFace(landmarks).yaw) > MAX_YAW) return undefined;
    return createPhotoHead({ picture, landmarks, template });
  } catch (cause) {
    if (isSourireError(cause) && cause.code.startsWith("FACE_")) return undefined;
    throw cause;
  }
}
