import type { Material, Surface } from "../render/surface.js";
import { MOUTH_RING } from "./cage.js";
import {
  CHIN,
  LEFT_MOUTH_CORNER,
  LOWER_LIP,
  RIGHT_MOUTH_CORNER,
  UPPER_LIP,
} from "./face-points.data.js";
import { createGrid, type GridMesh, shadeGrid } from "./grid-mesh.js";
import { MOUTH_TEXTURE, paintMouth } from "./mouth-texture.js";
import { added, minus, mix, pointAt, setPoint, smoothstep, type Vec } from "./vector.js";

/** What is seen between open lips. */
export interface Mouth {
  /** The same at every call; rewritten by `place`. */
  readonly surfaces: readonly Surface[];
  /** @param points - of the face with its expression, shape `[468, 3]`, mm in head coordinates */
  place(points: Float32Array): void;
}

/** Points of a row of teeth. */
const ARCH = 17;
/** Rows of the dark bag behind the lips. */
const BAG = 4;

/**
 * Teeth, tongue and the dark behind them, for any face of which the 468 points are known.
 * @param rest - the face at rest, mouth closed, shape `[468, 3]`, mm in head coordinates
 */
export function createMouth(rest: Float32Array, seed: number): Mouth {
  const texture = paintMouth(seed);
  const bag = createGrid(BAG, MOUTH_RING.length + 1);
  const upper = createGrid(3, ARCH);
  const lower = createGrid(3, ARCH);
  const tongue = createGrid(5, 9);
  layTexture(bag, MOUTH_TEXTURE.dark);
  layTexture(upper, MOUTH_TEXTURE.upper);
  layTexture(lower, MOUTH_TEXTURE.lower);
  layTexture(tongue, MOUTH_TEXTURE.tongue);
  const arch = archOf(rest);
  placeTeeth(upper, arch, [0, 0, 0], 1);
  const wet = { ...material(texture), specular: 0.12, shininess: 40 };
  return {
    surfaces: [
      { mesh: bag, material: { ...material(texture), twoSided: true } },
      { mesh: upper, material: wet },
      { mesh: lower, material: wet },
      { mesh: tongue, material: { ...material(texture), specular: 0.2, shininess: 25 } },
    ],
    place(points) {
      const jaw = minus(pointAt(points, CHIN), pointAt(rest, CHIN));
      placeBag(bag, points);
      placeTeeth(lower, arch, jaw, -1);
      placeTongue(tongue, arch, jaw);
    },
  };
}

/** The curve of the teeth: behind the closed lips. */
interface Arch {
  /** Middle of the biting edges, at rest. */
  readonly front: Vec;
  /** Half its width, mm. */
  readonly half: number;
}

function archOf(rest: Float32Array): Arch {
  const right = pointAt(rest, RIGHT_MOUTH_CORNER[3]);
  const left = pointAt(rest, LEFT_MOUTH_CORNER[3]);
  const line = mix(pointAt(rest, UPPER_LIP[3][4]), pointAt(rest, LOWER_LIP[3][4]), 0.5);
  const x = (right[0] + left[0]) / 2;
  return {
    front: [x, line[1] + 2.2, line[2] + 7],
    half: 0.5 * (left[0] - right[0]) + 3,
  };
}

/** @param side - 1: upper teeth, which reach up from the edges; -1: lower teeth, a little behind them */
function placeTeeth(mesh: GridMesh, { front, half }: Arch, move: Vec, side: 1 | -1): void {
  const { rows, columns, positions } = mesh;
  const depth = side === 1 ? 30 : 27;
  for (let column = 0; column < columns; column++) {
    const t = (2 * column) / (columns - 1) - 1;
    const x = half * Math.sin(t * 1.35) * (side === 1 ? 0.95 : 0.88);
    const back = depth * (1 - Math.cos(t * 1.35)) + (side === 1 ? 0 : 2.2);
    for (let row = 0; row < rows; row++) {
      const s = row / (rows - 1);
      // rows run downwards; the teeth bulge a little
      const y = side === 1 ? -10.5 * (1 - s) : 10 * s + 1.6;
      const bulge = -1.1 * Math.sin(Math.PI * s);
      const at: Vec = [front[0] + x, front[1] + y, front[2] + back + bulge];
      const swing = side === -1 ? 1 - 0.25 * Math.abs(t) : 1;
      setPoint(positions, row * columns + column, added(at, move, swing));
    }
  }
  shadeGrid(mesh);
}

function placeTongue(mesh: GridMesh, { front, half }: Arch, jaw: Vec): void {
  const { rows, columns, positions } = mesh;
  for (let row = 0; row < rows; row++) {
    const s = row / (rows - 1);
    for (let column = 0; column < columns; column++) {
      const t = (2 * column) / (columns - 1) - 1;
      const hump =
        9 * Math.sin(Math.PI * Math.min(1, 0.25 + 0.75 * (1 - s))) - 2.4 * (1 - Math.abs(t)) ** 3;
      const tip = 8 * smoothstep(0.75, 1, s);
      const at: Vec = [
        front[0] + t * half * (0.78 - 0.22 * s * s),
        front[1] + 7 - hump + 3.5 * t * t + tip * 0.4,
        front[2] + 36 - 30 * s,
      ];
      setPoint(positions, row * columns + column, added(at, jaw, 0.35 + 0.6 * s));
    }
  }
  shadeGrid(mesh);
}

/** From behind the lips into the dark; it widens, so that cheeks hide its sides. */
function placeBag(mesh: GridMesh, points: Float32Array): void {
  const { rows, columns, positions } = mesh;
  const middle = mix(pointAt(points, UPPER_LIP[3][4]), pointAt(points, LOWER_LIP[3][4]), 0.5);
  for (let column = 0; column < columns; column++) {
    const index = MOUTH_RING[column % MOUTH_RING.length] as number;
    const k = column % MOUTH_RING.length;
    const aside = k === 0 || k === 10 ? 0 : k < 10 ? -1 : 1;
    const edge = added(pointAt(points, index), [0, 2.4 * aside, 7]);
    for (let row = 0; row < rows; row++) {
      const s = row / (rows - 1);
      const wide: Vec = [
        edge[0] + 0.12 * s * (edge[0] - middle[0]),
        edge[1] + 9 * s * aside,
        edge[2] + 6 * s,
      ];
      const end: Vec = [middle[0], middle[1], middle[2] + 46];
      setPoint(positions, row * columns + column, mix(wide, end, smoothstep(0.2, 1, s)));
    }
  }
  shadeGrid(mesh);
}

function layTexture(
  { uvs }: GridMesh,
  [left, top, right, bottom]: readonly [number, number, number, number],
): void {
  for (let i = 0; i < uvs.length; i += 2) {
    uvs[i] = left + (uvs[i] as number) * (right - left);
    uvs[i + 1] = top + (uvs[i + 1] as number) * (bottom - top);
  }
}

const material = (texture: Material["texture"]): Material => ({
  texture,
  diffuse: 0.9,
  specular: 0.02,
  shininess: 10,
  emission: 0,
  blended: false,
  twoSided: false,
  scatter: 0.2,
  depth: "solid",
});
