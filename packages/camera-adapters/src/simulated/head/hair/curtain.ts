import type { Texture } from "../../render/surface.js";
import { createGrid, type GridMesh, shadeGrid } from "../grid-mesh.js";
import type { HeadForm } from "../head-form.js";
import { leaveHead } from "../head-form.js";
import { createNoise } from "../noise.js";
import { clamp, setPoint, smoothstep, type Vec } from "../vector.js";
import type { HairLook } from "./hair-look.js";
import type { Haircut } from "./haircuts.data.js";
import { combed, type StrandColour } from "./strands.js";

const ROWS = 12;
const COLUMNS = 45;
const WIDTH = 768;
const HEIGHT = 384;
/** Angle from straight back to the edges beside the face, radians. */
const OPENING = 2.25;
/** Height at which a curtain leaves the head, mm. */
const START = -52;

/** Hair that hangs from the sides and the back of a head; open in front. @param layer - 0 is the innermost */
export function createCurtain(form: HeadForm, cut: Haircut, layer: number, seed: number): GridMesh {
  const { end, volume, curl, wave } = cut.curtain ?? { end: 0, volume: 0, curl: 0, wave: 0 };
  const mesh = createGrid(ROWS, COLUMNS);
  const noise = createNoise(seed ^ (0x637572 + layer));
  for (let column = 0; column < COLUMNS; column++) {
    const t = (2 * column) / (COLUMNS - 1) - 1;
    const turn = t * (OPENING - 0.06 * layer);
    const ahead = smoothstep(1.3, 2.1, Math.abs(turn));
    const long =
      end - 5 * layer + 9 * noise.at(t * 6, layer * 3, 2) - 12 * ahead * (end > 150 ? 1 : 0.4);
    for (let row = 0; row < ROWS; row++) {
      const s = row / (ROWS - 1);
      const y = START + (long - START) * s;
      const at = standOff(form, turn, Math.min(y, 16), volume + 2.4 * layer, s);
      const fall = Math.max(0, y - 16);
      const sway = wave * Math.sin(y / 15 + 2.2 * noise.at(t * 4, 5, 1)) * smoothstep(0, 120, y);
      const lump = 2.5 * noise.at(t * 9, s * 3, 7 + layer) * smoothstep(0.1, 0.5, s);
      const turned = curl * smoothstep(0.62, 1, s);
      const away = 0.07 * fall - turned + lump + 0.5 * sway;
      const x = at[0] + Math.sin(turn) * away + 0.7 * sway;
      // in front it comes forward over the shoulders, behind it lies on the back
      const forward = fall > 0 ? -0.19 * fall * ahead * (end > 150 ? 1 : 0.35) : 0;
      const back = end > 150 ? 0.1 * fall * (1 - ahead) : 0;
      setPoint(mesh.positions, row * COLUMNS + column, [
        x,
        y,
        at[2] + Math.cos(turn) * away + forward + back,
      ]);
    }
  }
  mesh.triangles.reverse();
  shadeGrid(mesh);
  return mesh;
}

/** On the head's side at a height, so many mm off it. */
function standOff(form: HeadForm, turn: number, y: number, volume: number, s: number): Vec {
  const from: Vec = [0, y, form.centre[2] - 2];
  const way: Vec = [Math.sin(turn), 0, Math.cos(turn)];
  const at = leaveHead(form, from, way);
  const off = volume * smoothstep(0, 0.5, s) + 5;
  return [at[0] + way[0] * off, y, at[2] + way[2] * off];
}

/** Strands that hang, ragged at their ends and at the edges beside the face. */
export function paintCurtain(look: HairLook, length: number, layer: number, seed: number): Texture {
  const data = new Uint8Array(4 * WIDTH * HEIGHT);
  const noise = createNoise(seed ^ (0x737472 + layer));
  const out: StrandColour = { rgb: [0, 0, 0], strand: 0 };
  for (let y = 0; y < HEIGHT; y++) {
    const v = (y + 0.5) / HEIGHT;
    for (let x = 0; x < WIDTH; x++) {
      const u = (x + 0.5) / WIDTH;
      const along = v * length;
      const across = 520 * u + 5 * noise.at(u * 14, v * 2.4, 3);
      const sheen = Math.exp(-(((along - 66 - 8 * noise.at(u * 30, 1, 1)) / 20) ** 2)) * 0.8;
      combed(out, noise, look, { across, turn: 11, along }, sheen);
      const edge = Math.min(u, 1 - u) * 520;
      const side = smoothstep(0, 9, edge - 5 + 8 * out.strand + 5 * noise.at(v * 3, 2, layer));
      const tips = smoothstep(1, 0.9, v + 0.1 * noise.at(u * 90, 4, layer) + 0.05 * out.strand);
      const top = smoothstep(0, 0.1, v + 0.07 * out.strand);
      const open = layer === 0 ? 1 : clamp(0.5 + 1.1 * out.strand, 0, 1);
      const shade = 0.78 + 0.22 * smoothstep(0, 40, edge);
      const at = 4 * (y * WIDTH + x);
      for (let k = 0; k < 3; k++) data[at + k] = clamp((out.rgb[k] as number) * shade, 0, 255);
      data[at + 3] = 255 * side * tips * top * open;
    }
  }
  return { width: WIDTH, height: HEIGHT, data };
}
