import type { Texture } from "../render/surface.js";
import { createNoise } from "./noise.js";
import { smoothstep } from "./vector.js";

const WIDTH = 256;
const HEIGHT = 192;

/** Left, top, right and bottom of each part of the mouth's texture, 0..1; a margin keeps them from bleeding. */
export const MOUTH_TEXTURE = {
  upper: [0.01, 0.02, 0.99, 0.31],
  lower: [0.01, 0.36, 0.99, 0.64],
  tongue: [0.02, 0.7, 0.48, 0.98],
  dark: [0.54, 0.7, 0.98, 0.98],
} as const;

/** Widths of the teeth from the middle outwards, in shares of half the row. */
const TEETH = [0.19, 0.15, 0.16, 0.15, 0.14, 0.12, 0.09] as const;

/** Teeth with their gums, the tongue, and the dark of the throat, in one texture. */
export function paintMouth(seed: number): Texture {
  const data = new Uint8Array(4 * WIDTH * HEIGHT);
  const noise = createNoise(seed ^ 0x6d6f7574);
  for (let y = 0; y < HEIGHT; y++) {
    const v = (y + 0.5) / HEIGHT;
    for (let x = 0; x < WIDTH; x++) {
      const u = (x + 0.5) / WIDTH;
      const grain = noise.at(x / 3, y / 3, 0);
      let colour: readonly number[];
      if (v < 0.335) colour = tooth(u, (v - 0.02) / 0.29, grain);
      else if (v < 0.67) colour = tooth(u, 1 - (v - 0.36) / 0.28, grain, 0.8);
      else if (u < 0.51) colour = tongue((u - 0.25) / 0.23, (v - 0.7) / 0.28, grain);
      else colour = dark((v - 0.7) / 0.28);
      data.set([...colour, 255], 4 * (y * WIDTH + x));
    }
  }
  return { width: WIDTH, height: HEIGHT, data };
}

/** @param down - 0 at the gum, 1 at the biting edge */
function tooth(u: number, down: number, grain: number, light = 1): readonly number[] {
  const out = Math.abs(2 * u - 1);
  let start = 0;
  let inside = 0.5;
  for (const width of TEETH) {
    if (out < start + width) {
      inside = (out - start) / width;
      break;
    }
    start += width;
  }
  const gap = smoothstep(
    0.16,
    0.02,
    Math.min(inside, 1 - inside) + 0.12 * smoothstep(0.9, 0.3, down),
  );
  const gum = smoothstep(0.36, 0.28, down + 0.09 * Math.sin(Math.PI * inside));
  // farther back it is darker: the cheeks are near
  const shade = light * (1 - 0.55 * out ** 1.6) * (0.88 + 0.12 * smoothstep(0.2, 0.7, down));
  const enamel = [226, 214, 196].map((c) => c * shade * (1 - 0.2 * gap) + 3 * grain);
  const flesh = [176, 92, 92].map((c) => c * shade * 0.9 + 4 * grain);
  return enamel.map((c, k) => c + gum * ((flesh[k] as number) - c));
}

function tongue(across: number, forward: number, grain: number): readonly number[] {
  const light = (0.35 + 0.6 * forward) * (1 - 0.25 * smoothstep(0.25, 0, Math.abs(across)));
  return [178 * light + 8 * grain, 84 * light + 6 * grain, 86 * light + 6 * grain];
}

function dark(depth: number): readonly number[] {
  const light = 1 - smoothstep(0, 0.6, depth);
  return [58 + 70 * light, 22 + 30 * light, 22 + 30 * light];
}
