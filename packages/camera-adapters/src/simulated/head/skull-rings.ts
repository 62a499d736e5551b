import { CHIN, FACE_OVAL } from "./face-points.data.js";
import { type HeadForm, leaveHead } from "./head-form.js";
import { added, minus, mix, pointAt, smoothstep, unit, type Vec } from "./vector.js";

/** Points of one ring: as many as the face's silhouette has. */
export const RING_SIZE = FACE_OVAL.length;

/** One ring behind the face. */
interface Ring {
  /** Its lowest point: how far below and behind the chin, mm. */
  readonly below: readonly [y: number, z: number];
  /** 0: it stands upright and faces the viewer; 90: it lies flat, its top to the back. */
  readonly degrees: number;
  /** From its lowest point to its middle, mm. */
  readonly half: number;
  /** How far its sides lie behind its plane, mm: those of a face do. */
  readonly sag: number;
  /** 0: its points lie in the same directions as those of the silhouette; 1: evenly around. */
  readonly even: number;
}

/**
 * From the silhouette over skull and throat to the neck. Above, the rings run over the crown to the nape; below they
 * crowd together under the chin: the upper ends go six times as far.
 */
const RINGS: readonly Ring[] = [
  { below: [2, 6], degrees: 2, half: 80, sag: 60, even: 0.15 },
  { below: [4, 17], degrees: 5, half: 80, sag: 54, even: 0.4 },
  { below: [7, 29], degrees: 9, half: 80, sag: 48, even: 0.65 },
  { below: [10, 40], degrees: 14, half: 78, sag: 40, even: 0.85 },
  { below: [15, 47], degrees: 21, half: 75, sag: 30, even: 1 },
  { below: [21, 50], degrees: 30, half: 70, sag: 20, even: 1 },
  { below: [28, 51], degrees: 40, half: 68, sag: 10, even: 1 },
  { below: [36, 52], degrees: 52, half: 65, sag: 4, even: 1 },
  { below: [47, 52], degrees: 67, half: 60, sag: 0, even: 1 },
  { below: [62, 53], degrees: 82, half: 57, sag: 0, even: 1 },
  { below: [84, 56], degrees: 90, half: 55, sag: 0, even: 1 },
  { below: [118, 60], degrees: 90, half: 55, sag: 0, even: 1 },
];
/** The silhouette itself, as if it were one of them. */
const SILHOUETTE: Ring = { below: [0, 0], degrees: 0, half: 80, sag: 0, even: 0 };
/** A point of its side, before the ear. */
const SIDE = 454;
/** Number of rings behind the silhouette. */
export const RING_COUNT = RINGS.length;
/** Rings over which the head's surface gives way to the silhouette of this face. */
const FADE_RINGS = 4;
const RADIANS = Math.PI / 180;

/**
 * The head behind a face at rest, ring by ring.
 * @param points - of the face, shape `[468, 3]`, mm
 * @returns shape `[RING_COUNT, RING_SIZE, 3]`; point k of a ring continues point k of the silhouette
 */
export function skullRings(points: Float32Array, form: HeadForm): Float32Array {
  const edge = FACE_OVAL.map((index) => pointAt(points, index));
  const chin = pointAt(points, CHIN);
  const side = pointAt(points, SIDE)[2];
  const rings = new Float32Array(RING_COUNT * RING_SIZE * 3);
  for (const [k, corner] of edge.entries()) {
    const start = middleOf({ ...SILHOUETTE, sag: side - chin[2] }, chin, k);
    const aside = unit(minus(corner, start));
    const offset = minus(corner, leaveHead(form, start, aside));
    for (const [index, ring] of RINGS.entries()) {
      const from = middleOf(ring, chin, k);
      const way = mix(aside, directionOf(ring, k), ring.even);
      const left = 1 - smoothstep(0, FADE_RINGS, index + 1);
      const at = added(leaveHead(form, from, way), offset, left);
      // the end of the neck is narrower, so that it stays below a collar when the head turns
      const end = index === RING_COUNT - 1 ? 0.82 : 1;
      const axis = form.neckDepth + 0.1 * (at[1] - 70);
      const there: Vec = [end * at[0], at[1], axis + end * (at[2] - axis)];
      rings.set(there, 3 * (index * RING_SIZE + k));
    }
  }
  return rings;
}

/** From where the ring's point number k is looked for. */
function middleOf({ below, degrees, half, sag }: Ring, chin: Vec, k: number): Vec {
  const tilt = degrees * RADIANS;
  const aside = Math.sin((2 * Math.PI * k) / RING_SIZE);
  return [
    0,
    chin[1] + below[0] - half * Math.cos(tilt),
    chin[2] + below[1] + half * Math.sin(tilt) + sag * aside * aside,
  ];
}

/** In the ring's plane, evenly around. */
function directionOf({ degrees }: Ring, k: number): Vec {
  const angle = (2 * Math.PI * k) / RING_SIZE;
  const up = Math.cos(angle);
  const tilt = degrees * RADIANS;
  return [Math.sin(angle), -up * Math.cos(tilt), up * Math.sin(tilt)];
}

/** How far each ring follows the silhouette when the jaw moves, 0..1. */
export function followShare(ring: number): number {
  return 1 - smoothstep(0, FADE_RINGS + 1, ring + 1);
}
