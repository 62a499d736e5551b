import { type FaceTemplate, seededUniform } from "@sourire/core";
import type { Material, Surface, Texture } from "../render/surface.js";
import { CAGE_COUNT, placeCage } from "./cage.js";
import { createClothes } from "./clothes.js";
import { createEars } from "./ear.js";
import { deformFace } from "./expression.js";
import { createEyes } from "./eyes.js";
import { CHIN } from "./face-points.data.js";
import { MEAN_SHAPE, shapeFace } from "./face-shape.js";
import { createHair } from "./hair/hair.js";
import type { Hairline } from "./hairline.js";
import type { Head } from "./head.js";
import { formOf, type HeadForm } from "./head-form.js";
import { createHeadMesh, type HeadMesh } from "./head-mesh.js";
import { createMouth } from "./mouth.js";
import { skyShare } from "./occlusion.js";
import type { SyntheticPerson } from "./person.js";
import { MASK_CHANNELS, skinMasks } from "./skin/masks.js";
import { paintSkin } from "./skin/paint-skin.js";
import { skullRings } from "./skull-rings.js";
import { textureLayout } from "./texture-layout.js";
import { pointAt } from "./vector.js";

/** Pixels of a side of the skin's texture. */
const SKIN_SIZE = 768;
/** mm by which the halves of a face differ. */
const ASYMMETRY = 0.9;
/** A head of any made-up person. */
export function createHeadOf(
  template: Pick<FaceTemplate, "points" | "triangles">,
  who: SyntheticPerson,
  id: string,
  seed: number,
  skinSize = SKIN_SIZE,
): Head {
  const uniform = seededUniform(who.seed);
  const rest = shapeFace(template.points, { ...MEAN_SHAPE, ...who.shape }, uniform, ASYMMETRY);
  const form = formOf(rest, who.build);
  const rings = skullRings(rest, form);
  const mesh = createHeadMesh(template.triangles, { rest, rings });
  const skin = createSkin({ mesh, rest, rings, form }, who, seed, skinSize);
  const eyes = createEyes(rest, who.eyes, who.seed + seed);
  const mouth = createMouth(rest, who.seed);
  const surfaces: readonly Surface[] = [
    skin.surface,
    ...skin.still,
    ...eyes.surfaces,
    ...mouth.surfaces,
  ];
  const points = new Float32Array(rest.length);
  return {
    id,
    surfaces(expression) {
      deformFace(rest, expression, points);
      mesh.shape(points);
      eyes.place(points, expression);
      mouth.place(points);
      return surfaces;
    },
    landmarks: (expression) => deformFace(rest, expression, points),
    torso: skin.torso,
    skull: { centre: form.centre, radii: form.skull },
  };
}

/** A head at rest. */
interface Shape {
  readonly mesh: HeadMesh;
  readonly rest: Float32Array;
  readonly rings: Float32Array;
  readonly form: HeadForm;
}

/** What does not change with an expression but for the skin's points. */
interface Skin {
  readonly surface: Surface;
  /** Ears and hair. */
  readonly still: readonly Surface[];
  /** Clothes. */
  readonly torso: readonly Surface[];
}

/** The painted skin, and what stays where it is with every expression. */
function createSkin(
  { mesh, rest, rings, form }: Shape,
  who: SyntheticPerson,
  seed: number,
  size: number,
): Skin {
  mesh.shape(rest);
  const cage = new Float32Array(3 * CAGE_COUNT);
  placeCage({ rest, rings }, rest, cage);
  const uvs = mesh.refine(textureLayout(rest), 2);
  const masks = mesh.refine(skinMasks(cage), MASK_CHANNELS);
  const head = { positions: mesh.positions, normals: mesh.normals, uvs, triangles: mesh.triangles };
  const line: Hairline = {
    high: who.hair.high,
    receding: who.hair.receding,
    shift: 0,
  };
  const chin = pointAt(rest, CHIN)[1];
  const side = pointAt(rest, 454);
  const hair = createHair({ head, form, line }, who.hair, who.seed + seed);
  // long hair holds the ears to the head
  const hidden = who.hair.style === "long" || who.hair.style === "bob";
  const ears = createEars(
    {
      centre: [side[0] + 5, side[1] - 9, side[2] + 22],
      height: 60,
      prominence: hidden ? -0.7 : who.earProminence,
    },
    who.skin,
    who.seed,
  );
  const clothes = createClothes(form, chin, who.clothes, who.seed);
  const still = [ears, ...hair];
  const solid = [...still, ...clothes].filter(({ material }) => material.depth === "solid");
  const occluders = [head, ...solid.map((surface) => surface.mesh)];
  const sky = skyShare(mesh.positions, mesh.normals, occluders, form.centre);
  const texture = paintSkin(
    { size, uvs, triangles: mesh.triangles, masks, sky, positions: mesh.positions },
    who.skin,
    { line, colour: who.hair.colour, density: SCALP[who.hair.style] },
    who.seed + seed,
  );
  return { surface: { mesh: head, material: skinMaterial(texture) }, still, torso: clothes };
}

/** How much of the scalp the roots of hair cover. */
const SCALP = {
  bald: 0.0,
  shaved: 0.55,
  short: 0.85,
  "side-part": 0.9,
  crop: 0.9,
  curly: 0.9,
  afro: 0.9,
  bob: 0.9,
  long: 0.9,
  bun: 0.9,
} as const;

const skinMaterial = (texture: Texture): Material => ({
  texture,
  diffuse: 1,
  specular: 0.1,
  shininess: 14,
  emission: 0,
  blended: false,
  twoSided: false,
  scatter: 0.7,
  depth: "solid",
});
