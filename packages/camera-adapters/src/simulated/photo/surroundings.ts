import { FACE_OVAL } from "../head/face-points.data.js";
import { clamp, smoothstep } from "../head/vector.js";
import { depthAt } from "./body-shape.js";

/** Rings around the face, each so many times as far from its middle as the face's outline. */
const RINGS = [1.05, 1.12, 1.21, 1.33, 1.48, 1.68, 1.95, 2.3, 2.8] as const;
/** Middle of the face, mm. */
const MIDDLE_Y = 18;
/** Below this height there is the body, which does not turn with the head, mm. */
const END_Y = 205;

/** Points around a face. They continue the mesh of the face: their numbers follow on those of its points. */
export interface Surroundings {
  /** Number of points. */
  readonly count: number;
  /** Shape `[m, 3]`, points of the face and of the surroundings. */
  readonly triangles: readonly number[];
  /**
   * Writes where they lie.
   * @param rest - the face at rest
   * @param points - the face now, followed by room for the surroundings
   */
  place(rest: Float32Array, points: Float32Array): void;
}

/** @param first - number of the face's points */
export function createSurroundings(first: number): Surroundings {
  const size = FACE_OVAL.length;
  return {
    count: RINGS.length * size,
    triangles: ringTriangles(first),
    place(rest, points) {
      for (const [ring, reach] of RINGS.entries()) {
        // near the face the skin goes with it
        const follow = 1 - smoothstep(1, 1.5, reach);
        const settled = smoothstep(1, 1.42, reach);
        for (const [i, landmark] of FACE_OVAL.entries()) {
          const at = 3 * (first + ring * size + i);
          const from = 3 * landmark;
          const x = (rest[from] as number) * reach;
          const y = Math.min(END_Y, MIDDLE_Y + ((rest[from + 1] as number) - MIDDLE_Y) * reach);
          const edge = rest[from + 2] as number;
          const z = edge + settled * (Math.max(edge - 4, depthAt(x, y)) - edge);
          for (const [k, value] of [x, y, z].entries()) {
            const moved = (points[from + k] as number) - (rest[from + k] as number);
            points[at + k] = value + clamp(follow, 0, 1) * moved;
          }
        }
      }
    },
  };
}

function ringTriangles(first: number): number[] {
  const size = FACE_OVAL.length;
  const point = (ring: number, i: number): number =>
    ring < 0 ? (FACE_OVAL[i % size] as number) : first + ring * size + (i % size);
  const triangles: number[] = [];
  for (let ring = 0; ring < RINGS.length; ring++) {
    for (let i = 0; i < size; i++) {
      const [a, b] = [point(ring - 1, i), point(ring - 1, i + 1)];
      const [c, d] = [point(ring, i), point(ring, i + 1)];
      triangles.push(a, b, c, b, d, c);
    }
  }
  return triangles;
}
