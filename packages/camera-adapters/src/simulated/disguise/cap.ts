import { seededUniform } from "@sourire/core";
import type { Head } from "../head/head.js";
import { smoothstep, type Vec } from "../head/vector.js";
import type { Material, Texture } from "../render/surface.js";
import { gridMesh } from "../shape/grid-mesh.js";
import type { Tint } from "./disguise.js";
import { createDome, type Dome, pressBelow } from "./dome.js";
import { emptyMap, MAP_SIDE } from "./face-map.js";
import type { FaceSkin } from "./face-skin.js";
import { paintedOn } from "./painted-on.js";
import type { Worn } from "./worn.js";

/** Between skull and cloth, mm: hair lies there. */
const CLEARANCE_MM = 11;
/** How far the visor reaches forward and sinks, mm. */
const VISOR = { length: 72, drop: 22, angle: 1.16 };
/** From the hairline down to the rim, mm. */
const RIM_MM = 13;
const FOREHEAD = 10;
/** Share of the light that the visor takes from the forehead. */
const SHADE = 0.62;

/** A baseball cap. Hair is pressed below it; the visor's shadow is painted on the forehead. */
export function createCap(skin: FaceSkin, skull: Head["skull"], tint: Tint, seed: number): Worn {
  const hairline = skin.points[3 * FOREHEAD + 1] as number;
  const dome = createDome(skull, {
    clearance: CLEARANCE_MM,
    front: hairline + RIM_MM,
    back: hairline + RIM_MM + 42,
  });
  const crown = gridMesh(64, 16, (u, v) => dome.at((u - 0.5) * 2 * Math.PI, 1 - v));
  const visor = gridMesh(28, 8, (u, v) => visorAt(dome, u, v));
  const texture = cloth(tint, seed);
  return {
    surfaces: [
      { mesh: crown, material: { ...CLOTH, twoSided: true, texture } },
      { mesh: visor, material: { ...CLOTH, twoSided: true, texture: visorCloth(tint, seed) } },
      paintedOn(skin, shadow(skin, dome.rim(0))),
    ],
    press: pressBelow(dome, 2),
  };
}

const CLOTH: Omit<Material, "texture"> = {
  diffuse: 0.95,
  specular: 0.03,
  shininess: 8,
  emission: 0,
  blended: false,
  twoSided: false,
  depth: "solid",
};

/** From the rim forward: v runs from the cap to the edge. */
function visorAt(dome: Dome, u: number, v: number): Vec {
  const angle = (u - 0.5) * 2 * VISOR.angle;
  const [x, y, z] = dome.at(angle, 0.02);
  const side = Math.cos((angle / VISOR.angle) * (Math.PI / 2)) ** 0.55;
  const reach = VISOR.length * side * v;
  // it is curved about the axis that points forward
  const hang = 0.0042 * x * x * v;
  return [x * (1 + 0.03 * v), y + VISOR.drop * v * side + hang - 1.5, z - reach];
}

/** Woven cloth with six seams. */
function cloth(tint: Tint, seed: number): Texture {
  const uniform = seededUniform(seed ^ 0x43415021);
  const [width, height] = [384, 128];
  const data = new Uint8Array(4 * width * height).fill(255);
  for (let i = 0; i < width * height; i++) {
    const panel = (((i % width) / width) * 6 + 0.5) % 1;
    const seam = Math.min(panel, 1 - panel) * (width / 6);
    const row = Math.floor(i / width) / height;
    const light =
      (seam < 0.8 ? 0.62 : seam < 2.4 ? 0.88 : 1) *
      (row > 0.93 ? 0.86 : 1) *
      (0.93 + 0.14 * uniform());
    for (let c = 0; c < 3; c++) {
      data[4 * i + c] = Math.min(255, Math.round((tint[c] as number) * light));
    }
  }
  return { width, height, data };
}

/** The same cloth with rows of stitches along the edge. */
function visorCloth(tint: Tint, seed: number): Texture {
  const uniform = seededUniform(seed ^ 0x56495352);
  const [width, height] = [192, 96];
  const data = new Uint8Array(4 * width * height).fill(255);
  for (let i = 0; i < width * height; i++) {
    const row = Math.floor(i / width);
    const stitch = row % 16 === 15 && i % 4 < 2 ? 0.8 : 1;
    const light = stitch * (0.9 + 0.14 * uniform()) * (row > height - 3 ? 1.15 : 1);
    for (let c = 0; c < 3; c++) {
      data[4 * i + c] = Math.min(255, Math.round((tint[c] as number) * light));
    }
  }
  return { width, height, data };
}

/** Darkest below the rim, gone at the eyes. */
function shadow(skin: FaceSkin, rimY: number): Texture {
  const map = emptyMap();
  const brows = skin.at(9)[1];
  const eyes = skin.at(6)[1];
  const top = Math.min(brows - 4, (MAP_SIDE * (rimY + 125)) / 300);
  for (let y = 0; y < MAP_SIDE; y++) {
    const dark =
      y < top ? SHADE : SHADE * (1 - smoothstep(brows - 0.3 * (eyes - brows), eyes + 14, y));
    for (let x = 0; x < MAP_SIDE; x++) {
      const aside = Math.abs(x / MAP_SIDE - 0.5);
      const share = dark * (1 - smoothstep(0.2, 0.36, aside));
      map.data[4 * (y * MAP_SIDE + x) + 3] = Math.round(255 * share);
    }
  }
  return map;
}
