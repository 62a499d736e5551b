import type { Colour } from "./skin-look.js";

/** A place in a texture, pixels. */
export type Spot = readonly [x: number, y: number];

/** A picture of RGBA bytes that strokes are drawn on. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A brush. */
export interface Brush {
  /** What is painted; `undefined` darkens what is there. */
  readonly colour: Colour | undefined;
  /** 0..1 in the middle of the stroke. */
  readonly strength: number;
  /** Half width at the thickest place, pixels; the stroke fades out softly to twice this. */
  readonly radius: number;
  /** Radius and strength fall towards the end: 0 keeps them, 1 ends in a point. */
  readonly taper: number;
  /** The same at the start. */
  readonly taperStart?: number;
}

/** A soft stroke along a line, opaque places stay opaque. */
export function drawStroke(sheet: Sheet, line: readonly Spot[], brush: Brush): void {
  const reach = 2 * brush.radius + 1;
  const field = nearLine(line, reach, bounds(line, reach, sheet));
  if (field === undefined) return;
  const { left, top, width, squares, along } = field;
  const start = brush.taperStart ?? 0;
  for (let i = 0; i < squares.length; i++) {
    const square = squares[i] as number;
    if (square > reach * reach) continue;
    const t = along[i] as number;
    const size = (1 - brush.taper * t * t) * (1 - start * (1 - t) * (1 - t));
    const radius = Math.max(0.35, brush.radius * size);
    const alpha = brush.strength * Math.min(1, 0.25 + size) * Math.exp(-square / (radius * radius));
    if (alpha < 0.004) continue;
    const y = top + Math.floor(i / width);
    dab(sheet, y * sheet.width + left + (i % width), brush.colour, alpha);
  }
}

/** Blends one pixel. */
export function dab(
  { data }: Sheet,
  pixel: number,
  colour: Colour | undefined,
  alpha: number,
): void {
  const at = 4 * pixel;
  for (let k = 0; k < 3; k++) {
    const old = data[at + k] as number;
    // what darkens takes less red: blood lies below
    const to = colour ? (colour[k] as number) : old * (k === 0 ? 0.5 : 0.34);
    data[at + k] = old + alpha * (to - old) + 0.5;
  }
}

function bounds(
  line: readonly Spot[],
  reach: number,
  { width, height }: Sheet,
): [number, number, number, number] {
  const xs = line.map(([x]) => x);
  const ys = line.map(([, y]) => y);
  return [
    Math.max(0, Math.floor(Math.min(...xs) - reach)),
    Math.max(0, Math.floor(Math.min(...ys) - reach)),
    Math.min(width - 1, Math.ceil(Math.max(...xs) + reach)),
    Math.min(height - 1, Math.ceil(Math.max(...ys) + reach)),
  ];
}

/** Around a line: the squared distance to it, and how far along it (0..1) its nearest place lies. */
interface LineField {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly squares: Float32Array;
  readonly along: Float32Array;
}

/** Looks only near each piece of the line. @returns `undefined` for a line without length */
function nearLine(
  line: readonly Spot[],
  reach: number,
  [left, top, right, bottom]: readonly [number, number, number, number],
): LineField | undefined {
  const width = right - left + 1;
  const height = bottom - top + 1;
  let total = 0;
  for (let i = 1; i < line.length; i++) total += lengthOf(line, i);
  if (!(total > 0) || width <= 0 || height <= 0) return undefined;
  const squares = new Float32Array(width * height).fill(Number.POSITIVE_INFINITY);
  const along = new Float32Array(width * height);
  let before = 0;
  for (let i = 1; i < line.length; i++) {
    const [ax, ay] = line[i - 1] as Spot;
    const [bx, by] = line[i] as Spot;
    const long = lengthOf(line, i);
    const dx = bx - ax;
    const dy = by - ay;
    const square = long * long || 1;
    const x0 = Math.max(left, Math.floor(Math.min(ax, bx) - reach));
    const x1 = Math.min(right, Math.ceil(Math.max(ax, bx) + reach));
    const y0 = Math.max(top, Math.floor(Math.min(ay, by) - reach));
    const y1 = Math.min(bottom, Math.ceil(Math.max(ay, by) + reach));
    for (let y = y0; y <= y1; y++) {
      for (let x = x0; x <= x1; x++) {
        const t = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / square));
        const ox = x - ax - t * dx;
        const oy = y - ay - t * dy;
        const at = (y - top) * width + x - left;
        if (ox * ox + oy * oy >= (squares[at] as number)) continue;
        squares[at] = ox * ox + oy * oy;
        along[at] = (before + t * long) / total;
      }
    }
    before += long;
  }
  return { left, top, width, squares, along };
}

function lengthOf(line: readonly Spot[], piece: number): number {
  const [ax, ay] = line[piece - 1] as Spot;
  const [bx, by] = line[piece] as Spot;
  return Math.hypot(bx - ax, by - ay);
}

/** A curve through spots, rounded off: `steps` pieces between each two. */
export function curve(spots: readonly Spot[], steps = 5): Spot[] {
  const at = (i: number): Spot => spots[Math.min(spots.length - 1, Math.max(0, i))] as Spot;
  const out: Spot[] = [];
  for (let i = 0; i + 1 < spots.length; i++) {
    for (let s = 0; s < steps; s++)
      out.push(spline(at(i - 1), at(i), at(i + 1), at(i + 2), s / steps));
  }
  out.push(at(spots.length - 1));
  return out;
}

/** Catmull and Rom's curve between b and c. */
function spline(a: Spot, b: Spot, c: Spot, d: Spot, t: number): Spot {
  const one = (p: number, q: number, r: number, s: number): number =>
    0.5 *
    (2 * q +
      (r - p) * t +
      (2 * p - 5 * q + 4 * r - s) * t * t +
      (3 * q - p - 3 * r + s) * t * t * t);
  return [one(a[0], b[0], c[0], d[0]), one(a[1], b[1], c[1], d[1])];
}
