import { seededUniform } from "@sourire/core";
import type { Texture } from "../../render/surface.js";
import { type Hairline, insideHair } from "../hairline.js";
import { createNoise, type Noise } from "../noise.js";
import { clamp, pointAt, smoothstep, type Vec } from "../vector.js";
import { drawBrows } from "./brows.js";
import { drawFreckles } from "./freckles.js";
import { drawLines } from "./lines.js";
import { MASK, MASK_CHANNELS } from "./masks.js";
import type { SkinCanvas } from "./skin-canvas.js";
import type { Colour, SkinLook } from "./skin-look.js";
import { createTexels } from "./texels.js";

/** Hair as far as the skin shows it. */
export interface ScalpLook {
  /** Where it grows. */
  readonly line: Hairline;
  /** Of its roots. */
  readonly colour: Colour;
  /** 0: bald; 0.4: shaved; 1: covered. */
  readonly density: number;
}

/** Channel of the place's distance inside the hairline, mm. */
const HAIR = MASK_CHANNELS + 1;
/** Where the nostrils open: right, left. */
const NOSTRILS: readonly (readonly [number, number])[] = [
  [60, 79],
  [290, 309],
];

/**
 * Paints the skin of a head. Repeatable: the same seed gives the same bytes.
 */
export function paintSkin(
  canvas: SkinCanvas,
  look: SkinLook,
  scalp: ScalpLook,
  seed: number,
): Texture {
  const { size, uvs, triangles, masks, sky } = canvas;
  const data = filled(size, look.tone);
  const channels = MASK_CHANNELS + 2;
  const count = uvs.length / 2;
  const values = new Float32Array(count * channels);
  for (let i = 0; i < count; i++) {
    values.set(masks.subarray(i * MASK_CHANNELS, (i + 1) * MASK_CHANNELS), i * channels);
    values[i * channels + MASK_CHANNELS] = sky[i] as number;
    values[i * channels + HAIR] = insideHair(scalp.line, ...pointAt(canvas.positions, i));
  }
  const paint = createPigment(look, scalp, nostrils(canvas.positions), seed);
  const out = new Float32Array(3);
  createTexels(size, uvs, triangles, values, channels).each((texel, here) => {
    paint(here, out);
    for (let k = 0; k < 3; k++) data[4 * texel + k] = clamp((out[k] as number) + 0.5, 0, 255);
  });
  const sheet = { width: size, height: size, data };
  const uniform = seededUniform(seed ^ 0x62726f77);
  drawFreckles(sheet, canvas, look, uniform);
  drawLines(sheet, uvs, look);
  drawBrows(sheet, uvs, look, uniform);
  return sheet;
}

/** A square of one colour, opaque. */
function filled(size: number, colour: Colour): Uint8Array {
  const data = new Uint8Array(4 * size * size);
  data.set([...colour, 255]);
  for (let done = 4; done < data.length; done *= 2) data.copyWithin(done, 0, done);
  return data;
}

function nostrils(positions: Float32Array): readonly Vec[] {
  return NOSTRILS.map(([a, b]) => {
    const p = pointAt(positions, a);
    const q = pointAt(positions, b);
    return [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2, (p[2] + q[2]) / 2];
  });
}

type Pigment = (here: Float32Array, out: Float32Array) => void;

