import { MOUTH_RING } from "../cage.js";
import { type EyePoints, LEFT_EYE, RIGHT_EYE } from "../face-points.data.js";
import type { SkinLook } from "./skin-look.js";
import { curve, drawStroke, type Sheet, type Spot } from "./strokes.js";

/** Draws the lines of a face: edges of the lids, the line of the mouth, and what age adds. */
export function drawLines(sheet: Sheet, uvs: Float32Array, look: SkinLook): void {
  const spot = (index: number): Spot => [
    (uvs[2 * index] as number) * sheet.width,
    (uvs[2 * index + 1] as number) * sheet.height,
  ];
  const unit = sheet.width / 1024;
  const pen: Pen = { sheet, spot, unit };
  for (const eye of [RIGHT_EYE, LEFT_EYE]) {
    drawEye(pen, eye, look);
    drawEyeAge(pen, eye, look.age);
  }
  drawMouth(pen, look);
  drawAge(pen, look.age);
}

interface Pen {
  readonly sheet: Sheet;
  readonly spot: (index: number) => Spot;
  /** Pixels of a texture of 1024 pixels. */
  readonly unit: number;
}

/** Darkens what lies below a curve. */
function crease(
  { sheet, unit }: Pen,
  spots: readonly Spot[],
  strength: number,
  radius: number,
): void {
  if (strength < 0.01) return;
  const brush = { colour: undefined, strength, radius: radius * unit, taper: 0.9, taperStart: 0.9 };
  drawStroke(sheet, curve(spots), brush);
}

function drawEye(pen: Pen, eye: EyePoints, { makeUp }: SkinLook): void {
  const { sheet, spot, unit } = pen;
  const upper = [eye.outer, ...eye.upper, eye.inner].map(spot);
  const lower = [eye.outer, ...eye.lower, eye.inner].map(spot);
  crease(pen, eye.crease.map(spot), 0.34, 2.6);
  const liner = { colour: [38, 24, 22] as const, taper: 0.7, taperStart: 0.1 };
  drawStroke(sheet, curve(upper), {
    ...liner,
    strength: 0.55 + 0.35 * makeUp,
    radius: (2.0 + 1.4 * makeUp) * unit,
  });
  const rim = { colour: [120, 62, 54] as const, taper: 0.2, taperStart: 0.2 };
  drawStroke(sheet, curve(lower), { ...rim, strength: 0.3 + 0.25 * makeUp, radius: 1.6 * unit });
}

function drawEyeAge(pen: Pen, eye: EyePoints, age: number): void {
  const { spot, unit } = pen;
  const outer = spot(eye.outer);
  const outwards = Math.sign(outer[0] - spot(eye.inner)[0]);
  for (const [slope, long] of [
    [-0.35, 20],
    [0.05, 24],
    [0.5, 20],
  ] as const) {
    const start: Spot = [outer[0] + outwards * 9 * unit, outer[1] + slope * 8 * unit];
    const end: Spot = [start[0] + outwards * long * unit, start[1] + slope * long * unit];
    crease(pen, [start, end], 0.42 * (age - 0.2), 1.5);
  }
  crease(pen, eye.bag.slice(1).map(spot), 0.1 + 0.26 * age, 2.4);
}

function drawMouth({ sheet, spot, unit }: Pen, { lips }: SkinLook): void {
  const line = MOUTH_RING.map(spot);
  const dark = [lips[0] * 0.42, lips[1] * 0.34, lips[2] * 0.34] as const;
  const brush = { colour: dark, strength: 0.75, radius: 2.6 * unit, taper: 0, taperStart: 0 };
  drawStroke(sheet, curve([...line, line[0] as Spot]), brush);
}

function drawAge(pen: Pen, age: number): void {
  const { spot, unit } = pen;
  // from the wings of the nose past the corners of the mouth
  for (const path of [
    [129, 203, 206, 216],
    [358, 423, 426, 436],
  ]) {
    crease(pen, path.map(spot), 0.05 + 0.34 * age, 4.5 - 1.4 * age);
    crease(pen, path.map(spot), 0.24 * (age - 0.25), 2.2);
  }
  if (age < 0.25) return;
  const left = spot(104);
  const right = spot(333);
  const top = spot(10);
  const low = spot(9);
  for (const [share, strength] of [
    [0.3, 0.34],
    [0.5, 0.42],
    [0.7, 0.3],
  ] as const) {
    const y = low[1] + share * (top[1] - low[1]);
    const bend = 5 * unit;
    const spots: Spot[] = [
      [left[0] + 4 * unit, y + bend],
      [0.62 * left[0] + 0.38 * right[0], y - bend * 0.6],
      [0.5 * left[0] + 0.5 * right[0], y + bend * 0.4],
      [0.38 * left[0] + 0.62 * right[0], y - bend * 0.6],
      [right[0] - 4 * unit, y + bend],
    ];
    crease(pen, spots, strength * (age - 0.2), 1.7);
  }
  for (const inner of [55, 285]) {
    const [x, y] = spot(inner);
    const towards = Math.sign(low[0] - x);
    crease(
      pen,
      [
        [x + towards * 10 * unit, y - 16 * unit],
        [x + towards * 8 * unit, y + 8 * unit],
      ],
      0.4 * (age - 0.3),
      1.8,
    );
  }
}
