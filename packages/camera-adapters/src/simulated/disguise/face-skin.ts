import { type Head, NEUTRAL } from "../head/head.js";
import type { Mesh, Surface } from "../render/surface.js";
import { isMapped, MAP_SIDE, type MapPoint, toMap } from "./face-map.js";

/** The skin of any head, and where its face lies on the map. */
export interface FaceSkin {
  /** Its positions and normals are the head's own and follow it; its texture coordinates are the map's. */
  readonly mesh: Mesh;
  /** Place of a point of the face at rest. @param landmark - 0..467 */
  at(landmark: number): MapPoint;
  /** The same in mm. Shape `[468, 3]`. */
  readonly points: Float32Array;
}

/** Every so many landmarks are compared: enough to tell skin from hair and eyes. */
const STRIDE = 9;

/**
 * Finds the surface that is the head's skin: the one whose points lie nearest to the landmarks. What is painted on it
 * follows every expression, because it is drawn on the head's own points.
 */
export function faceSkinOf(head: Head): FaceSkin {
  const points = head.landmarks(NEUTRAL).slice();
  const surfaces = head.surfaces(NEUTRAL);
  let best: Surface | undefined;
  let nearest = Number.POSITIVE_INFINITY;
  for (const surface of surfaces) {
    const distance = distanceTo(surface.mesh.positions, points);
    if (distance < nearest) {
      nearest = distance;
      best = surface;
    }
  }
  if (!best) throw new RangeError("a head without surfaces");
  return {
    mesh: mapped(best.mesh),
    at: (i) => toMap(...(points.subarray(3 * i, 3 * i + 3) as unknown as [number, number, number])),
    points,
  };
}

/** Mean distance from landmarks to the nearest points of a surface, mm. */
function distanceTo(positions: Float32Array, points: Float32Array): number {
  let sum = 0;
  let count = 0;
  for (let p = 0; p < points.length; p += 3 * STRIDE) {
    let nearest = Number.POSITIVE_INFINITY;
    for (let i = 0; i < positions.length; i += 3) {
      const dx = (positions[i] as number) - (points[p] as number);
      const dy = (positions[i + 1] as number) - (points[p + 1] as number);
      const dz = (positions[i + 2] as number) - (points[p + 2] as number);
      nearest = Math.min(nearest, dx * dx + dy * dy + dz * dz);
    }
    sum += Math.sqrt(nearest);
    count++;
  }
  return sum / count;
}

function mapped({ positions, normals, triangles }: Mesh): Mesh {
  const uvs = new Float32Array((2 * positions.length) / 3);
  const inside = new Uint8Array(positions.length / 3);
  for (let i = 0; i < inside.length; i++) {
    const [x = 0, y = 0, z = 0] = positions.subarray(3 * i, 3 * i + 3);
    const [u, v] = toMap(x, y, z);
    uvs[2 * i] = u / MAP_SIDE;
    uvs[2 * i + 1] = v / MAP_SIDE;
    inside[i] = isMapped(x, y, z) ? 1 : 0;
  }
  const kept: number[] = [];
  for (let i = 0; i < triangles.length; i += 3) {
    const corners = triangles.subarray(i, i + 3);
    if (corners.every((corner) => inside[corner] === 1)) kept.push(...corners);
  }
  return { positions, normals, uvs, triangles: Uint32Array.from(kept) };
}
