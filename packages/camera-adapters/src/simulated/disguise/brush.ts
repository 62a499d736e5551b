import { smoothstep } from "../head/vector.js";
import type { Texture } from "../render/surface.js";
import type { Tint } from "./disguise.js";
import type { MapPoint } from "./face-map.js";

/** How paint is laid on. */
export interface Paint {
  /** Its colour. */
  readonly tint: Tint;
  /** Coverage in the middle, 0..1. */
  readonly strength: number;
  /** Width of the soft edge, pixels, half of it outside. */
  readonly soft: number;
}

/** Fills a polygon whose edge is soft. */
export function fillShape(map: Texture, shape: readonly MapPoint[], paint: Paint): void {
  brush(
    map,
    shape,
    paint.soft,
    (x, y) => {
      const { distance, inside } = toPolygon(shape, x, y);
      const depth = inside ? distance : -distance;
      return smoothstep(-paint.soft / 2, paint.soft / 2, depth);
    },
    paint,
  );
}

/** Draws a line that is thickest in its middle. @param width - pixels */
export function drawLine(
  map: Texture,
  line: readonly MapPoint[],
  width: number,
  paint: Paint,
): void {
  brush(
    map,
    line,
    width + paint.soft,
    (x, y) => {
      const distance = toLine(line, x, y);
      return 1 - smoothstep(width / 2 - paint.soft / 2, width / 2 + paint.soft / 2, distance);
    },
    paint,
  );
}

/** A soft disc. @param radii - pixels */
export function dab(
  map: Texture,
  [cx, cy]: MapPoint,
  [rx, ry]: readonly [number, number],
  paint: Paint,
): void {
  const box: MapPoint[] = [
    [cx - rx, cy - ry],
    [cx + rx, cy + ry],
  ];
  brush(
    map,
    box,
    0,
    (x, y) => {
      const q = Math.hypot((x - cx) / rx, (y - cy) / ry);
      return 1 - smoothstep(0.1, 1, q);
    },
    paint,
  );
}

/** Takes paint away inside a polygon. */
export function wipe(map: Texture, shape: readonly MapPoint[], soft: number): void {
  for (const [at, x, y] of pixels(map, shape, soft)) {
    const { distance, inside } = toPolygon(shape, x, y);
    const share = smoothstep(-soft / 2, soft / 2, inside ? distance : -distance);
    map.data[at + 3] = Math.round((map.data[at + 3] as number) * (1 - share));
  }
}

function brush(
  map: Texture,
  around: readonly MapPoint[],
  margin: number,
  share: (x: number, y: number) => number,
  { tint, strength }: Paint,
): void {
  const { data } = map;
  for (const [at, x, y] of pixels(map, around, margin)) {
    const over = strength * share(x, y);
    if (over <= 0) continue;
    const under = ((data[at + 3] as number) / 255) * (1 - over);
    const sum = over + under;
    for (const [c, value] of tint.entries()) {
      data[at + c] = Math.round((over * value + under * (data[at + c] as number)) / sum);
    }
    data[at + 3] = Math.round(255 * sum);
  }
}

function* pixels(
  { width, height }: Texture,
  around: readonly MapPoint[],
  margin: number,
): Generator<readonly [at: number, x: number, y: number]> {
  const xs = around.map(([x]) => x);
  const ys = around.map(([, y]) => y);
  const left = Math.max(0, Math.floor(Math.min(...xs) - margin));
  const right = Math.min(width - 1, Math.ceil(Math.max(...xs) + margin));
  const top = Math.max(0, Math.floor(Math.min(...ys) - margin));
  const bottom = Math.min(height - 1, Math.ceil(Math.max(...ys) + margin));
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) yield [4 * (y * width + x), x + 0.5, y + 0.5];
  }
}

/** Distance to the edge of a polygon, and on which side. */
function toPolygon(
  shape: readonly MapPoint[],
  x: number,
  y: number,
): { readonly distance: number; readonly inside: boolean } {
  let inside = false;
  let square = Number.POSITIVE_INFINITY;
  let p = shape.at(-1) as MapPoint;
  for (const q of shape) {
    if (p[1] > y !== q[1] > y && x < p[0] + ((y - p[1]) / (q[1] - p[1])) * (q[0] - p[0])) {
      inside = !inside;
    }
    square = Math.min(square, toSegment(p, q, x, y));
    p = q;
  }
  return { distance: Math.sqrt(square), inside };
}

function toLine(line: readonly MapPoint[], x: number, y: number): number {
  let square = Number.POSITIVE_INFINITY;
  for (let i = 0; i + 1 < line.length; i++) {
    square = Math.min(square, toSegment(line[i] as MapPoint, line[i + 1] as MapPoint, x, y));
  }
  return Math.sqrt(square);
}

function toSegment([px, py]: MapPoint, [qx, qy]: MapPoint, x: number, y: number): number {
  const [dx, dy] = [qx - px, qy - py];
  const t = Math.min(1, Math.max(0, ((x - px) * dx + (y - py) * dy) / (dx * dx + dy * dy || 1)));
  return (x - px - t * dx) ** 2 + (y - py - t * dy) ** 2;
}
