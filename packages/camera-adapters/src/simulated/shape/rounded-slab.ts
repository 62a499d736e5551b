import { computeNormals } from "../head/normals.js";
import type { Mesh } from "../render/surface.js";

/** Lengths in mm. */
export interface Slab {
  readonly width: number;
  readonly height: number;
  readonly thickness: number;
  /** Radius of the corners. */
  readonly corner: number;
}

const STEPS = 6;
/** Of the rim between front and side, mm. */
const BEVEL = 0.9;

/** A flat body with round corners, like a phone: its front lies at z = 0 around the origin, its back behind. */
export function roundedSlab({ width, height, thickness, corner }: Slab): Mesh {
  const outline = (inset: number): (readonly [number, number])[] =>
    Array.from({ length: 4 * (STEPS + 1) }, (_, i) => {
      const quarter = Math.floor(i / (STEPS + 1));
      const angle = ((quarter + (i % (STEPS + 1)) / STEPS) * Math.PI) / 2;
      const sx = quarter === 0 || quarter === 3 ? 1 : -1;
      const sy = quarter < 2 ? 1 : -1;
      const radius = corner - inset;
      return [
        sx * (width / 2 - corner) + radius * Math.cos(angle),
        sy * (height / 2 - corner) + radius * Math.sin(angle),
      ] as const;
    });
  const rings = [
    outline(BEVEL).map(([x, y]) => [x, y, 0] as const),
    outline(0).map(([x, y]) => [x, y, BEVEL] as const),
    outline(0).map(([x, y]) => [x, y, thickness - BEVEL] as const),
    outline(BEVEL).map(([x, y]) => [x, y, thickness] as const),
  ];
  const size = 4 * (STEPS + 1);
  const points = [...rings.flat(), [0, 0, 0] as const, [0, 0, thickness] as const];
  const triangles: number[] = [];
  const [front, back] = [rings.length * size, rings.length * size + 1];
  for (let i = 0; i < size; i++) {
    const j = (i + 1) % size;
    for (let ring = 0; ring + 1 < rings.length; ring++) {
      const [a, b] = [ring * size + i, ring * size + j];
      triangles.push(a, b, b + size, a, b + size, a + size);
    }
    const last = (rings.length - 1) * size;
    triangles.push(front, j, i, back, last + i, last + j);
  }
  return facetted(points, triangles);
}

/** Every triangle with corners of its own, so that edges stay sharp. */
function facetted(
  points: readonly (readonly [number, number, number])[],
  corners: readonly number[],
): Mesh {
  const positions = new Float32Array(3 * corners.length);
  for (const [i, corner] of corners.entries()) positions.set(points[corner] ?? [0, 0, 0], 3 * i);
  const triangles = Uint32Array.from(corners.keys());
  const normals = new Float32Array(positions.length);
  computeNormals(positions, triangles, normals);
  return { positions, normals, uvs: new Float32Array(2 * corners.length).fill(0.5), triangles };
}
