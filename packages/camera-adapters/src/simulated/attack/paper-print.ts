import { seededUniform } from "@sourire/core";
import type { Texture } from "../render/surface.js";
import { LINEAR_OF_SRGB, srgbOfLinear } from "../render/tone.js";
import { eyesOf, type Portrait } from "./portrait.js";
import { sampleColour } from "./sample-colour.js";

/** A sheet of paper. */
export interface PaperFormat {
  /** mm. */
  readonly widthMm: number;
  /** mm. */
  readonly heightMm: number;
  /** White rim that the printer leaves, mm. */
  readonly borderMm: number;
}

/** A portrait on paper, life-size. */
export interface PaperPrint {
  /** The whole sheet. */
  readonly texture: Texture;
  /** Where the point between the eyes lies on it, shares of its width and height. */
  readonly eyes: readonly [u: number, v: number];
  /** Where the 468 points lie on it, shape `[468, 2]`, shares of its width and height. */
  readonly points: Float32Array;
}

/** A4, upright. */
export const A4: PaperFormat = Object.freeze({ widthMm: 210, heightMm: 297, borderMm: 9 });

const TEXELS_PER_MM = 3;
/** Where the eyes lie on the sheet, share of its height. */
const EYES_AT = 0.42;
/** Reflectance of ink on ink and of paper: a print has a tenth of a display's contrast. */
const BLACK = 0.045;
const WHITE = 0.86;
/** Inks mix to less colourful colours. */
const SATURATION = 0.82;
/** Warm inks on white paper. */
const CAST = [1.03, 1, 0.95] as const;
/** Grain of the dots and stripes of the print head, shares of the reflectance. */
const GRAIN = 0.09;
const STRIPES = 0.02;
const STRIPE_MM = 2.1;

const LEVELS = 4096;
const BYTE_OF_LEVEL = Uint8Array.from({ length: LEVELS }, (_, i) =>
  Math.round(255 * srgbOfLinear((i + 0.5) / LEVELS)),
);

/** Prints a portrait so that the face is as large as the living one, upright in the middle of the sheet. */
export function printOnPaper(portrait: Portrait, format: PaperFormat, seed: number): PaperPrint {
  const width = Math.round(format.widthMm * TEXELS_PER_MM);
  const height = Math.round(format.heightMm * TEXELS_PER_MM);
  const map = sheetMap(portrait, width, height);
  const uniform = seededUniform(seed ^ 0x494e4b21);
  const border = format.borderMm * TEXELS_PER_MM;
  const data = new Uint8Array(4 * width * height).fill(255);
  const colour: [number, number, number] = [0, 0, 0];
  for (let y = 0; y < height; y++) {
    const stripe = 1 + STRIPES * Math.sin((2 * Math.PI * y) / (STRIPE_MM * TEXELS_PER_MM));
    for (let x = 0; x < width; x++) {
      const inside = x >= border && y >= border && x < width - border && y < height - border;
      if (inside) {
        sampleColour(portrait.texture, ...map.toPortrait(x + 0.5, y + 0.5), colour);
        ink(colour, stripe * (1 + GRAIN * (uniform() + uniform() - 1)));
      } else {
        colour.fill(WHITE * (0.985 + 0.015 * uniform()));
      }
      for (let c = 0; c < 3; c++) {
        const level = Math.min(LEVELS - 1, ((colour[c] as number) * LEVELS) | 0);
        data[4 * (y * width + x) + c] = BYTE_OF_LEVEL[level] as number;
      }
    }
  }
  const points = new Float32Array(portrait.points.length);
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = map.toSheet(portrait.points[i] as number, portrait.points[i + 1] as number);
    points[i] = x / width;
    points[i + 1] = y / height;
  }
  return { texture: { width, height, data }, eyes: [0.5, EYES_AT], points };
}

/** What ink on paper makes of a colour. @param colour - sRGB 0..255 before, reflectance after */
function ink(colour: [number, number, number], grain: number): void {
  const r = LINEAR_OF_SRGB[colour[0] | 0] as number;
  const g = LINEAR_OF_SRGB[colour[1] | 0] as number;
  const b = LINEAR_OF_SRGB[colour[2] | 0] as number;
  const grey = (1 - SATURATION) * (0.2126 * r + 0.7152 * g + 0.0722 * b);
  colour[0] = reflectance((grey + SATURATION * r) * CAST[0]) * grain;
  colour[1] = reflectance((grey + SATURATION * g) * CAST[1]) * grain;
  colour[2] = reflectance((grey + SATURATION * b) * CAST[2]) * grain;
}

function reflectance(light: number): number {
  return BLACK + (WHITE - BLACK) * Math.min(1, light);
}

function sheetMap({ points, pixelsPerMm }: Portrait, width: number, height: number) {
  const { left, right } = eyesOf(points);
  const angle = Math.atan2(right[1] - left[1], right[0] - left[0]);
  const centre = [(left[0] + right[0]) / 2, (left[1] + right[1]) / 2] as const;
  const step = pixelsPerMm / TEXELS_PER_MM;
  const [cos, sin] = [Math.cos(angle) * step, Math.sin(angle) * step];
  const [ox, oy] = [width / 2, height * EYES_AT];
  return {
    toPortrait: (x: number, y: number): readonly [number, number] => [
      centre[0] + cos * (x - ox) - sin * (y - oy),
      centre[1] + sin * (x - ox) + cos * (y - oy),
    ],
    toSheet: (x: number, y: number): readonly [number, number] => [
      ox + (cos * (x - centre[0]) + sin * (y - centre[1])) / (step * step),
      oy + (-sin * (x - centre[0]) + cos * (y - centre[1])) / (step * step),
    ],
  };
}
