import {
  type FaceLandmarks,
  type FaceTemplate,
  LANDMARK_COUNT,
  type PixelImage,
} from "@sourire/core";
import { deformFace } from "../head/expression.js";
import { type Head, NEUTRAL } from "../head/head.js";
import { createMouth, type Mouth } from "../head/mouth.js";
import { computeNormals } from "../head/normals.js";
import { createSubdivision } from "../head/subdivision.js";
import { smoothstep } from "../head/vector.js";
import type { Material, Mesh, Surface, Texture } from "../render/surface.js";
import { NECK_SEAM, USUAL_SKULL } from "./body-shape.js";
import { insideOutline } from "./inside-outline.js";
import { createLashes } from "./lashes.js";
import { matteOf } from "./matte.js";
import { closeLips, eyeTriangles, isMouthClosed, mouthTriangles } from "./openings.js";
import { fadedTexture, personTexture } from "./person-texture.js";
import { photoBody } from "./photo-body.js";
import { textureOf } from "./picture-texture.js";
import { type Relief, reliefOf } from "./relief.js";
import { createSurroundings } from "./surroundings.js";

/** What {@link createPhotoHead} is made from. */
export interface PhotoHeadOptions {
  /** One person, `rgb8`, `rgba8` or `gray8`, with some room around the head; copied. */
  readonly picture: PixelImage;
  /** The face's mesh in it. */
  readonly landmarks: FaceLandmarks;
  /** The mean face; see the model pack. */
  readonly template: FaceTemplate;
  /** Of the teeth, which a closed mouth does not show. @defaultValue 0 */
  readonly seed?: number;
  /** Shown in logs. Never a person's name. @defaultValue `"photo"` */
  readonly id?: string;
}

/** The photograph holds the light that fell when it was taken: only part of a new light's shape is laid on it. */
const FLATNESS = 0.6;
/** Middle of the ear-to-ear line of the skull, where hair hides nothing: depth for the matte, mm. */
const HAIR_DEPTH_MM = 60;

/**
 * SIMULATED: a head in three dimensions from one photograph. The relief is the face mesh's, drawn towards the mean
 * face; hair, ears and shoulders lie on a usual head; the background is cut away. It blinks, smiles and opens the
 * mouth. What the photograph does not show smears: keep turns within 25 degrees.
 *
 * Never use it with a photograph of somebody who did not agree.
 * @throws {SourireError} `FRAME_INVALID`; `FACE_QUALITY_LOW` when the face is turned away by more than 15 degrees, or
 * smaller than 40 pixels between the pupils
 * @throws {RangeError} when the mesh has another shape than `[468, 3]`
 */
export function createPhotoHead(options: PhotoHeadOptions): Head {
  const { picture, landmarks, template, seed = 0, id = "photo" } = options;
  const photograph = textureOf(picture);
  const relief = reliefOf(landmarks, template);
  const place = toHead(relief);
  const person = personTexture(
    photograph,
    matteOf(photograph, place, insideOutline(landmarks.points)),
  );
  const texture = fadedTexture(
    person,
    (x, y) => 1 - smoothstep(NECK_SEAM.top, NECK_SEAM.bottom, place(x, y)[1]),
  );
  const skin = createSkin(relief, template, texture, seed);
  const lashes = createLashes();
  const material = { ...MATERIAL, texture };
  const surfaces: readonly Surface[] = [
    { mesh: skin.mesh, material },
    { mesh: skin.mesh, material: { ...material, blended: true, depth: "unseen" } },
    lashes.surface,
    ...(skin.mouth?.surfaces ?? []),
  ];
  const points = new Float32Array(relief.points.length);
  return {
    id,
    surfaces(expression) {
      deformFace(relief.points, expression, points);
      skin.place(points);
      skin.mouth?.place(points);
      lashes.place(points, expression);
      return surfaces;
    },
    torso: photoBody(relief, bodyOf(person, place), { ...MATERIAL, blended: true }),
    landmarks: (expression) => deformFace(relief.points, expression, points),
    skull: USUAL_SKULL,
  };
}

