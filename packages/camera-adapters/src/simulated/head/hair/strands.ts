import type { Noise } from "../noise.js";
import { clamp, smoothstep } from "../vector.js";
import type { HairLook } from "./hair-look.js";

/** One place in the hair: across the strands and along them, mm, and a third number that parts strands. */
export interface StrandPlace {
  readonly across: number;
  readonly turn: number;
  readonly along: number;
}

/** Colour and cover of hair at one place. */
export interface StrandColour {
  /** Written: red, green, blue. */
  readonly rgb: [number, number, number];
  /** Written: -1..1, how far this strand stands out. */
  strand: number;
}

/**
 * Combed hair: clumps of strands, each with its own shade, some grey, with the light of one sheen.
 * @param sheen - 0..1: how much of the head's light lies here
 */
export function combed(
  out: StrandColour,
  noise: Noise,
  { colour, light, grey }: HairLook,
  { across, turn, along }: StrandPlace,
  sheen: number,
): void {
  const wide = noise.at(across / 6.5, turn / 6.5, along / 95);
  const clump = noise.at(across / 2.6 + 31, turn / 2.6, along / 70);
  const fine = noise.at(across / 0.95, turn / 0.95 + 17, along / 38);
  const strand = 0.5 * fine + 0.35 * clump + 0.25 * wide;
  const lit = clamp(0.34 + 0.62 * strand + 0.85 * sheen * (0.6 + 0.6 * fine), 0, 1);
  const dark = 0.62 + 0.5 * smoothstep(-0.75, 0.45, strand);
  const white =
    grey > 0
      ? smoothstep(1 - 1.3 * grey, 1.25 - 1.3 * grey, 0.5 + 0.75 * fine + 0.25 * wide) * 0.85
      : 0;
  for (let k = 0; k < 3; k++) {
    const base = (colour[k] as number) + lit * lit * ((light[k] as number) - (colour[k] as number));
    out.rgb[k] = (base + white * (188 - 4 * k - base)) * dark;
  }
  out.strand = strand;
}

/** Curls: ridges that wind every way. */
export function curled(
  out: StrandColour,
  noise: Noise,
  { colour, light, grey }: HairLook,
  [x, y, z]: readonly [number, number, number],
  size: number,
): void {
  const bend = 3.2 * noise.at(x / (2.1 * size), y / (2.1 * size), z / (2.1 * size));
  const coil = Math.abs(noise.at(x / size + bend, y / size + bend, z / size - bend));
  const fine = Math.abs(noise.at(x / (0.36 * size), y / (0.36 * size) + bend, z / (0.36 * size)));
  const wide = noise.at(x / 24, y / 24, z / 24);
  const ridge = 1 - 1.5 * coil;
  const strand = 0.6 * ridge + 0.4 * (1 - 2 * fine) + 0.18 * wide;
  const lit = clamp(0.1 + 0.55 * strand, 0, 1);
  const dark = 0.58 + 0.5 * smoothstep(-0.5, 0.6, strand);
  const white = grey > 0 ? grey * smoothstep(0.2, 0.8, 1 - fine * 3) : 0;
  for (let k = 0; k < 3; k++) {
    const base = (colour[k] as number) + lit * ((light[k] as number) - (colour[k] as number));
    out.rgb[k] = (base + white * (188 - base)) * dark;
  }
  out.strand = strand;
}
