import { cross, unit, type Vec } from "./vector.js";

/** What casts shadows on the head: enough of a mesh to know where it is. */
export interface Occluder {
  /** Shape `[n, 3]`, mm. */
  readonly positions: Float32Array;
  /** Shape `[m, 3]`. */
  readonly triangles: Uint32Array;
}

/** Directions from which light may come. */
const DIRECTIONS = 30;
/** Pixels of a side of each map of depths. */
const SIDE = 112;
/** mm around the origin of the map that is looked at. */
const REACH = 200;
/** A place does not shade itself, mm. */
const BIAS = 4;
const GOLDEN = Math.PI * (3 - Math.sqrt(5));

/**
 * How much of the sky each place of a surface sees, 0..1: folds and what lies under chin and hair are darker.
 * @param positions - shape `[n, 3]`
 * @param normals - shape `[n, 3]`
 * @param centre - of the head
 */
export function skyShare(
  positions: Float32Array,
  normals: Float32Array,
  occluders: readonly Occluder[],
  centre: Vec,
): Float32Array {
  const count = positions.length / 3;
  const seen = new Float32Array(count);
  const all = new Float32Array(count);
  const map = new Float32Array(SIDE * SIDE);
  for (let k = 0; k < DIRECTIONS; k++) {
    const up = 1 - (2 * (k + 0.5)) / DIRECTIONS;
    const across = Math.sqrt(1 - up * up);
    // y points down: light comes more from above than from below
    const towards: Vec = [across * Math.cos(GOLDEN * k), -up, across * Math.sin(GOLDEN * k)];
    const strength = up > 0 ? 1 : 0.45;
    const view = viewFrom(towards, centre);
    map.fill(Number.NEGATIVE_INFINITY);
    for (const occluder of occluders) drawDepth(map, view, occluder);
    const here = project(view, positions);
    for (let i = 0; i < count; i++) {
      const cosine =
        (normals[3 * i] as number) * towards[0] +
        (normals[3 * i + 1] as number) * towards[1] +
        (normals[3 * i + 2] as number) * towards[2];
      if (cosine <= 0.02) continue;
      const column = Math.round(here[3 * i] as number);
      const row = Math.round(here[3 * i + 1] as number);
      const weight = strength * cosine;
      all[i] = (all[i] as number) + weight;
      const inside = column >= 0 && row >= 0 && column < SIDE && row < SIDE;
      const above = (map[row * SIDE + column] as number) - (here[3 * i + 2] as number);
      if (!(inside && above > BIAS)) seen[i] = (seen[i] as number) + weight;
    }
  }
  for (let i = 0; i < count; i++)
    seen[i] = (all[i] as number) > 0 ? (seen[i] as number) / (all[i] as number) : 1;
  return seen;
}

interface View {
  readonly right: Vec;
  readonly down: Vec;
  readonly towards: Vec;
  readonly centre: Vec;
}

function viewFrom(towards: Vec, centre: Vec): View {
  const helper: Vec = Math.abs(towards[1]) < 0.9 ? [0, 1, 0] : [1, 0, 0];
  const right = unit(cross(helper, towards));
  return { right, down: cross(towards, right), towards, centre };
}

/** Column, row and height towards the light of every point, shape `[n, 3]`. */
function project({ right, down, towards, centre }: View, positions: Float32Array): Float32Array {
  const out = new Float32Array(positions.length);
  const scale = SIDE / (2 * REACH);
  for (let i = 0; i < positions.length; i += 3) {
    const x = (positions[i] as number) - centre[0];
    const y = (positions[i + 1] as number) - centre[1];
    const z = (positions[i + 2] as number) - centre[2];
    out[i] = SIDE / 2 + scale * (x * right[0] + y * right[1] + z * right[2]);
    out[i + 1] = SIDE / 2 + scale * (x * down[0] + y * down[1] + z * down[2]);
    out[i + 2] = x * towards[0] + y * towards[1] + z * towards[2];
  }
  return out;
}

function drawDepth(map: Float32Array, view: View, { positions, triangles }: Occluder): void {
  const seen = project(view, positions);
  for (let i = 0; i < triangles.length; i += 3) {
    const a = 3 * (triangles[i] as number);
    const b = 3 * (triangles[i + 1] as number);
    const c = 3 * (triangles[i + 2] as number);
    drawTriangle(map, seen, a, b, c);
  }
}

function drawTriangle(map: Float32Array, p: Float32Array, a: number, b: number, c: number): void {
  const ax = p[a] as number;
  const ay = p[a + 1] as number;
  const ux = (p[b] as number) - ax;
  const uy = (p[b + 1] as number) - ay;
  const vx = (p[c] as number) - ax;
  const vy = (p[c + 1] as number) - ay;
  const area = ux * vy - uy * vx;
  if (Math.abs(area) < 1e-6) return;
  const left = Math.max(0, Math.ceil(ax + Math.min(0, ux, vx)));
  const right = Math.min(SIDE - 1, Math.floor(ax + Math.max(0, ux, vx)));
  const top = Math.max(0, Math.ceil(ay + Math.min(0, uy, vy)));
  const bottom = Math.min(SIDE - 1, Math.floor(ay + Math.max(0, uy, vy)));
  const az = p[a + 2] as number;
  const bz = (p[b + 2] as number) - az;
  const cz = (p[c + 2] as number) - az;
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const wb = ((x - ax) * vy - (y - ay) * vx) / area;
      const wc = (ux * (y - ay) - uy * (x - ax)) / area;
      if (wb < 0 || wc < 0 || wb + wc > 1) continue;
      const height = az + wb * bz + wc * cz;
      if (height > (map[y * SIDE + x] as number)) map[y * SIDE + x] = height;
    }
  }
}
