import type { Mesh, Surface, Texture } from "../render/surface.js";
import { createGrid, joinMeshes, shadeTube } from "./grid-mesh.js";
import { createNoise } from "./noise.js";
import type { Colour, SkinLook } from "./skin/skin-look.js";
import { added, setPoint, smoothstep, type Vec } from "./vector.js";

/** Where an ear stands and how it differs from the mean one. */
export interface EarForm {
  /** Middle of the ear at the viewer's right, at the head's side, mm. */
  readonly centre: Vec;
  /** Height, mm; about 62. */
  readonly height: number;
  /** 0..1: how far it stands off the head; below 0 something holds it to the head. */
  readonly prominence: number;
}

/** Rows from the hollow over antihelix and helix to the back: distance from the middle, height above the plane, light. */
const PROFILE: readonly (readonly [out: number, height: number, light: number])[] = [
  [0.0, -5, 0.5],
  [0.2, -5, 0.5],
  [0.36, -4, 0.56],
  [0.47, 0, 0.86],
  [0.56, 2.8, 1.06],
  [0.66, 2.2, 0.98],
  [0.77, -0.6, 0.74],
  [0.86, 0.4, 0.86],
  [0.92, 3.4, 1.06],
  [0.98, 3.6, 1.08],
  [1.02, 1.4, 1],
  [1.0, -2, 0.86],
  [0.86, -6, 0.62],
  [0.55, -13, 0.5],
];
const COLUMNS = 29;
/** Degrees the ear leans back, and stands off the head when it is not prominent. */
const LEAN = 12;
const STAND_OFF = 20;
const RADIANS = Math.PI / 180;

/** Both ears as one surface. */
export function createEars(form: EarForm, skin: SkinLook, seed: number): Surface {
  const right = earMesh(form, -1);
  const left = earMesh(form, 1);
  return {
    mesh: joinMeshes([right, left]),
    material: {
      texture: paintEar(skin, seed),
      diffuse: 1,
      specular: 0.1,
      shininess: 12,
      emission: 0,
      blended: false,
      twoSided: false,
      scatter: 0.8,
      depth: "solid",
    },
  };
}

/** @param side - of the viewer: -1 left, 1 right */
function earMesh({ centre, height, prominence }: EarForm, side: 1 | -1): Mesh {
  const mesh = createGrid(PROFILE.length, COLUMNS);
  const angle = (STAND_OFF + 22 * prominence) * RADIANS;
  const back: Vec = [Math.sin(angle), 0, Math.cos(angle)];
  const out: Vec = [Math.cos(angle), 0, -Math.sin(angle)];
  const lean = LEAN * RADIANS;
  for (const [row, [reach, rise]] of PROFILE.entries()) {
    for (let column = 0; column < COLUMNS; column++) {
      // from the top backwards, down, and along the front
      const turn = (2 * Math.PI * column) / (COLUMNS - 1);
      const { across, down, raised } = earPoint(turn, reach, rise);
      const tilted = across * Math.cos(lean) - down * Math.sin(lean);
      const fall = down * Math.cos(lean) + across * Math.sin(lean);
      const scale = height / 2;
      const at = added(
        added(added(centre, back, tilted * scale), [0, 1, 0], fall * scale),
        out,
        (raised * height) / 62,
      );
      setPoint(mesh.positions, row * COLUMNS + column, [side * at[0], at[1], at[2]]);
    }
  }
  if (side === 1) mesh.triangles.reverse();
  shadeTube(mesh);
  return mesh;
}

/** One place of the ear in its own plane: half heights to the back and down, and mm above the plane. */
function earPoint(
  turn: number,
  reach: number,
  rise: number,
): { readonly across: number; readonly down: number; readonly raised: number } {
  const backwards = Math.sin(turn);
  const down = -Math.cos(turn);
  // broad above, a narrow lobe below, straight in front where it grows out of the cheek
  const wide =
    backwards > 0 ? 0.6 - 0.16 * smoothstep(-0.2, 1, down) : 0.34 - 0.1 * smoothstep(0.2, 1, down);
  const lobe = smoothstep(0.45, 0.9, down);
  const front = smoothstep(0.1, -0.6, backwards) * (1 - lobe);
  const inner = reach < 0.9 ? 1 : 0;
  let raised = rise * (1 - lobe) + lobe * (reach > 1.01 ? rise : 1.2);
  // the helix runs into the hollow in front; the tragus stands before it
  const tragus = Math.exp(-(((down - 0.18) / 0.28) ** 2)) * front;
  raised += inner * tragus * (reach > 0.4 ? 3.2 : 0.5);
  raised -= front * 2.5 * smoothstep(0.7, 1, reach);
  return { across: wide * reach * backwards, down: reach * down, raised };
}

function paintEar({ tone, blush }: SkinLook, seed: number): Texture {
  const width = 128;
  const height = 64;
  const noise = createNoise(seed ^ 0x656172);
  const data = new Uint8Array(4 * width * height);
  const red: Colour = [blush[0], blush[1], blush[2]];
  for (let y = 0; y < height; y++) {
    const at = (y / (height - 1)) * (PROFILE.length - 1);
    const k = Math.min(PROFILE.length - 2, Math.floor(at));
    const from = PROFILE[k] as readonly [number, number, number];
    const to = PROFILE[k + 1] as readonly [number, number, number];
    const profile = from[2] + (at - k) * (to[2] - from[2]);
    for (let x = 0; x < width; x++) {
      const down = -Math.cos((2 * Math.PI * x) / (width - 1));
      const lobe = smoothstep(0.45, 0.9, down);
      const light = (profile + lobe * (0.98 - profile)) * (1 + 0.03 * noise.at(x / 5, y / 4, 0));
      const share = 0.22;
      for (let c = 0; c < 3; c++) {
        const base = (tone[c] as number) + share * ((red[c] as number) - (tone[c] as number));
        data[4 * (y * width + x) + c] = Math.min(255, base * light ** (c === 0 ? 0.8 : 1.1));
      }
      data[4 * (y * width + x) + 3] = 255;
    }
  }
  return { width, height, data };
}
