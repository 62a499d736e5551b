import type { Vector3 } from "../render/scene.js";
import type { Mesh } from "../render/surface.js";

/** Two balls and the skin stretched between them. */
export interface Limb {
  /** Centre of the first ball, mm. */
  readonly from: Vector3;
  /** Centre of the second ball, mm. */
  readonly to: Vector3;
  /** Radius of the first ball, mm. */
  readonly fromRadius: number;
  /** Radius of the second ball, mm. */
  readonly toRadius: number;
}

/** A distance to a surface, mm, negative inside. */
type Field = (x: number, y: number, z: number) => number;

/** Where limbs taper the field falls a little faster than a distance; corners of a cell must be true. */
const SURE = 0.35;

/**
 * Limbs that grow together, as one skin.
 * @param cell - size of the squares that it is made of, mm
 * @param blend - how far from each other limbs begin to grow together, mm
 * @see Gibson, "Constrained elastic surface nets", MICCAI 1998: one point a cell that the surface crosses
 */
export function blobMesh(limbs: readonly Limb[], cell: number, blend: number): Mesh {
  const field = unionOf(limbs, blend);
  const { low, size } = bounds(limbs, cell + blend, cell);
  const [nx, ny, nz] = size;
  const values = new Float32Array(nx * ny * nz);
  const place = (i: number, k: number): number => (low[k] as number) + cell * i;
  for (let i = 0; i < values.length; ) {
    const [x, y, z] = unpack(i, nx, ny);
    const value = field(place(x, 0), place(y, 1), place(z, 2));
    // a distance: as far as this, the sign cannot change along the row
    const sure = 1 + Math.floor((SURE * Math.abs(value)) / cell);
    const end = Math.min(i + sure, i + nx - x);
    values.fill(value, i, end);
    i = end;
  }
  const net = surfaceNet(values, size);
  const positions = new Float32Array(net.points.length);
  for (let i = 0; i < positions.length; i++) positions[i] = place(net.points[i] as number, i % 3);
  return {
    positions,
    normals: gradients(field, positions, cell / 4),
    uvs: unrolled(positions, low, size, cell),
    triangles: Uint32Array.from(net.triangles),
  };
}

/** Distance to a cone with round ends, smoothly united. */
function unionOf(limbs: readonly Limb[], blend: number): Field {
  return (x, y, z) => {
    let nearest = Number.POSITIVE_INFINITY;
    for (const { from, to, fromRadius, toRadius } of limbs) {
      const [dx, dy, dz] = [to[0] - from[0], to[1] - from[1], to[2] - from[2]];
      const [px, py, pz] = [x - from[0], y - from[1], z - from[2]];
      const length = dx * dx + dy * dy + dz * dz || 1;
      const t = Math.min(1, Math.max(0, (px * dx + py * dy + pz * dz) / length));
      const radius = fromRadius + (toRadius - fromRadius) * t;
      const d = Math.hypot(px - t * dx, py - t * dy, pz - t * dz) - radius;
      const h = Math.max(0, blend - Math.abs(nearest - d)) / blend;
      nearest = Math.min(nearest, d) - (Number.isFinite(nearest) ? (h * h * blend) / 4 : 0);
    }
    return nearest;
  };
}

function bounds(limbs: readonly Limb[], margin: number, cell: number) {
  const ends = limbs.flatMap(({ from, to, fromRadius, toRadius }) => [
    [from, fromRadius] as const,
    [to, toRadius] as const,
  ]);
  const low = [0, 1, 2].map(
    (k) => Math.min(...ends.map(([p, r]) => (p[k] as number) - r)) - margin,
  ) as [number, number, number];
  const size = [0, 1, 2].map((k) => {
    const high = Math.max(...ends.map(([p, r]) => (p[k] as number) + r)) + margin;
    return Math.ceil((high - (low[k] as number)) / cell) + 1;
  }) as [number, number, number];
  return { low, size };
}

function unpack(i: number, nx: number, ny: number): [number, number, number] {
  return [i % nx, Math.floor(i / nx) % ny, Math.floor(i / (nx * ny))];
}

