import { clearOfBall, type EyeSocket, eyeSocket } from "./eye-socket.js";
import {
  CHEEKS,
  CHIN,
  type EyePoints,
  JAW_JOINTS,
  LEFT_EYE,
  LEFT_MOUTH_CORNER,
  LOWER_LIP,
  NOSE_WINGS,
  RIGHT_EYE,
  RIGHT_MOUTH_CORNER,
  SMILE_CREASES,
  UPPER_LIP,
} from "./face-points.data.js";
import type { Expression } from "./head.js";
import { added, distance, mix, pointAt, setPoint, smoothstep, type Vec } from "./vector.js";

/** Distance between the outer corners of the eyes for which the lengths in this file are written, mm. */
export const NOMINAL_EYE_SPAN = 89;
/** How far each corner of the mouth goes outwards in a full smile, over the mouth's width. */
const SMILE_WIDENING = 0.135;
/** Degrees the jaw turns when the mouth is fully open. */
const JAW_DEGREES = 15;
/** Lids do not lie on the ball itself, mm. */
const LID_GAP = 0.5;

const RADIANS = Math.PI / 180;

/**
 * Moves the points of a face as an expression does.
 * @param points - of the face at rest, eyes open and mouth closed: shape `[468, 3]`, mm, x to the viewer's right,
 * y down, z away from the viewer
 * @param out - receives the answer; may not be `points`
 * @returns `out`; equal to `points` where the expression is neutral
 */
export function deformFace(
  points: Float32Array,
  expression: Expression,
  out: Float32Array = new Float32Array(points.length),
): Float32Array {
  out.set(points);
  const scale =
    distance(pointAt(points, RIGHT_EYE.outer), pointAt(points, LEFT_EYE.outer)) / NOMINAL_EYE_SPAN;
  const face: Face = { rest: points, out, scale };
  if (expression.smile !== 0) smile(face, expression.smile);
  if (expression.mouthOpen !== 0) openMouth(face, expression.mouthOpen);
  if (expression.brows !== 0) moveBrows(face, expression.brows);
  closeLids(face, RIGHT_EYE, expression.blinkLeft, expression);
  closeLids(face, LEFT_EYE, expression.blinkRight, expression);
  return out;
}

/** What the movements below share. */
interface Face {
  readonly rest: Float32Array;
  readonly out: Float32Array;
  /** Of this face against the nominal one. */
  readonly scale: number;
}

/**
 * Moves all points near a place.
 * @param radius - at which the movement has fallen to 1 / e, nominal mm
 * @param move - at the place itself, nominal mm
 */
function bump({ rest, out, scale }: Face, centre: Vec, radius: number, move: Vec): void {
  const inverse = 1 / (radius * scale) ** 2;
  for (let i = 0; i < rest.length; i += 3) {
    const dx = (rest[i] as number) - centre[0];
    const dy = (rest[i + 1] as number) - centre[1];
    const dz = (rest[i + 2] as number) - centre[2];
    const weight = scale * Math.exp(-(dx * dx + dy * dy + dz * dz) * inverse);
    out[i] = (out[i] as number) + weight * move[0];
    out[i + 1] = (out[i + 1] as number) + weight * move[1];
    out[i + 2] = (out[i + 2] as number) + weight * move[2];
  }
}

function smile(face: Face, amount: number): void {
  const { rest, scale } = face;
  const corners = [pointAt(rest, RIGHT_MOUTH_CORNER[0]), pointAt(rest, LEFT_MOUTH_CORNER[0])];
  const [right, left] = corners as [Vec, Vec];
  const wide = (SMILE_WIDENING * distance(right, left)) / scale;
  for (const [k, side] of [-1, 1].entries()) {
    const corner = corners[k] as Vec;
    bump(face, corner, 19, [side * wide * amount, -4.6 * amount, 3.4 * amount]);
    bump(face, pointAt(rest, CHEEKS[k] as number), 19, [
      side * 1.1 * amount,
      -2.6 * amount,
      -2.4 * amount,
    ]);
    bump(face, pointAt(rest, NOSE_WINGS[k] as number), 8, [side * 1.2 * amount, -0.6 * amount, 0]);
    for (const point of SMILE_CREASES[k] ?? []) {
      bump(face, pointAt(rest, point), 5, [0, 0, 1.3 * amount]);
    }
    // lower lids come up a little: eyes smile too
    const { lower, bag } = k === 0 ? RIGHT_EYE : LEFT_EYE;
    bump(face, pointAt(rest, lower[3] as number), 8, [0, -0.8 * amount, 0]);
    bump(face, pointAt(rest, bag[3] as number), 8, [0, -0.5 * amount, -0.5 * amount]);
  }
  partLips(face, smoothstep(0.42, 1, amount));
}

/** A broad smile shows the upper teeth. */
function partLips(face: Face, amount: number): void {
  const right = pointAt(face.rest, RIGHT_MOUTH_CORNER[0]);
  const left = pointAt(face.rest, LEFT_MOUTH_CORNER[0]);
  const middle = (right[0] + left[0]) / 2;
  const half = Math.abs(left[0] - right[0]) / 2;
  const shift = (rows: readonly (readonly number[])[], down: number): void => {
    for (const row of rows) {
      for (const index of row) {
        const at = 3 * index;
        const off = Math.min(1, Math.abs((face.rest[at] as number) - middle) / half);
        const move = face.scale * down * amount * (1 - off * off);
        face.out[at + 1] = (face.out[at + 1] as number) + move;
      }
    }
  };
  shift(UPPER_LIP, -1.2);
  shift(LOWER_LIP, 3.4);
  // the skin below the lip goes with it
  const below = mix(pointAt(face.rest, LOWER_LIP[0][4]), pointAt(face.rest, CHIN), 0.35);
  bump(face, below, 12, [0, 1.8 * amount, 0.6 * amount]);
}

