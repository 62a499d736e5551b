import type { Texture } from "../render/surface.js";
import { createNoise } from "./noise.js";
import type { Colour } from "./skin/skin-look.js";
import { smoothstep } from "./vector.js";

/** What eyes look like. */
export interface EyeLook {
  /** Of the iris half way out. */
  readonly iris: Colour;
  /** Of the lashes. */
  readonly lashes: Colour;
  /** mm; about 5 at rest for bare lashes, 8 with mascara. */
  readonly lashLength: number;
}

const SIZE = 256;
/** The texture shows the eyeball straight from the front; its half side over the ball's radius. */
export const EYE_REACH = 1.3;
/** Radius of the iris over the ball's. */
const IRIS = 0.485;
const PUPIL = 0.175;

/** Sclera, veins, iris and pupil as seen from the front. */
export function paintEyeball({ iris }: EyeLook, seed: number): Texture {
  const data = new Uint8Array(4 * SIZE * SIZE);
  const noise = createNoise(seed ^ 0x65796573);
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      const u = (2 * (x + 0.5)) / SIZE - 1;
      const v = (2 * (y + 0.5)) / SIZE - 1;
      const r = Math.hypot(u, v) * EYE_REACH;
      const angle = Math.atan2(v, u);
      const white = sclera(noise, r, u, v);
      const coloured = irisColour(iris, noise, r / IRIS, angle, v);
      const edge = smoothstep(IRIS + 0.025, IRIS - 0.025, r);
      const pupil = smoothstep(PUPIL + 0.02, PUPIL - 0.02, r);
      const at = 4 * (y * SIZE + x);
      for (let k = 0; k < 3; k++) {
        const outside = white[k] as number;
        const inside = coloured[k] as number;
        const value = outside + edge * (inside - outside);
        data[at + k] = value + pupil * (9 - value);
      }
      data[at + 3] = 255;
    }
  }
  return { width: SIZE, height: SIZE, data };
}

type Noise = ReturnType<typeof createNoise>;

/** Never quite white: pinker and darker towards the corners, with a few veins. */
function sclera(noise: Noise, r: number, u: number, v: number): Colour {
  const far = smoothstep(0.5, 1.25, r);
  const vein =
    Math.abs(noise.at(u * 7 + 5, v * 16, 1)) + 0.5 * Math.abs(noise.at(u * 15, v * 30, 4));
  const blood = far * 0.5 * smoothstep(0.2, 0.02, vein);
  const light = 1 - 0.2 * far - 0.04 * Math.abs(noise.at(u * 4, v * 4, 9));
  return [
    206 * light - 6 * blood,
    (196 - 18 * far) * light - 52 * blood,
    (188 - 24 * far) * light - 50 * blood,
  ];
}

/** Dark rim, bright middle with fibres towards the pupil, lit from above through the cornea: brighter below. */
function irisColour(iris: Colour, noise: Noise, r: number, angle: number, v: number): Colour {
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  const fibres =
    0.22 * noise.at(c * 13, s * 13, r * 1.6) +
    0.14 * noise.at(c * 26 + 7, s * 26, r * 2.4) +
    0.1 * noise.at(c * 4, s * 4, r * 5);
  const ring = smoothstep(0.34, 0.52, r) * 0.3;
  const rim = 1 - 0.72 * smoothstep(0.76, 1, r);
  const light = (0.6 + ring + fibres) * rim * (1 + 0.5 * v * EYE_REACH);
  // a warmer collar around the pupil
  const collar = smoothstep(0.62, 0.4, r) * 0.35;
  return [
    iris[0] * light + collar * 40 * light,
    iris[1] * light + collar * 16 * light,
    iris[2] * light * (1 - collar * 0.4),
  ];
}
