import { type EyePoints, LEFT_EYE, RIGHT_EYE } from "../face-points.data.js";
import { clamp, smoothstep } from "../vector.js";
import type { SkinLook } from "./skin-look.js";
import { curve, drawStroke, type Sheet, type Spot } from "./strokes.js";

/** Hairs of one brow of middling weight. */
const HAIRS = 330;

/** Draws both brows, hair by hair. */
export function drawBrows(
  sheet: Sheet,
  uvs: Float32Array,
  look: SkinLook,
  uniform: () => number,
): void {
  for (const eye of [RIGHT_EYE, LEFT_EYE]) drawBrow(sheet, uvs, eye, look, uniform);
}

function drawBrow(
  sheet: Sheet,
  uvs: Float32Array,
  { browLow, browHigh }: EyePoints,
  look: SkinLook,
  uniform: () => number,
): void {
  const spot = (index: number): Spot => [
    (uvs[2 * index] as number) * sheet.width,
    (uvs[2 * index + 1] as number) * sheet.height,
  ];
  // from the nose outwards
  const low = curve([...browLow].reverse().map(spot), 6);
  const high = curve([...browHigh].reverse().map(spot), 6);
  const middle = low.map((p, i) => between(p, high[i] as Spot, 0.5));
  const first = middle[0] as Spot;
  const last = middle[middle.length - 1] as Spot;
  const length = Math.hypot(last[0] - first[0], last[1] - first[1]);
  const outwards = Math.sign(last[0] - first[0]);
  const weight = 0.55 + 0.75 * look.browWeight;
  const soft = { colour: look.brows, taper: 0.75, taperStart: 0.5 };
  drawStroke(sheet, middle, { ...soft, strength: 0.36 * weight, radius: 0.056 * length * weight });
  for (let i = 0; i < HAIRS * (0.7 + 0.6 * look.browWeight); i++) {
    const t = clamp(uniform() * 1.04 - 0.02, 0, 1);
    const at = t * (low.length - 1);
    const k = Math.min(low.length - 2, Math.floor(at));
    const bottom = between(low[k] as Spot, low[k + 1] as Spot, at - k);
    const top = between(high[k] as Spot, high[k + 1] as Spot, at - k);
    const thick = weight * (0.34 + 0.66 * Math.sin(Math.PI * clamp(0.16 + 0.74 * t, 0, 1)));
    const across = 0.5 + (uniform() + uniform() - 1) * 0.62 * thick;
    const root = between(bottom, top, across);
    // upright at the nose, lying flat and slightly down at the temple; from below up, from above down
    const rise = clamp(1.1 - 1.55 * t + (0.5 - across) * 0.9 + 0.3 * (uniform() - 0.5), -0.5, 1.2);
    const long = length * (0.085 + 0.07 * uniform()) * (1 - 0.25 * t);
    const bend = 0.25 * (1 - t);
    const tip: Spot = [root[0] + outwards * long * Math.cos(rise), root[1] - long * Math.sin(rise)];
    const mid: Spot = [
      (root[0] + tip[0]) / 2 - outwards * bend * 0.25 * long,
      (root[1] + tip[1]) / 2 - bend * 0.15 * long,
    ];
    const shade = 0.8 + 0.4 * uniform();
    drawStroke(sheet, [root, mid, tip], {
      colour: [look.brows[0] * shade, look.brows[1] * shade, look.brows[2] * shade],
      strength: (0.3 + 0.3 * uniform()) * smoothstep(-0.06, 0.16, t),
      radius: 0.008 * length,
      taper: 0.85,
    });
  }
}

const between = (a: Spot, b: Spot, share: number): Spot => [
  a[0] + share * (b[0] - a[0]),
  a[1] + share * (b[1] - a[1]),
];
