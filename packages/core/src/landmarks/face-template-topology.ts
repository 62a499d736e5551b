import { FACE_REGIONS } from "./face-regions.data.js";
import { LANDMARK_COUNT } from "./landmark-model.js";

/** Vertices - edges + faces of a disc with three holes. */
const EULER_CHARACTERISTIC = -2;

/**
 * Checks that triangles form one surface on all 468 points: every edge belongs to one or two triangles, which are
 * oriented alike, and the edges of one triangle are those of the outline, the lids and the inner lips.
 * @throws {RangeError} naming what is wrong
 */
export function assertFaceTopology(triangles: Uint16Array): void {
  if (triangles.length % 3 !== 0) throw new RangeError("triangles have three corners");
  const edges = directedEdges(triangles);
  if (new Set(triangles).size !== LANDMARK_COUNT) throw new RangeError("a point has no triangle");
  const { outline, rightLids, leftLids, lipsInner } = FACE_REGIONS;
  const border = new Set([outline, rightLids, leftLids, lipsInner].flatMap(ringEdges));
  let open = 0;
  for (const edge of edges) {
    if (edges.has(reversed(edge))) continue;
    if (!border.has(edge) && !border.has(reversed(edge))) {
      throw new RangeError(`the surface is torn at ${nameOf(edge)}`);
    }
    open++;
  }
  if (open !== border.size) throw new RangeError("a hole is closed");
  const edgeCount = (edges.size + open) / 2;
  const characteristic = LANDMARK_COUNT - edgeCount + triangles.length / 3;
  if (characteristic !== EULER_CHARACTERISTIC) {
    throw new RangeError(`an Euler characteristic of ${characteristic}`);
  }
}

function directedEdges(triangles: Uint16Array): ReadonlySet<number> {
  const edges = new Set<number>();
  for (let t = 0; t < triangles.length; t += 3) {
    for (let k = 0; k < 3; k++) {
      const from = triangles[t + k] as number;
      const to = triangles[t + ((k + 1) % 3)] as number;
      const edge = edgeOf(from, to);
      if (from === to) throw new RangeError(`a triangle with two corners at ${from}`);
      if (edges.has(edge)) throw new RangeError(`two triangles run along ${nameOf(edge)} alike`);
      edges.add(edge);
    }
  }
  return edges;
}

function ringEdges(ring: readonly number[]): readonly number[] {
  return ring.map((from, i) => edgeOf(from, ring[(i + 1) % ring.length] as number));
}

function edgeOf(from: number, to: number): number {
  return from * LANDMARK_COUNT + to;
}

function reversed(edge: number): number {
  return edgeOf(edge % LANDMARK_COUNT, Math.floor(edge / LANDMARK_COUNT));
}

function nameOf(edge: number): string {
  return `${Math.floor(edge / LANDMARK_COUNT)}-${edge % LANDMARK_COUNT}`;
}
