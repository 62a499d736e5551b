import { CAGE_COUNT, FIRST_RING_POINT, LID_RINGS, LIP_ROWS, MOUTH_RING } from "./cage.js";
import { deformFace } from "./expression.js";
import { FACE_OVAL } from "./face-points.data.js";
import { NEUTRAL } from "./head.js";
import { RING_COUNT, RING_SIZE } from "./skull-rings.js";
import { pointAt } from "./vector.js";

/** The face is unrolled from a cylinder; its axis stands so far behind the eyes, mm. */
const AXIS_DEPTH = 90;
/** mm of the unrolled face for one radian. */
const RADIUS = 95;
/** Side of the whole texture on the face, mm. */
const TEXTURE_MM = 338;
/** Height of the texture's middle in the face, mm. */
const MIDDLE = 32;

/**
 * Where the coarse head's points lie in the skin's texture: the face in its middle, unrolled, nearly true to scale;
 * skull and neck around it, ring by ring, so that nothing has to be cut open.
 * @param rest - the face at rest, shape `[468, 3]`
 * @returns shape `[CAGE_COUNT, 2]`, 0..1
 */
export function textureLayout(rest: Float32Array): Float32Array {
  const uvs = new Float32Array(2 * CAGE_COUNT);
  // lips apart: what lies behind them needs room too
  const points = deformFace(rest, { ...NEUTRAL, mouthOpen: 0.3 });
  for (let i = 0; i < points.length / 3; i++) {
    const [x, y, z] = pointAt(points, i);
    uvs[2 * i] = 0.5 + (Math.atan2(x, AXIS_DEPTH - z) * RADIUS) / TEXTURE_MM;
    uvs[2 * i + 1] = 0.5 + (y - MIDDLE) / TEXTURE_MM;
  }
  const lidRows = 468;
  for (const [side, ring] of LID_RINGS.entries()) {
    inwards(uvs, ring, lidRows + side * ring.length, 0.12);
  }
  inwards(uvs, MOUTH_RING, LIP_ROWS[0], 0.3);
  inwards(uvs, MOUTH_RING, LIP_ROWS[1], 0.6);
  for (let ring = 0; ring < RING_COUNT; ring++) {
    for (let k = 0; k < RING_SIZE; k++) {
      placeRingPoint(uvs, FACE_OVAL[k] as number, ring, FIRST_RING_POINT + ring * RING_SIZE + k);
    }
  }
  return uvs;
}

/** A row inside a ring: each point goes a share of the way to the ring's middle. */
function inwards(uvs: Float32Array, ring: readonly number[], first: number, share: number): void {
  for (const axis of [0, 1]) {
    let sum = 0;
    for (const index of ring) sum += uvs[2 * index + axis] as number;
    const middle = sum / ring.length;
    for (const [k, index] of ring.entries()) {
      const from = uvs[2 * index + axis] as number;
      uvs[2 * (first + k) + axis] = from + share * (middle - from);
    }
  }
}

/** Between the silhouette and the rounded edge of the texture. */
function placeRingPoint(uvs: Float32Array, edge: number, ring: number, index: number): void {
  const u = (uvs[2 * edge] as number) - 0.5;
  const v = (uvs[2 * edge + 1] as number) - 0.5;
  const reach = 0.488 / (Math.abs(u) ** 5 + Math.abs(v) ** 5) ** 0.2;
  const share = ((ring + 1) / RING_COUNT) ** 0.85;
  const factor = 1 + share * (reach - 1);
  uvs[2 * index] = 0.5 + factor * u;
  uvs[2 * index + 1] = 0.5 + factor * v;
}
