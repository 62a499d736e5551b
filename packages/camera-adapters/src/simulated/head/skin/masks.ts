import { CAGE_COUNT, FIRST_RING_POINT, LIP_ROWS, MOUTH_RING } from "../cage.js";
import {
  LEFT_EYE,
  LEFT_MOUTH_CORNER,
  LOWER_LIP,
  RIGHT_EYE,
  RIGHT_MOUTH_CORNER,
  UPPER_LIP,
} from "../face-points.data.js";
import { pointAt, smoothstep, type Vec } from "../vector.js";

/** Numbers of one point: its place, then how much of each it has, 0..1; `lip` exceeds 1 behind the lips. */
export const MASK_CHANNELS = 8;
/** Where each stands. */
export const MASK = { x: 0, y: 1, z: 2, red: 3, dark: 4, lip: 5, beard: 6, pale: 7 } as const;

type Patch = readonly [point: number, radius: number, amount: number];

/** Where blood shows. */
const RED: readonly Patch[] = [
  [50, 20, 0.85],
  [280, 20, 0.85],
  [205, 16, 0.5],
  [425, 16, 0.5],
  [4, 11, 0.6],
  [129, 9, 0.7],
  [358, 9, 0.7],
  [199, 13, 0.45],
  [133, 7, 0.4],
  [362, 7, 0.4],
  [234, 15, 0.5],
  [454, 15, 0.5],
];
/** What lies in its own shadow, or is thin over veins. */
const DARK: readonly Patch[] = [
  [133, 9, 0.7],
  [362, 9, 0.7],
  [RIGHT_EYE.bag[4] as number, 7, 0.45],
  [LEFT_EYE.bag[4] as number, 7, 0.45],
  [RIGHT_EYE.bag[2] as number, 8, 0.3],
  [LEFT_EYE.bag[2] as number, 8, 0.3],
  [RIGHT_EYE.crease[3] as number, 7, 0.55],
  [LEFT_EYE.crease[3] as number, 7, 0.55],
  [RIGHT_EYE.crease[5] as number, 6, 0.5],
  [LEFT_EYE.crease[5] as number, 6, 0.5],
];
/** What catches the light: bridge of the nose, cheekbones, forehead. */
const PALE: readonly Patch[] = [
  [197, 9, 0.6],
  [151, 24, 0.5],
  [118, 12, 0.5],
  [347, 12, 0.5],
  [199, 9, 0.2],
];
/** Where a man's beard grows. */
const BEARD: readonly Patch[] = [
  [164, 8, 0.6],
  [167, 8, 0.75],
  [393, 8, 0.75],
  [165, 9, 0.9],
  [391, 9, 0.9],
  [92, 9, 0.85],
  [322, 9, 0.85],
  [186, 9, 0.8],
  [410, 9, 0.8],
  [199, 16, 1],
  [152, 20, 1],
  [176, 16, 1],
  [400, 16, 1],
  [150, 16, 1],
  [379, 16, 1],
  [136, 16, 1],
  [365, 16, 1],
  [172, 15, 1],
  [397, 15, 1],
  [58, 12, 0.95],
  [288, 12, 0.95],
  [132, 10, 0.85],
  [361, 10, 0.85],
  [93, 8, 0.7],
  [323, 8, 0.7],
  [211, 13, 0.9],
  [431, 13, 0.9],
  [214, 11, 0.75],
  [434, 11, 0.75],
  [18, 9, 0.75],
];

/**
 * @param cage - the coarse head at rest, shape `[CAGE_COUNT, 3]`
 * @returns shape `[CAGE_COUNT, MASK_CHANNELS]`
 */
export function skinMasks(cage: Float32Array): Float32Array {
  const out = new Float32Array(CAGE_COUNT * MASK_CHANNELS);
  const mouth = pointAt(cage, UPPER_LIP[0][4]);
  for (let i = 0; i < CAGE_COUNT; i++) {
    const here = pointAt(cage, i);
    out.set(here, i * MASK_CHANNELS);
    out[i * MASK_CHANNELS + MASK.red] = patches(cage, RED, here);
    out[i * MASK_CHANNELS + MASK.dark] = patches(cage, DARK, here);
    out[i * MASK_CHANNELS + MASK.pale] = patches(cage, PALE, here);
    out[i * MASK_CHANNELS + MASK.beard] = beardAt(cage, here, i, mouth);
  }
  lipMask(out);
  return out;
}

function patches(cage: Float32Array, list: readonly Patch[], here: Vec): number {
  let sum = 0;
  for (const [point, radius, amount] of list) {
    const [x, y, z] = pointAt(cage, point);
    const square = (x - here[0]) ** 2 + (y - here[1]) ** 2 + (z - here[2]) ** 2;
    sum += amount * Math.exp(-square / radius ** 2);
  }
  return Math.min(1, sum);
}

/** Below the jaw it thins out towards the throat. */
function beardAt(cage: Float32Array, here: Vec, index: number, mouth: Vec): number {
  const grown = smoothstep(0.35, 0.8, patches(cage, BEARD, here));
  if (index < FIRST_RING_POINT) return grown;
  const jaw = pointAt(cage, 152)[1];
  const front = smoothstep(78, 50, here[2]);
  return Math.max(
    grown,
    front * smoothstep(mouth[1], jaw - 8, here[1]) * smoothstep(jaw + 34, jaw + 8, here[1]),
  );
}

function lipMask(out: Float32Array): void {
  const set = (points: readonly number[], amount: number): void => {
    for (const point of points) {
      out[point * MASK_CHANNELS + MASK.lip] = amount;
      out[point * MASK_CHANNELS + MASK.beard] = 0;
    }
  };
  const rows = [0.42, 0.95, 1, 1];
  for (const lip of [UPPER_LIP, LOWER_LIP]) {
    for (const [row, points] of lip.entries()) set(points, rows[row] as number);
  }
  for (const corner of [RIGHT_MOUTH_CORNER, LEFT_MOUTH_CORNER]) {
    for (const [row, point] of corner.entries()) set([point], [0.2, 0.6, 0.9, 1][row] as number);
  }
  // behind the lips it gets dark
  for (const [row, first] of LIP_ROWS.entries()) {
    const points = Array.from({ length: MOUTH_RING.length }, (_, k) => first + k);
    set(points, row === 0 ? 1.2 : 2);
  }
}
