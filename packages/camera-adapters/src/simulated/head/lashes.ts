import { seededUniform } from "@sourire/core";
import type { Material, Surface, Texture } from "../render/surface.js";
import type { EyeSocket } from "./eye-socket.js";
import type { EyeLook } from "./eye-texture.js";
import type { EyePoints } from "./face-points.data.js";
import { createGrid, type GridMesh, shadeGrid } from "./grid-mesh.js";
import { drawStroke, type Spot } from "./skin/strokes.js";
import { added, pointAt, setPoint, unit, type Vec } from "./vector.js";

/** Lashes of one eye. */
export interface Lashes {
  /** Their meshes are rewritten by `place`. */
  readonly surfaces: readonly Surface[];
  /** @param points - of the face with its expression, shape `[468, 3]` */
  place(points: Float32Array): void;
}

const WIDTH = 256;
const HEIGHT = 40;

export function createLashes(
  socket: EyeSocket,
  eye: EyePoints,
  look: EyeLook,
  seed: number,
): Lashes {
  const upper = [eye.outer, ...eye.upper, eye.inner];
  const lower = [eye.outer, ...eye.lower, eye.inner];
  const top = createGrid(3, upper.length);
  const bottom = createGrid(2, lower.length);
  const length = look.lashLength;
  return {
    surfaces: [
      { mesh: top, material: lash(paintLashes(look, seed, 110, 0.9)) },
      { mesh: bottom, material: lash(paintLashes(look, seed ^ 1, 46, 0.5)) },
    ],
    place(points) {
      const opening =
        ((points[3 * (eye.lower[3] as number) + 1] as number) -
          (points[3 * (eye.upper[3] as number) + 1] as number)) /
        socket.width;
      // open lids carry them up and forward, closed ones down
      const rise = Math.min(1, Math.max(-0.75, (opening - 0.13) / 0.14));
      placeRow(top, points, upper, socket, length, rise);
      placeRow(bottom, points, lower, socket, 0.42 * length, -0.9);
    },
  };
}

function placeRow(
  mesh: GridMesh,
  points: Float32Array,
  roots: readonly number[],
  socket: EyeSocket,
  length: number,
  rise: number,
): void {
  const { rows, columns, positions } = mesh;
  const last = columns - 1;
  // the left eye's outer corner lies at the larger x
  const side = Math.sign(pointAt(points, roots[0] as number)[0] - socket.centre[0]);
  for (const [column, index] of roots.entries()) {
    const root = pointAt(points, index);
    const t = column / last;
    const long = length * Math.sin(Math.PI * (0.12 + 0.76 * t)) ** 0.7 * (1.1 - 0.35 * t);
    const sideways = (root[0] - socket.centre[0]) / socket.radii[0] + side * 0.35;
    const start: Vec = [root[0], root[1], root[2] - 0.25];
    for (let row = 0; row < rows; row++) {
      const s = row / (rows - 1);
      // they bend upwards
      const way = unit([0.55 * sideways, -rise * (0.35 + 0.75 * s), -0.85]);
      setPoint(positions, row * columns + column, added(start, way, long * s));
    }
  }
  shadeGrid(mesh);
}

/** Dense at the roots, which is what makes the dark line of a lid; single hairs at the tips. */
function paintLashes({ lashes }: EyeLook, seed: number, count: number, strength: number): Texture {
  const data = new Uint8Array(4 * WIDTH * HEIGHT);
  const cover = { width: WIDTH, height: HEIGHT, data: new Uint8Array(data.length) };
  const uniform = seededUniform(seed ^ 0x6c617368);
  for (let i = 0; i < count; i++) {
    const x = WIDTH * (0.02 + 0.96 * uniform());
    const y = HEIGHT * (0.62 + 0.36 * uniform());
    const lean = 10 * (uniform() - 0.5) + 12 * (0.5 - x / WIDTH);
    const line: Spot[] = [
      [x, 0],
      [x + 0.3 * lean, 0.5 * y],
      [x + lean, y],
    ];
    const brush = { colour: [255, 255, 255] as const, strength, radius: 1.3, taper: 0.8 };
    drawStroke(cover, line, brush);
  }
  for (let y = 0; y < HEIGHT; y++) {
    const root = Math.max(0, 1 - y / (0.2 * HEIGHT));
    for (let x = 0; x < WIDTH; x++) {
      const at = 4 * (y * WIDTH + x);
      const hair = (cover.data[at] as number) / 255;
      const edge = Math.min(1, Math.min(x, WIDTH - 1 - x) / 14);
      data.set([...lashes, 255 * edge * Math.min(1, hair + strength * 0.85 * root)], at);
    }
  }
  return { width: WIDTH, height: HEIGHT, data };
}

const lash = (texture: Texture): Material => ({
  texture,
  diffuse: 0.8,
  specular: 0,
  shininess: 8,
  emission: 0,
  blended: true,
  twoSided: true,
  depth: "unseen",
});