/** The colour of one place of the skin. */
function createPigment(
  look: SkinLook,
  scalp: ScalpLook,
  holes: readonly Vec[],
  seed: number,
): Pigment {
  const noise = createNoise(seed);
  const { tone, blush, lips } = look;
  const socket = tone.map((c, k) => c * (0.6 - 0.02 * k)) as unknown as Colour;
  return (here, out) => {
    const x = here[MASK.x] as number;
    const y = here[MASK.y] as number;
    const z = here[MASK.z] as number;
    const red = here[MASK.red] as number;
    const broad = noise.at(x / 15, y / 15, z / 15);
    const middle = noise.at(x / 5 + 40, y / 5, z / 5);
    const fine = noise.at(x / 0.9, y / 0.9 + 40, z / 0.9);
    const light =
      1 +
      0.028 * broad +
      0.018 * middle +
      (0.016 + 0.014 * look.age) * fine +
      0.035 * (here[MASK.pale] as number);
    for (let k = 0; k < 3; k++) out[k] = (tone[k] as number) * light;
    blend(out, blush, clamp(red * (0.42 + 0.2 * middle) + 0.06 * broad, 0, 1));
    blend(out, socket, 0.42 * (here[MASK.dark] as number) * (0.85 + 0.4 * look.age));
    paintLips(out, noise, lips, here);
    paintBeard(out, noise, look, here);
    paintScalp(out, noise, scalp, here);
    let shade = 0.25 + 0.75 * (here[MASK_CHANNELS] as number);
    for (const hole of holes) {
      const dy = 1.25 * (y - hole[1]);
      const square = (x - hole[0]) ** 2 + dy * dy + (z - hole[2]) ** 2;
      if (square < 40) shade *= 1 - 0.75 * Math.exp(-(square * square) / 92);
    }
    // light that comes through skin keeps its red
    out[0] = (out[0] as number) * (0.44 + 0.56 * shade);
    out[1] = (out[1] as number) * (0.36 + 0.64 * shade);
    out[2] = (out[2] as number) * (0.33 + 0.67 * shade);
  };
}

function blend(out: Float32Array, to: Colour, share: number): void {
  for (let k = 0; k < 3; k++) {
    const from = out[k] as number;
    out[k] = from + share * ((to[k] as number) - from);
  }
}

function paintLips(out: Float32Array, noise: Noise, colour: Colour, here: Float32Array): void {
  const amount = smoothstep(0.22, 0.78, here[MASK.lip] as number);
  if (amount <= 0) return;
  const x = here[MASK.x] as number;
  const y = here[MASK.y] as number;
  const furrow = noise.at(x / 0.8, y / 7, 3) * 0.06 + noise.at(x / 2.4, y / 9, 8) * 0.05;
  const shade: Colour = [
    colour[0] * (1 + furrow),
    colour[1] * (1 + furrow),
    colour[2] * (1 + furrow),
  ];
  blend(out, shade, 0.88 * amount);
  const behind = 1 - 0.75 * smoothstep(1.02, 1.9, here[MASK.lip] as number);
  for (let k = 0; k < 3; k++) out[k] = (out[k] as number) * behind;
}

function paintBeard(out: Float32Array, noise: Noise, look: SkinLook, here: Float32Array): void {
  const where = here[MASK.beard] as number;
  const strength = Math.max(look.stubble * 0.5, look.beard);
  if (where * strength < 0.02) return;
  const x = here[MASK.x] as number;
  const y = here[MASK.y] as number;
  const z = here[MASK.z] as number;
  const grain = noise.at(x / 0.55, y / 1.1, z / 0.55);
  const patch = noise.at(x / 7, y / 7, z / 7 + 30);
  const edge = smoothstep(0.15, 0.75, where + 0.12 * patch + 0.1 * grain);
  const hair = 0.42 + 0.3 * look.beard + 0.34 * grain;
  blend(out, look.brows, clamp(edge * strength * hair * 1.05, 0, 0.92));
}

function paintScalp(
  out: Float32Array,
  noise: Noise,
  { colour, density }: ScalpLook,
  here: Float32Array,
): void {
  const inside = here[HAIR] as number;
  if (density <= 0 || inside < -9) return;
  const x = here[MASK.x] as number;
  const y = here[MASK.y] as number;
  const z = here[MASK.z] as number;
  const strand =
    inside > 18 ? 0 : noise.at(x / 1.1, y / 3, z / 1.1) + 0.6 * noise.at(x / 5, y / 5, z / 5);
  const amount = smoothstep(-4, 9, inside + 4.5 * strand);
  blend(out, colour, density * amount * (0.86 + 0.14 * noise.at(x / 0.6, y / 0.6, z / 0.6)));
}
