import {
  type EyePoints,
  FACE_OVAL,
  LEFT_EYE,
  LEFT_MOUTH_CORNER,
  LOWER_LIP,
  RIGHT_EYE,
  RIGHT_MOUTH_CORNER,
  UPPER_LIP,
} from "./face-points.data.js";
import { followShare, RING_COUNT, RING_SIZE } from "./skull-rings.js";
import { added, mix, pointAt, setPoint, type Vec } from "./vector.js";

const FACE_POINTS = 468;

/** Edge of the lids, once around, from the outer corner over the upper lid. */
const lidRing = ({ outer, upper, inner, lower }: EyePoints): readonly number[] => [
  outer,
  ...upper,
  inner,
  ...lower.slice().reverse(),
];
/** Edges of both pairs of lids, right and left. */
export const LID_RINGS = [lidRing(RIGHT_EYE), lidRing(LEFT_EYE)] as const;
/** Edge of the open mouth, once around, from the viewer's left over the upper lip. */
export const MOUTH_RING: readonly number[] = [
  RIGHT_MOUTH_CORNER[3],
  ...UPPER_LIP[3],
  LEFT_MOUTH_CORNER[3],
  ...LOWER_LIP[3].slice().reverse(),
];

const LID_SIZE = LID_RINGS[0].length;
const LIPS_SIZE = MOUTH_RING.length;
/** First point behind the edge of each pair of lids. */
export const LID_ROWS = [FACE_POINTS, FACE_POINTS + LID_SIZE] as const;
/** First points of the two rows behind the lips. */
export const LIP_ROWS = [
  FACE_POINTS + 2 * LID_SIZE,
  FACE_POINTS + 2 * LID_SIZE + LIPS_SIZE,
] as const;
/** First point of the rings behind the silhouette. */
export const FIRST_RING_POINT = FACE_POINTS + 2 * LID_SIZE + 2 * LIPS_SIZE;
/** Points of the coarse head. */
export const CAGE_COUNT = FIRST_RING_POINT + RING_COUNT * RING_SIZE;

/**
 * The triangles of the coarse head: the face without what closes its eyes and mouth, the inner sides of lids and
 * lips, and the rings behind the silhouette.
 * @param face - the mesh's triangles, shape `[m, 3]`, wound so that (b - a) x (c - a) points out of the face
 */
export function cageTriangles(face: Uint32Array | Uint16Array): Uint32Array {
  const holes = [new Set(LID_RINGS[0]), new Set(LID_RINGS[1]), new Set(MOUTH_RING)];
  const triangles: number[] = [];
  for (let i = 0; i + 2 < face.length; i += 3) {
    const corners = [face[i], face[i + 1], face[i + 2]] as [number, number, number];
    if (!holes.some((hole) => corners.every((c) => hole.has(c)))) triangles.push(...corners);
  }
  const row = (first: number, size: number): number[] =>
    Array.from({ length: size }, (_, k) => first + k);
  for (const side of [0, 1] as const) {
    // the left eye's ring runs the other way round
    join(triangles, LID_RINGS[side], row(LID_ROWS[side], LID_SIZE), side === 0);
  }
  join(triangles, MOUTH_RING, row(LIP_ROWS[0], LIPS_SIZE), true);
  join(triangles, row(LIP_ROWS[0], LIPS_SIZE), row(LIP_ROWS[1], LIPS_SIZE), true);
  let outer: readonly number[] = FACE_OVAL;
  for (let ring = 0; ring < RING_COUNT; ring++) {
    const next = row(FIRST_RING_POINT + ring * RING_SIZE, RING_SIZE);
    join(triangles, outer, next, false);
    outer = next;
  }
  return Uint32Array.from(triangles);
}

/** Two triangles for each place of two rows that run around the same hole. */
function join(
  triangles: number[],
  near: readonly number[],
  far: readonly number[],
  inwards: boolean,
): void {
  for (const [k, a] of near.entries()) {
    const next = (k + 1) % near.length;
    const b = near[next] as number;
    const c = far[k] as number;
    const d = far[next] as number;
    // the diagonal leans the other way on each half of the ring: a face is symmetric
    const half = 2 * k < near.length;
    const quad = half ? [a, c, d, a, d, b] : [a, c, b, b, c, d];
    if (inwards) triangles.push(...quad);
    else for (let i = 0; i < 6; i += 3) triangles.push(...quad.slice(i, i + 3).reverse());
  }
}

/** What a face at rest leaves to be placed with every expression. */
export interface CageParts {
  /** The face at rest, shape `[468, 3]`. */
  readonly rest: Float32Array;
  /** Behind it; see `skullRings`. */
  readonly rings: Float32Array;
}

/**
 * Places the coarse head's points.
 * @param points - of the face with its expression, shape `[468, 3]`
 * @param out - shape `[CAGE_COUNT, 3]`, overwritten
 */
export function placeCage(
  { rest, rings }: CageParts,
  points: Float32Array,
  out: Float32Array,
): void {
  out.set(points);
  for (const side of [0, 1] as const) {
    for (const [k, index] of LID_RINGS[side].entries()) {
      setPoint(out, LID_ROWS[side] + k, added(pointAt(points, index), [0, 0, 2.4]));
    }
  }
  const middle = mix(pointAt(points, UPPER_LIP[3][4]), pointAt(points, LOWER_LIP[3][4]), 0.5);
  for (const [k, index] of MOUTH_RING.entries()) {
    const edge = pointAt(points, index);
    // the lips part from each other behind their edges, and narrow towards the corners
    const aside = k === 0 || k === 10 ? 0 : k < 10 ? -1 : 1;
    const off = (middle[0] - edge[0]) * 0.06;
    setPoint(out, LIP_ROWS[0] + k, added(edge, [off * 0.3, aside * 0.9, 3.2]));
    setPoint(out, LIP_ROWS[1] + k, added(edge, [off, aside * 3, 9]));
  }
  for (let ring = 0; ring < RING_COUNT; ring++) {
    const share = followShare(ring);
    for (let k = 0; k < RING_SIZE; k++) {
      const from = ring * RING_SIZE + k;
      const at = pointAt(rings, from);
      const edge = FACE_OVAL[k] as number;
      const moved: Vec = share > 0 ? movement(rest, points, edge) : [0, 0, 0];
      setPoint(out, FIRST_RING_POINT + from, added(at, moved, share));
    }
  }
}

function movement(rest: Float32Array, points: Float32Array, index: number): Vec {
  return added(pointAt(points, index), pointAt(rest, index), -1);
}
