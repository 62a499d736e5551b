import type { Noise } from "../noise.js";
import { clamp, cross, dot, smoothstep, unit, type Vec } from "../vector.js";
import type { HairLook } from "./hair-look.js";
import type { Haircut } from "./haircuts.data.js";
import { combed, curled, type StrandColour } from "./strands.js";

/** Writes the colour of the hair above a place of the skin. */
export type Comb = (at: Vec, out: StrandColour) => void;

/**
 * @param centre - of the skull
 * @param part - x of the line at which hair is parted, mm
 */
export function createComb(
  cut: Haircut,
  look: HairLook,
  noise: Noise,
  centre: Vec,
  part: number,
): Comb {
  if (cut.flow === "curl") return (at, out) => curled(out, noise, look, at, cut.curlSize);
  if (cut.flow === "part") return parted(look, noise, part);
  const pole = unit(cut.pole);
  const right = unit(cross([0, 0, 1], pole));
  const front = cross(pole, right);
  return (at, out) => {
    const way = unit([at[0] - centre[0], at[1] - centre[1], at[2] - centre[2]]);
    const fall = Math.acos(clamp(dot(way, pole), -1, 1));
    const a = dot(way, right);
    const b = dot(way, front);
    const length = Math.hypot(a, b) || 1;
    // as many strands around the pole as at the hairline: they get finer there
    const place = { across: (70 * a) / length, turn: (70 * b) / length, along: 100 * fall };
    combed(out, noise, look, place, Math.exp(-(((fall - 0.72) / 0.2) ** 2)));
  };
}

/** From the parting down the sides, a little gathered; straight down behind. */
function parted(look: HairLook, noise: Noise, part: number): Comb {
  const back: StrandColour = { rgb: [0, 0, 0], strand: 0 };
  return (at, out) => {
    const [x, y, z] = at;
    const along = Math.abs(x - part) + Math.max(0, y + 70);
    const sheen = 0.6 * Math.exp(-(((along - 50) / 22) ** 2)) * smoothstep(210, 60, z);
    const turn = x < part ? 14 : 0;
    const across = 200 * Math.atan2(z - 75, 150 - y);
    combed(out, noise, look, { across, turn, along }, sheen);
    const behind = smoothstep(105, 135, z);
    if (behind === 0) return;
    combed(back, noise, look, { across: x, turn: 7, along: y }, sheen);
    for (const k of [0, 1, 2] as const) out.rgb[k] += behind * (back.rgb[k] - out.rgb[k]);
    out.strand += behind * (back.strand - out.strand);
  };
}
