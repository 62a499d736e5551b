import { seededUniform } from "@sourire/core";
import type { Mesh, Texture } from "../../render/surface.js";
import type { GridMesh } from "../grid-mesh.js";
import { drawStroke, type Spot } from "../skin/strokes.js";
import { added, cross, dot, mix, pointAt, unit, type Vec } from "../vector.js";
import type { Cap } from "./cap.js";
import type { HairLook } from "./hair-look.js";
import type { Haircut } from "./haircuts.data.js";

/** Small locks that stand off the outermost shell, so that its outline is hair and no edge. */
const COUNT = { curl: 170, crown: 110, part: 100 } as const;

/**
 * @param shell - the outermost one
 */
export function createWisps(
  cap: Cap,
  shell: GridMesh,
  cut: Haircut,
  centre: Vec,
  seed: number,
): Mesh {
  const uniform = seededUniform(seed ^ 0x77697370);
  const places: number[] = [];
  for (let i = shell.columns; i < cap.inside.length; i++) {
    if ((cap.inside[i] as number) > (cut.flow === "curl" ? 3 : 14)) places.push(i);
  }
  const count = places.length === 0 ? 0 : COUNT[cut.flow];
  const positions = new Float32Array(12 * count);
  const normals = new Float32Array(12 * count);
  const uvs = new Float32Array(8 * count);
  const triangles = new Uint32Array(6 * count);
  for (let k = 0; k < count; k++) {
    const index = places[Math.floor(uniform() * places.length)] as number;
    const neighbour = index + (uniform() < 0.5 ? 1 : shell.columns);
    const inRange = 3 * neighbour < shell.positions.length ? neighbour : index;
    const root = mix(pointAt(shell.positions, index), pointAt(shell.positions, inRange), uniform());
    const normal = pointAt(shell.normals, index);
    const card =
      cut.flow === "curl" ? tuft(root, normal, uniform) : lock(root, normal, cut, centre, uniform);
    const picture = Math.floor(uniform() * PICTURES) / PICTURES;
    for (let c = 0; c < 4; c++) {
      positions.set(card[c] as Vec, 12 * k + 3 * c);
      normals.set(normal, 12 * k + 3 * c);
      uvs[8 * k + 2 * c] = picture + (c % 2 === 0 ? 0.01 : 1 / PICTURES - 0.01);
      uvs[8 * k + 2 * c + 1] = c < 2 ? 0.02 : 0.98;
    }
    const v = 4 * k;
    triangles.set([v, v + 1, v + 2, v + 1, v + 3, v + 2], 6 * k);
  }
  return { positions, normals, uvs, triangles };
}

type Card = readonly [Vec, Vec, Vec, Vec];

/** A curl that stands upright. */
function tuft(root: Vec, normal: Vec, uniform: () => number): Card {
  const helper: Vec = [uniform() - 0.5, uniform() - 0.5, uniform() - 0.5];
  const aside = unit(cross(normal, unit(helper)));
  const size = 6 + 5 * uniform();
  const low = added(root, normal, -0.4 * size);
  const high = added(root, normal, (0.55 + 0.6 * uniform()) * size);
  return [
    added(low, aside, -size),
    added(low, aside, size),
    added(high, aside, -size),
    added(high, aside, size),
  ];
}

/** A thin lock along the way the hair is combed, lifted at its end. */
function lock(
  root: Vec,
  normal: Vec,
  { pole, flow }: Haircut,
  centre: Vec,
  uniform: () => number,
): Card {
  const from: Vec =
    flow === "crown"
      ? [
          root[0] - centre[0] - 90 * pole[0],
          root[1] - centre[1] - 90 * pole[1],
          root[2] - centre[2] - 90 * pole[2],
        ]
      : [Math.sign(root[0]) * 3, 1 + 0.02 * Math.max(0, root[1] + 60), 0.3 * (uniform() - 0.4)];
  const along = unit(added(from, normal, -dot(from, normal)));
  const aside = unit(cross(normal, along));
  const long = 16 + 16 * uniform();
  const wide = 2 + 2.5 * uniform();
  const start = added(root, normal, -1);
  const end = added(added(root, along, long), normal, -1 - long * 0.1 + 4.5 * uniform() ** 2);
  return [
    added(start, aside, -wide),
    added(start, aside, wide),
    added(end, aside, -0.6 * wide),
    added(end, aside, 0.6 * wide),
  ];
}

const PICTURES = 4;
const CELL = 48;
const HEIGHT = 64;

/** Four pictures of single hairs, side by side. */
export function paintWisps(look: HairLook, cut: Haircut, seed: number): Texture {
  const width = PICTURES * CELL;
  const data = new Uint8Array(4 * width * HEIGHT);
  const cover = { width, height: HEIGHT, data: new Uint8Array(data.length) };
  const uniform = seededUniform(seed ^ 0x77697371);
  for (let picture = 0; picture < PICTURES; picture++) {
    const left = picture * CELL;
    const hairs = cut.flow === "curl" ? 9 : 7;
    for (let i = 0; i < hairs; i++) {
      const line = cut.flow === "curl" ? curl(left, uniform) : strand(left, uniform);
      const strength = 0.5 + 0.4 * uniform();
      drawStroke(cover, line, {
        colour: [255, 255, 255],
        strength,
        radius: 0.8,
        taper: 0.7,
        taperStart: 0.3,
      });
    }
  }
  for (let i = 0; i < data.length; i += 4) {
    const share = 0.25 + 0.3 * (((i * 7919) % 97) / 97);
    for (let k = 0; k < 3; k++) {
      const base = look.colour[k] as number;
      data[i + k] = base + share * ((look.light[k] as number) - base);
    }
    data[i + 3] = cover.data[i] as number;
  }
  return { width, height: HEIGHT, data };
}

function strand(left: number, uniform: () => number): Spot[] {
  const x = left + 6 + (CELL - 12) * uniform();
  const bend = 8 * (uniform() - 0.5);
  return [
    [x, 1],
    [x + 0.4 * bend, 0.35 * HEIGHT],
    [x + bend, HEIGHT * (0.6 + 0.38 * uniform())],
  ];
}

function curl(left: number, uniform: () => number): Spot[] {
  const cx = left + 10 + (CELL - 20) * uniform();
  const top = HEIGHT * (0.45 + 0.5 * uniform());
  const phase = 6 * uniform();
  const size = 3 + 4 * uniform();
  const middle = left + CELL / 2;
  return Array.from({ length: 14 }, (_, i): Spot => {
    const t = i / 13;
    const x = cx + size * Math.sin(phase + 9 * t) + (middle - cx) * 0.3 * t;
    return [
      Math.min(left + CELL - 2, Math.max(left + 2, x)),
      top * t + 1.5 * Math.cos(phase + 9 * t),
    ];
  });
}
