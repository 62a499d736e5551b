import {
  createPhotoHead,
  createSyntheticHead,
  type Disguise,
  disguised,
  type Head,
  SYNTHETIC_PEOPLE,
  type SyntheticName,
} from "@sourire/camera-adapters/simulated";
import {
  createFacePipeline,
  type FaceTemplate,
  faceOfPicture,
  type ModelPack,
} from "@sourire/core";
import { createOnnxRuntime, readImageFile } from "@sourire/node";

/** Who can stand before a simulated camera. */
export interface Cast {
  /** The mean face that all heads are made from. */
  readonly template: FaceTemplate;
  /**
   * A head of its own at every call.
   * @param who - one of the synthetic people, or a picture of one person who agreed
   * @throws {SourireError} `IMAGE_*`, `FACE_NOT_FOUND`, `FACES_SEVERAL`, `FACE_QUALITY_LOW`
   */
  head(who: string, disguises?: readonly Disguise["kind"][]): Promise<Head>;
}

/**
 * Casts from a pack: its template makes the synthetic people, its networks read pictures.
 * @throws {SourireError} `FACE_TEMPLATE_MISSING`, `MODEL_*`
 */
export async function openCast(pack: ModelPack): Promise<Cast> {
  const template = await pack.faceTemplate();
  return {
    template,
    async head(who, disguises = []) {
      let head = isSynthetic(who)
        ? createSyntheticHead({ template, person: who })
        : await headOfPicture(pack, template, who);
      for (const kind of disguises) head = disguised(head, { kind });
      return head;
    },
  };
}

/** Whether it is the name of one of the people that come with the simulation. */
function isSynthetic(who: string): who is SyntheticName {
  return (SYNTHETIC_PEOPLE as readonly string[]).includes(who);
}

async function headOfPicture(pack: ModelPack, template: FaceTemplate, path: string) {
  const picture = await readImageFile(path);
  await using runtime = await createOnnxRuntime();
  await using pipeline = await createFacePipeline({ pack, runtime });
  const { landmarks } = await faceOfPicture(pipeline, picture);
  return createPhotoHead({ picture, landmarks, template });
}
