import { CAGE_COUNT, type CageParts, cageTriangles, placeCage } from "./cage.js";
import { createLidRest } from "./lid-rest.js";
import { computeNormals } from "./normals.js";
import { createSubdivision, type Subdivision } from "./subdivision.js";

/** The skin of face, skull and neck in one piece, without a seam. */
export interface HeadMesh {
  /** Number of points; the first 468 are those of the face mesh. */
  readonly count: number;
  /** Shape `[m, 3]`. */
  readonly triangles: Uint32Array;
  /** Shape `[count, 3]`, rewritten by `shape`. */
  readonly positions: Float32Array;
  /** Shape `[count, 3]`, rewritten by `shape`. */
  readonly normals: Float32Array;
  /**
   * Puts the skin over the points of a face.
   * @param points - shape `[468, 3]`; the skin passes within a few tenths of a mm of them
   */
  shape(points: Float32Array): void;
  /**
   * Values of the coarse points for the fine ones.
   * @param values - shape `[CAGE_COUNT, size]`
   */
  refine(values: Float32Array, size: number): Float32Array;
}

/** Smoothing draws the skin inwards; so often are the coarse points moved out again. */
const CORRECTIONS = 2;

/**
 * @param face - triangles of the face mesh, shape `[m, 3]`
 * @throws {RangeError} when the triangles are no mesh of the face
 */
export function createHeadMesh(face: Uint32Array | Uint16Array, parts: CageParts): HeadMesh {
  const subdivision = createSubdivision(CAGE_COUNT, cageTriangles(face));
  const { count, triangles } = subdivision;
  const wanted = new Float32Array(3 * CAGE_COUNT);
  const cage = new Float32Array(3 * CAGE_COUNT);
  const positions = new Float32Array(3 * count);
  const normals = new Float32Array(3 * count);
  const refine = (values: Float32Array, size: number): Float32Array => {
    const out = new Float32Array(count * size);
    subdivision.refine(values, out, size);
    return out;
  };
  let rest: ((positions: Float32Array) => void) | undefined;
  const mesh: HeadMesh = {
    count,
    triangles,
    positions,
    normals,
    shape(points) {
      placeCage(parts, points, wanted);
      refineThrough(subdivision, wanted, cage, positions);
      rest?.(positions);
      computeNormals(positions, triangles, normals);
    },
    refine,
  };
  mesh.shape(parts.rest);
  rest = createLidRest(parts.rest, positions, refine);
  return mesh;
}

/** Refines so that the old points end near where they are wanted. */
function refineThrough(
  subdivision: Subdivision,
  wanted: Float32Array,
  cage: Float32Array,
  positions: Float32Array,
): void {
  cage.set(wanted);
  subdivision.refine(cage, positions, 3);
  for (let pass = 0; pass < CORRECTIONS; pass++) {
    for (let i = 0; i < cage.length; i++) {
      cage[i] = (cage[i] as number) + (wanted[i] as number) - (positions[i] as number);
    }
    subdivision.refine(cage, positions, 3);
  }
}