const MATERIAL: Omit<Material, "texture"> = {
  diffuse: 1,
  specular: 0,
  shininess: 8,
  emission: 0,
  blended: false,
  twoSided: false,
  depth: "solid",
};

/** Neck and shoulders alone: hair beside the neck moves with the head. */
function bodyOf(person: Texture, place: ReturnType<typeof toHead>): Texture {
  return fadedTexture(person, (px, py) => {
    const [x, y] = place(px, py);
    const top = NECK_SEAM.top - 30 + Math.max(0, Math.abs(x) - 45) * 0.7;
    return smoothstep(
      Math.min(top, NECK_SEAM.bottom - 25),
      Math.min(top + 35, NECK_SEAM.bottom),
      y,
    );
  });
}

/** From pixels to mm beside the face: the inverse of the relief's map, at the depth of the hair. */
function toHead(relief: Relief): (x: number, y: number) => readonly [number, number] {
  const [ox, oy] = relief.toPicture(0, 0, HAIR_DEPTH_MM);
  const [ax, ay] = relief.toPicture(1, 0, HAIR_DEPTH_MM);
  const [bx, by] = relief.toPicture(0, 1, HAIR_DEPTH_MM);
  const [a, b, c, d] = [ax - ox, bx - ox, ay - oy, by - oy];
  const determinant = a * d - b * c;
  return (x, y) => [
    (d * (x - ox) - b * (y - oy)) / determinant,
    (a * (y - oy) - c * (x - ox)) / determinant,
  ];
}

/** Face and surroundings as one smooth mesh. */
interface Skin {
  readonly mesh: Mesh;
  /** What is seen when closed lips open. */
  readonly mouth: Mouth | undefined;
  /** @param points - of the face now, shape `[468, 3]` */
  place(points: Float32Array): void;
}

function createSkin(
  relief: Relief,
  template: FaceTemplate,
  { width, height }: { readonly width: number; readonly height: number },
  seed: number,
): Skin {
  const closed = isMouthClosed(relief.points);
  const around = createSurroundings(LANDMARK_COUNT);
  const coarse = new Float32Array(3 * (LANDMARK_COUNT + around.count));
  const triangles = Uint32Array.from([
    ...template.triangles,
    ...eyeTriangles(),
    ...(closed ? [] : mouthTriangles()),
    ...around.triangles,
  ]);
  const fine = createSubdivision(coarse.length / 3, triangles);
  const mesh = {
    positions: new Float32Array(3 * fine.count),
    normals: new Float32Array(3 * fine.count),
    uvs: new Float32Array(2 * fine.count),
    triangles: fine.triangles,
  };
  const place = (points: Float32Array): void => {
    coarse.set(points);
    around.place(relief.points, coarse);
    fine.refine(coarse, mesh.positions, 3);
    computeNormals(mesh.positions, mesh.triangles, mesh.normals);
    flatten(mesh.normals);
  };
  place(deformFace(relief.points, NEUTRAL));
  for (let i = 0; i < fine.count; i++) {
    const [x = 0, y = 0, z = 0] = mesh.positions.subarray(3 * i, 3 * i + 3);
    const [px, py] = relief.toPicture(x, y, z);
    mesh.uvs[2 * i] = px / width;
    mesh.uvs[2 * i + 1] = py / height;
  }
  if (closed) closeLips(relief.points);
  return { mesh, mouth: closed ? createMouth(relief.points, seed) : undefined, place };
}

function flatten(normals: Float32Array): void {
  for (let i = 0; i < normals.length; i += 3) {
    const x = (1 - FLATNESS) * (normals[i] as number);
    const y = (1 - FLATNESS) * (normals[i + 1] as number);
    const z = (1 - FLATNESS) * (normals[i + 2] as number) - FLATNESS;
    const length = Math.hypot(x, y, z) || 1;
    normals[i] = x / length;
    normals[i + 1] = y / length;
    normals[i + 2] = z / length;
  }
}
