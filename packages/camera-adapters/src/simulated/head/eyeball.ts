import type { Material, Surface, Texture } from "../render/surface.js";
import type { EyeSocket } from "./eye-socket.js";
import { EYE_REACH } from "./eye-texture.js";
import { unit } from "./vector.js";

const RINGS = 9;
const SECTORS = 24;
const RADIANS = Math.PI / 180;
/** How much more the cornea is curved than the ball, where the iris lies. */
const CORNEA = 0.55;

/** One ball; it stays and its picture turns, which looks the same and never pierces the lids. */
export interface Eyeball {
  /** Its mesh is rewritten by `turn`. */
  readonly surface: Surface;
  /** Degrees to the viewer's right, and down. */
  turn(right: number, down: number): void;
}

export function createEyeball(socket: EyeSocket, texture: Texture): Eyeball {
  const { centre, radii } = socket;
  const count = 1 + RINGS * SECTORS;
  const positions = new Float32Array(3 * count);
  const normals = new Float32Array(3 * count);
  const uvs = new Float32Array(2 * count);
  /** Place on the front of a round ball of radius one, x and y. */
  const flat = new Float32Array(2 * count);
  for (let i = 1; i < count; i++) {
    const ring = Math.floor((i - 1) / SECTORS) + 1;
    const turn = (2 * Math.PI * ((i - 1) % SECTORS)) / SECTORS;
    const out = Math.sin((ring / RINGS) * 0.5 * Math.PI);
    flat[2 * i] = out * Math.cos(turn);
    flat[2 * i + 1] = out * Math.sin(turn);
  }
  for (let i = 0; i < count; i++) {
    const x = flat[2 * i] as number;
    const y = flat[2 * i + 1] as number;
    const front = Math.sqrt(Math.max(0, 1 - x * x - y * y));
    positions[3 * i] = centre[0] + radii[0] * x;
    positions[3 * i + 1] = centre[1] + radii[1] * y;
    positions[3 * i + 2] = centre[2] - radii[2] * front;
  }
  const stretch = radii[0] / radii[1];
  return {
    surface: { mesh: { positions, normals, uvs, triangles: fan() }, material: ball(texture) },
    turn(right, down) {
      const sx = Math.sin(right * RADIANS);
      const sy = Math.sin(down * RADIANS);
      for (let i = 0; i < count; i++) {
        const x = flat[2 * i] as number;
        const y = flat[2 * i + 1] as number;
        const u = x * stretch - sx;
        const v = y - sy;
        uvs[2 * i] = 0.5 + u / (2 * EYE_REACH);
        uvs[2 * i + 1] = 0.5 + v / (2 * EYE_REACH);
        const front = Math.sqrt(Math.max(0, 1 - x * x - y * y));
        const bulge = CORNEA * Math.exp(-(u * u + v * v) / 0.2);
        const normal = unit([x / stretch + bulge * u, y + bulge * v, -front]);
        normals.set(normal, 3 * i);
      }
    },
  };
}

function fan(): Uint32Array {
  const triangles: number[] = [];
  for (let s = 0; s < SECTORS; s++) {
    const next = (s + 1) % SECTORS;
    triangles.push(0, 1 + next, 1 + s);
    for (let ring = 0; ring + 1 < RINGS; ring++) {
      const a = 1 + ring * SECTORS + s;
      const b = 1 + ring * SECTORS + next;
      triangles.push(a, b, a + SECTORS, b, b + SECTORS, a + SECTORS);
    }
  }
  return Uint32Array.from(triangles);
}

const ball = (texture: Texture): Material => ({
  texture,
  diffuse: 0.92,
  specular: 1,
  shininess: 480,
  emission: 0,
  blended: false,
  twoSided: false,
  scatter: 0.3,
  infrared: 0.35,
  depth: "solid",
});