/** One point in every cell whose corners are not all inside or all outside, one square at every edge between them. */
function surfaceNet(values: Float32Array, [nx, ny, nz]: readonly [number, number, number]) {
  const strides = [1, nx, nx * ny] as const;
  const number = new Int32Array(values.length).fill(-1);
  const points: number[] = [];
  const triangles: number[] = [];
  for (let i = 0; i < values.length; i++) {
    const at = unpack(i, nx, ny);
    if (at[0] >= nx - 1 || at[1] >= ny - 1 || at[2] >= nz - 1) continue;
    const middle = crossing(values, i, strides);
    if (!middle) continue;
    number[i] = points.length / 3;
    points.push(at[0] + middle[0], at[1] + middle[1], at[2] + middle[2]);
  }
  for (let i = 0; i < values.length; i++) {
    const at = unpack(i, nx, ny);
    for (let axis = 0; axis < 3; axis++) {
      const [u, v] = [(axis + 1) % 3, (axis + 2) % 3];
      const [du, dv] = [strides[u] as number, strides[v] as number];
      if ((at[u] as number) === 0 || (at[v] as number) === 0) continue;
      const next = i + (strides[axis] as number);
      if (next >= values.length) continue;
      const inside = (values[i] as number) < 0;
      if (inside === (values[next] as number) < 0) continue;
      const ring = [i - du - dv, i - dv, i, i - du].map((c) => number[c] as number);
      if (ring.some((p) => p < 0)) continue;
      const [a, b, c, d] = ring as [number, number, number, number];
      triangles.push(...(inside ? [a, b, c, a, c, d] : [a, c, b, a, d, c]));
    }
  }
  return { points, triangles };
}

/** The mean of where the cell's twelve edges cross the surface, as shares of the cell. */
function crossing(
  values: Float32Array,
  cell: number,
  strides: readonly [number, number, number],
): readonly [number, number, number] | undefined {
  const sum: [number, number, number] = [0, 0, 0];
  let count = 0;
  const corner = (bits: number): number =>
    values[
      cell +
        (bits & 1) * strides[0] +
        ((bits >> 1) & 1) * strides[1] +
        ((bits >> 2) & 1) * strides[2]
    ] as number;
  for (let bits = 0; bits < 8; bits++) {
    for (let axis = 0; axis < 3; axis++) {
      if ((bits >> axis) & 1) continue;
      const [p, q] = [corner(bits), corner(bits | (1 << axis))];
      if (p < 0 === q < 0) continue;
      const t = p / (p - q);
      for (let k = 0; k < 3; k++) {
        sum[k] = (sum[k] as number) + (k === axis ? t : (bits >> k) & 1);
      }
      count++;
    }
  }
  return count === 0 ? undefined : [sum[0] / count, sum[1] / count, sum[2] / count];
}

function gradients(field: Field, positions: Float32Array, step: number): Float32Array {
  const normals = new Float32Array(positions.length);
  for (let i = 0; i < positions.length; i += 3) {
    const [x = 0, y = 0, z = 0] = positions.subarray(i, i + 3);
    const gx = field(x + step, y, z) - field(x - step, y, z);
    const gy = field(x, y + step, z) - field(x, y - step, z);
    const gz = field(x, y, z + step) - field(x, y, z - step);
    const length = Math.hypot(gx, gy, gz) || 1;
    normals.set([gx / length, gy / length, gz / length], i);
  }
  return normals;
}

/** The texture as if it were laid on from the front. */
function unrolled(
  positions: Float32Array,
  low: readonly number[],
  size: readonly number[],
  cell: number,
): Float32Array {
  const uvs = new Float32Array((2 * positions.length) / 3);
  for (let i = 0; i < uvs.length; i++) {
    const k = i % 2;
    const value = positions[3 * Math.floor(i / 2) + k] as number;
    uvs[i] = (value - (low[k] as number)) / (cell * (size[k] as number));
  }
  return uvs;
}
