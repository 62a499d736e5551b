import { addFragment, type Canvas, MIDDLE } from "./canvas.js";
import type { Geometry } from "./geometry.js";
import { SAMPLE_X, SAMPLE_Y } from "./samples.js";

/** A layer that lies on a surface (a brow on skin) stays before it: 0.05 mm at half a metre. */
const LAYER_LEAD = 1.0001;

/**
 * Finds the samples that a triangle covers.
 * @param layered - it lets something through: it is noted in front of what is solid, which is complete by then
 */
export function coverTriangle(
  canvas: Canvas,
  geometry: Geometry,
  triangle: number,
  layered: boolean,
): void {
  const { boxes, edges, inverse } = geometry;
  const { steps, width } = canvas;
  const e = 9 * triangle;
  const a0 = edges[e] as number;
  const b0 = edges[e + 1] as number;
  const a1 = edges[e + 3] as number;
  const b1 = edges[e + 4] as number;
  const a2 = edges[e + 6] as number;
  const b2 = edges[e + 7] as number;
  const scale = inverse[triangle] as number;
  setSteps(steps, edges, e, scale);
  const reach0 = steps[20] as number;
  const reach1 = steps[21] as number;
  const reach2 = steps[22] as number;
  const slope0 = 1 / a0;
  const slope1 = 1 / a1;
  const slope2 = 1 / a2;
  const box = 4 * triangle;
  const left = boxes[box] as number;
  const right = boxes[box + 1] as number;
  const bottom = boxes[box + 3] as number;
  for (let y = boxes[box + 2] as number; y <= bottom; y++) {
    const r0 = b0 * (y + 0.5) + (edges[e + 2] as number);
    const r1 = b1 * (y + 0.5) + (edges[e + 5] as number);
    const r2 = b2 * (y + 0.5) + (edges[e + 8] as number);
    // the part of the row in which no edge function is negative at all samples
    let from = left;
    let to = right;
    const x0 = -(r0 + reach0) * slope0 - 0.5;
    const x1 = -(r1 + reach1) * slope1 - 0.5;
    const x2 = -(r2 + reach2) * slope2 - 0.5;
    if (a0 > 0) from = Math.max(from, x0);
    else if (a0 < 0) to = Math.min(to, x0);
    if (a1 > 0) from = Math.max(from, x1);
    else if (a1 < 0) to = Math.min(to, x1);
    if (a2 > 0) from = Math.max(from, x2);
    else if (a2 < 0) to = Math.min(to, x2);
    // this is not exact: a pixel more where it is close; the tests below are exact
    const end = Math.floor(to + 1e-6);
    for (let column = Math.ceil(from - 1e-6); column <= end; column++) {
      const e0 = a0 * (column + 0.5) + r0;
      const e1 = a1 * (column + 0.5) + r1;
      const e2 = a2 * (column + 0.5) + r2;
      let mask = 31;
      if (e0 < reach0 || e1 < reach1 || e2 < reach2) {
        steps[16] = e0;
        steps[17] = e1;
        steps[18] = e2;
        mask = maskOf(steps);
        if (mask === 0) continue;
      }
      steps[19] = (e0 + e1 + e2) * scale;
      if (layered) layer(canvas, y * width + column, triangle, mask);
      else keepNearest(canvas, y * width + column, triangle, mask);
    }
  }
}

/** How the three edge functions and the nearness differ at each sample, and the largest difference of each. */
function setSteps(steps: Float64Array, edges: Float64Array, e: number, scale: number): void {
  let sumA = 0;
  let sumB = 0;
  for (let i = 0; i < 4; i++) {
    const a = i < 3 ? (edges[e + 3 * i] as number) : sumA * scale;
    const b = i < 3 ? (edges[e + 3 * i + 1] as number) : sumB * scale;
    sumA += a;
    sumB += b;
    const d0 = a * SAMPLE_X[0] + b * SAMPLE_Y[0];
    const d1 = a * SAMPLE_X[1] + b * SAMPLE_Y[1];
    steps[4 * i] = d0;
    steps[4 * i + 1] = d1;
    // the samples lie opposite each other
    steps[4 * i + 2] = -d1;
    steps[4 * i + 3] = -d0;
    steps[20 + i] = Math.max(Math.abs(d0), Math.abs(d1));
  }
}

function maskOf(s: Float64Array): number {
  const e0 = s[16] as number;
  const e1 = s[17] as number;
  const e2 = s[18] as number;
  let mask = e0 >= 0 && e1 >= 0 && e2 >= 0 ? MIDDLE : 0;
  // written out: a loop costs more than what is in it
  const in0 = e0 + (s[0] as number) >= 0 && e1 + (s[4] as number) >= 0;
  if (in0 && e2 + (s[8] as number) >= 0) mask |= 1;
  const in1 = e0 + (s[1] as number) >= 0 && e1 + (s[5] as number) >= 0;
  if (in1 && e2 + (s[9] as number) >= 0) mask |= 2;
  const in2 = e0 + (s[2] as number) >= 0 && e1 + (s[6] as number) >= 0;
  if (in2 && e2 + (s[10] as number) >= 0) mask |= 4;
  const in3 = e0 + (s[3] as number) >= 0 && e1 + (s[7] as number) >= 0;
  if (in3 && e2 + (s[11] as number) >= 0) mask |= 8;
  return mask;
}

function keepNearest(canvas: Canvas, pixel: number, triangle: number, mask: number): void {
  const { nearness, owner, steps, limit, middleNearness } = canvas;
  const at = 4 * pixel;
  const middle = steps[19] as number;
  if ((mask & MIDDLE) !== 0 && middle <= limit && middle > (middleNearness[pixel] as number)) {
    middleNearness[pixel] = middle;
    canvas.middleOwner[pixel] = triangle;
  }
  const here0 = middle + (steps[12] as number);
  if ((mask & 1) !== 0 && here0 > (nearness[at] as number) && here0 <= limit) {
    nearness[at] = here0;
    owner[at] = triangle;
  }
  const here1 = middle + (steps[13] as number);
  if ((mask & 2) !== 0 && here1 > (nearness[at + 1] as number) && here1 <= limit) {
    nearness[at + 1] = here1;
    owner[at + 1] = triangle;
  }
  const here2 = middle + (steps[14] as number);
  if ((mask & 4) !== 0 && here2 > (nearness[at + 2] as number) && here2 <= limit) {
    nearness[at + 2] = here2;
    owner[at + 2] = triangle;
  }
  const here3 = middle + (steps[15] as number);
  if ((mask & 8) !== 0 && here3 > (nearness[at + 3] as number) && here3 <= limit) {
    nearness[at + 3] = here3;
    owner[at + 3] = triangle;
  }
}

function layer(canvas: Canvas, pixel: number, triangle: number, mask: number): void {
  const { nearness, steps, limit } = canvas;
  const at = 4 * pixel;
  const middle = steps[19] as number;
  const ahead = middle * LAYER_LEAD > (canvas.middleNearness[pixel] as number) && middle <= limit;
  let seen = ahead && middle > 0 ? mask & MIDDLE : 0;
  for (let i = 0; i < 4; i++) {
    const here = middle + (steps[12 + i] as number);
    const before = here * LAYER_LEAD > (nearness[at + i] as number) && here <= limit;
    if (before && here > 0) seen |= mask & (1 << i);
  }
  if (seen !== 0) addFragment(canvas, pixel, triangle, seen);
}
