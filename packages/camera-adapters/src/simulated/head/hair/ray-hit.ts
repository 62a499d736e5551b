import type { Occluder } from "../occlusion.js";
import { added, cross, dot, minus, pointAt, unit, type Vec } from "../vector.js";

/** Where rays from inside a head meet its skin. */
export interface SkinProbe {
  /** @returns mm to the skin along a unit direction; `undefined` where there is none */
  reach(direction: Vec): number | undefined;
}

/** A triangle is only looked at when its middle lies so near to the ray's direction. */
const NEAR = 0.97;

export function createSkinProbe({ positions, triangles }: Occluder, from: Vec): SkinProbe {
  const count = triangles.length / 3;
  const middles = new Float32Array(3 * count);
  for (let i = 0; i < count; i++) {
    const [a, b, c] = corners(positions, triangles, i);
    middles.set(unit(minus(added(added(a, b), c), [3 * from[0], 3 * from[1], 3 * from[2]])), 3 * i);
  }
  const reach = (direction: Vec): number | undefined => {
    let best: number | undefined;
    for (let i = 0; i < count; i++) {
      const cosine =
        (middles[3 * i] as number) * direction[0] +
        (middles[3 * i + 1] as number) * direction[1] +
        (middles[3 * i + 2] as number) * direction[2];
      if (cosine < NEAR) continue;
      const t = meet(from, direction, corners(positions, triangles, i));
      // the skin is what lies outermost: lids and lips have inner sides
      if (t !== undefined && (best === undefined || t > best)) best = t;
    }
    return best;
  };
  return { reach };
}

type Corners = readonly [a: Vec, b: Vec, c: Vec];

function corners(positions: Float32Array, triangles: Uint32Array, i: number): Corners {
  return [
    pointAt(positions, triangles[3 * i] as number),
    pointAt(positions, triangles[3 * i + 1] as number),
    pointAt(positions, triangles[3 * i + 2] as number),
  ];
}

/** @see Möller and Trumbore, "Fast, minimum storage ray/triangle intersection", 1997 */
function meet(from: Vec, direction: Vec, [a, b, c]: Corners): number | undefined {
  const ab = minus(b, a);
  const ac = minus(c, a);
  const p = cross(direction, ac);
  const det = dot(ab, p);
  if (Math.abs(det) < 1e-9) return undefined;
  const s = minus(from, a);
  const u = dot(s, p) / det;
  if (u < -1e-4 || u > 1 + 1e-4) return undefined;
  const q = cross(s, ab);
  const v = dot(direction, q) / det;
  if (v < -1e-4 || u + v > 1 + 1e-4) return undefined;
  const t = dot(ac, q) / det;
  return t > 0 ? t : undefined;
}