/** Which share of the jaw's turn each point follows. */
function jawShares({ rest, scale }: Face): Float32Array {
  const right = pointAt(rest, RIGHT_MOUTH_CORNER[0]);
  const left = pointAt(rest, LEFT_MOUTH_CORNER[0]);
  const corner = mix(right, left, 0.5);
  const half = Math.abs(left[0] - right[0]) / 2;
  const joint = mix(pointAt(rest, JAW_JOINTS[0]), pointAt(rest, JAW_JOINTS[1]), 0.5);
  const shares = new Float32Array(rest.length / 3);
  for (let i = 0; i < shares.length; i++) {
    const [, y, z] = pointAt(rest, i);
    // back at the joint the cheek stays; the line from the joint to the mouth parts what moves from what stays
    const along = Math.min(1, Math.max(0, (joint[2] - z) / (joint[2] - corner[2])));
    const line = joint[1] + (corner[1] - joint[1]) * along;
    shares[i] = smoothstep(-10 * scale, 26 * scale, y - line) * smoothstep(-0.1, 0.45, along);
  }
  const off = (index: number): number =>
    Math.min(1, Math.abs((rest[3 * index] as number) - corner[0]) / half);
  for (const row of LOWER_LIP) for (const p of row) shares[p] = 1 - 0.6 * off(p) ** 4;
  for (const row of UPPER_LIP) for (const p of row) shares[p] = 0.4 * off(p) ** 4;
  for (const p of [...RIGHT_MOUTH_CORNER, ...LEFT_MOUTH_CORNER]) shares[p] = 0.4;
  return shares;
}

function openMouth(face: Face, amount: number): void {
  const { rest, out, scale } = face;
  const joint = mix(pointAt(rest, JAW_JOINTS[0]), pointAt(rest, JAW_JOINTS[1]), 0.5);
  const shares = jawShares(face);
  for (const [i, share] of shares.entries()) {
    if (share === 0) continue;
    const angle = JAW_DEGREES * RADIANS * amount * share;
    const [x, y, z] = pointAt(out, i);
    const dy = y - joint[1];
    const dz = z - joint[2];
    const cos = Math.cos(angle);
    const sin = Math.sin(angle);
    // the front of the jaw, at smaller z, goes down
    setPoint(out, i, [x, joint[1] + cos * dy - sin * dz, joint[2] + sin * dy + cos * dz]);
  }
  bump(face, pointAt(rest, RIGHT_MOUTH_CORNER[0]), 14, [1.1 * amount, 0, 0.6 * amount]);
  bump(face, pointAt(rest, LEFT_MOUTH_CORNER[0]), 14, [-1.1 * amount, 0, 0.6 * amount]);
  // the upper lip rises a little off the teeth
  bump(face, pointAt(rest, UPPER_LIP[0][4]), 9, [0, -0.9 * amount * scale, 0]);
}

function moveBrows(face: Face, amount: number): void {
  for (const { browHigh, browLow } of [RIGHT_EYE, LEFT_EYE]) {
    const side = (face.rest[3 * (browHigh[0] as number)] as number) < 0 ? -1 : 1;
    for (const k of [0, 1, 2, 3, 4]) {
      const at = mix(
        pointAt(face.rest, browHigh[k] as number),
        pointAt(face.rest, browLow[k] as number),
        0.5,
      );
      const inwards = amount < 0 && k > 2 ? side * amount * 0.5 : 0;
      // the five overlap: together they move the brow by about 5 mm up or 3 mm down
      bump(face, at, 12, [inwards, -(amount > 0 ? 2.4 : 1.5) * amount, 0]);
    }
  }
}

/** Brings the upper lid down on the ball: by the blink, and as far as it follows the eye that looks down. */
function closeLids(face: Face, eye: EyePoints, blink: number, { gazeDown }: Expression): void {
  const lowered = Math.sin(gazeDown * RADIANS) * 0.7;
  if (blink === 0 && lowered === 0) return;
  const socket = eyeSocket(face.rest, eye);
  const away = lowered * socket.radii[1] * (1 - blink);
  for (const [k, upper] of eye.upper.entries()) {
    const lower = eye.lower[k] as number;
    const share = Math.min(1, k < 3 ? (k + 1.6) / 4 : (7.6 - k) / 4);
    const top = pointAt(face.out, upper);
    const bottom = pointAt(face.out, lower);
    const met = mix(bottom, top, 0.12 * blink);
    const down: Vec = [
      blink * (met[0] - top[0]),
      blink * (met[1] - top[1]) + away * share,
      blink * (met[2] - top[2]),
    ];
    move(face, socket, upper, down, 1);
    move(face, socket, eye.crease[k] as number, down, 0.42);
    move(face, socket, eye.fold[k] as number, down, 0.08);
    move(face, socket, lower, [0, blink * (met[1] - bottom[1]) + away * share * 0.3, 0], 1);
  }
}

function move({ out }: Face, socket: EyeSocket, index: number, by: Vec, share: number): void {
  setPoint(out, index, clearOfBall(socket, added(pointAt(out, index), by, share), LID_GAP));
}
