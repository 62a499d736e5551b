import { seededUniform } from "@sourire/core";
import type { Head } from "../head/head.js";
import { clamp, smoothstep, type Vec } from "../head/vector.js";
import type { Material, Mesh, Surface, Texture } from "../render/surface.js";
import { gridMesh } from "../shape/grid-mesh.js";
import type { Tint, WigStyle } from "./disguise.js";
import { createDome, type Dome, pressBelow } from "./dome.js";
import type { FaceSkin } from "./face-skin.js";
import type { Worn } from "./worn.js";

/** How a wig is cut, mm. */
interface Cut {
  /** Thickness above the skull. */
  readonly volume: number;
  /** How far the hair at the sides hangs below the eyes. */
  readonly length: number;
  /** How far the fringe hangs below the hairline. */
  readonly fringe: number;
  /** Half the width of the gap that the face looks out of, radians about the upright axis. */
  readonly gap: number;
}

const CUTS: Readonly<Record<WigStyle, Cut>> = Object.freeze({
  short: { volume: 20, length: 22, fringe: 24, gap: 1.16 },
  bob: { volume: 22, length: 104, fringe: 33, gap: 0.98 },
  long: { volume: 21, length: 205, fringe: 2, gap: 0.92 },
});

const FOREHEAD = 10;
/** Share of a surface's points above the hairline from which it is hair. */
const HAIR_SHARE = 0.04;
/** Layers of strands: those outside have gaps. */
const LAYERS = 3;
const COLUMNS = 72;
const ROWS = 26;

/** Hair of another cut and colour over the own, which is pressed flat below it. */
export function createWig(
  skin: FaceSkin,
  skull: Head["skull"],
  style: WigStyle,
  tint: Tint,
  seed: number,
): Worn {
  const cut = CUTS[style];
  const hairline = (skin.points[3 * FOREHEAD + 1] as number) + 4;
  const dome = createDome(skull, { clearance: cut.volume, front: hairline, back: 20 });
  const inner = createDome(skull, { clearance: cut.volume - 7, front: hairline - 4, back: 110 });
  const layers: Surface[] = [];
  for (let layer = 0; layer < LAYERS; layer++) {
    const mesh = gridMesh(COLUMNS, ROWS, (u, v) => strandAt(dome, cut, hairline, u, v, layer));
    const texture = strands(tint, seed + layer, layer / (LAYERS - 1));
    const blended = layer > 0;
    layers.push({
      mesh,
      material: { ...HAIR, blended, texture, depth: blended ? "unseen" : "solid" },
    });
  }
  return {
    surfaces: layers,
    press: pressBelow(inner, 3),
    hides: ({ mesh }) => mesh.positions !== skin.mesh.positions && isHair(mesh, hairline),
  };
}

/** Own hair is what lies above the hairline and is no skin: neither ears nor eyes nor clothes do. */
function isHair({ positions }: Mesh, hairline: number): boolean {
  let above = 0;
  for (let i = 1; i < positions.length; i += 3) if ((positions[i] as number) < hairline) above++;
  return above > HAIR_SHARE * (positions.length / 3);
}

const HAIR: Omit<Material, "texture"> = {
  diffuse: 0.92,
  specular: 0.22,
  shininess: 18,
  emission: 0,
  blended: false,
  twoSided: true,
  depth: "solid",
};

/** u runs once around from the back over the face; v runs from the crown down. */
function strandAt(
  dome: Dome,
  cut: Cut,
  hairline: number,
  u: number,
  v: number,
  layer: number,
): Vec {
  const angle = (u - 0.5) * 2 * Math.PI;
  const { centre, radii } = dome;
  const aside = Math.abs(angle);
  // the fringe ends above the eyes, the sides below; between them the edge runs steeply down
  const side = smoothstep(cut.gap - 0.22, cut.gap + 0.1, aside);
  const bottom = (hairline + cut.fringe) * (1 - side) + cut.length * side;
  const wave = 2.4 * Math.sin(9 * angle + 3 * layer) + 1.6 * Math.sin(23 * angle);
  const end = bottom + wave - 3.5 * layer;
  const crown = centre[1] - radii[1];
  const grow = 1 + 0.022 * layer;
  const y = crown + (end - crown) * v ** 1.25;
  const up = clamp((centre[1] - y) / radii[1], -1, 1);
  const round = Math.sqrt(Math.max(0, 1 - up * up));
  // below the widest place hair hangs
  const below = y > centre[1];
  const hang = below ? 1 - 0.1 * smoothstep(0, 150, y - centre[1]) : round;
  const flick = 1 + 0.02 * Math.sin(14 * angle + layer) * v;
  const spread = hang * grow * flick;
  const forward = below ? 1 - 0.28 * smoothstep(0, 120, y - centre[1]) : 1;
  return [
    centre[0] + radii[0] * spread * Math.sin(angle),
    Math.max(crown - 2 * layer, y - 2 * layer * (1 - v)),
    centre[2] - radii[2] * spread * forward * Math.cos(angle),
  ];
}

/** Strands from the top of the texture to its bottom, light and dark; between those of the outer layers there is nothing. */
function strands(tint: Tint, seed: number, outer: number): Texture {
  const uniform = seededUniform(seed ^ 0x57494721);
  const [width, height] = [1024, 256];
  const light = new Float32Array(width * height).fill(0.45);
  const cover = new Float32Array(width * height).fill(outer === 0 ? 1 : 0);
  const count = outer === 0 ? 5200 : 2600;
  for (let i = 0; i < count; i++) {
    const tone = 0.55 + 0.75 * uniform() ** 1.4;
    const from = outer === 0 ? 0 : Math.floor(height * 0.1 * uniform());
    const to = Math.floor(height * (outer === 0 ? 1 : 0.72 + 0.28 * uniform()));
    const [start, bend, turn] = [uniform() * width, 9 * (uniform() - 0.5), 6 * uniform()];
    for (let y = from; y < to; y++) {
      const t = y / height;
      const x = Math.floor(start + bend * Math.sin(3 * t + turn) + width) % width;
      const at = y * width + x;
      light[at] = 0.35 * (light[at] as number) + 0.65 * tone;
      cover[at] = 1;
    }
  }
  const data = new Uint8Array(4 * width * height);
  for (let i = 0; i < width * height; i++) {
    const t = Math.floor(i / width) / height;
    // shine where the head is roundest, dark at the parting and at the ends
    const shine =
      1 + 0.35 * Math.exp(-(((t - 0.3) / 0.1) ** 2)) - 0.3 * Math.exp(-((t / 0.05) ** 2));
    const shade = (light[i] as number) * shine * (1 - 0.22 * t);
    for (let c = 0; c < 3; c++) {
      data[4 * i + c] = Math.min(255, Math.round((tint[c] as number) * shade * 1.1));
    }
    data[4 * i + 3] = Math.round(255 * (cover[i] as number) * (outer === 0 ? 1 : 0.8));
  }
  return { width, height, data };
}
