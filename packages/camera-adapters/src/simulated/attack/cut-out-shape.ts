import { FACE_OVAL, LEFT_EYE, RIGHT_EYE } from "../head/face-points.data.js";
import type { Texture } from "../render/surface.js";

/** Where the scissors went, pixels of the sheet. */
export interface Cut {
  /** Around the face. */
  readonly outline: readonly (readonly [x: number, y: number])[];
  /** What is cut out inside of it. */
  readonly holes: readonly (readonly (readonly [x: number, y: number])[])[];
}

/** The scissors follow the face at this distance, share of its size; above the forehead they leave more. */
const MARGIN = 0.05;
const FOREHEAD = 0.22;
/** Holes are larger than eyes, so that one can see. */
const HOLE = 1.22;

/**
 * A cut around a face and, if told, around its eyes.
 * @param points - shape `[468, 2]`, pixels
 */
export function cutAround(points: Float32Array, eyeHoles: boolean): Cut {
  const at = (i: number): readonly [number, number] => [
    points[2 * i] as number,
    points[2 * i + 1] as number,
  ];
  const face = FACE_OVAL.map(at);
  const centre = middle(face);
  const top = Math.min(...face.map(([, y]) => y));
  const outline = face.map(([x, y]): readonly [number, number] => {
    const up = Math.max(0, (centre[1] - y) / (centre[1] - top));
    const grow = 1 + MARGIN + FOREHEAD * up * up;
    return [centre[0] + (1 + MARGIN) * (x - centre[0]), centre[1] + grow * (y - centre[1])];
  });
  const holes = [RIGHT_EYE, LEFT_EYE].map(({ outer, upper, inner, lower }) => {
    const ring = [outer, ...upper, inner, ...[...lower].reverse()].map(at);
    const [cx, cy] = middle(ring);
    return ring.map(([x, y]): readonly [number, number] => [
      cx + HOLE * (x - cx),
      cy + HOLE * 1.15 * (y - cy),
    ]);
  });
  return { outline, holes: eyeHoles ? holes : [] };
}

/** The sheet without what was cut away. */
export function cutSheet({ width, height, data }: Texture, { outline, holes }: Cut): Texture {
  const out = data.slice();
  for (let y = 0; y < height; y++) {
    const kept = crossings(outline, y + 0.5);
    const gone = holes.flatMap((hole) => crossings(hole, y + 0.5));
    for (let x = 0; x < width; x++) {
      if (!within(kept, x + 0.5) || within(gone, x + 0.5)) out[4 * (y * width + x) + 3] = 0;
    }
  }
  return { width, height, data: out };
}

function middle(points: readonly (readonly [number, number])[]): readonly [number, number] {
  const [x, y] = points.reduce(([sx, sy], [px, py]) => [sx + px, sy + py] as const, [
    0, 0,
  ] as const);
  return [x / points.length, y / points.length];
}

/** Where a level line meets a polygon, from left to right: it is inside between the first and the second. */
function crossings(polygon: readonly (readonly [number, number])[], y: number): number[] {
  const at: number[] = [];
  let [px, py] = polygon.at(-1) as readonly [number, number];
  for (const [qx, qy] of polygon) {
    if (py > y !== qy > y) at.push(px + ((y - py) / (qy - py)) * (qx - px));
    [px, py] = [qx, qy];
  }
  return at.sort((a, b) => a - b);
}

function within(sorted: readonly number[], x: number): boolean {
  let inside = false;
  for (const crossing of sorted) {
    if (crossing > x) break;
    inside = !inside;
  }
  return inside;
}
