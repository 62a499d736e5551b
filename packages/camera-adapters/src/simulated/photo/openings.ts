import {
  type EyePoints,
  LEFT_EYE,
  LEFT_MOUTH_CORNER,
  LOWER_LIP,
  RIGHT_EYE,
  RIGHT_MOUTH_CORNER,
  UPPER_LIP,
} from "../head/face-points.data.js";

/**
 * Lips that are nearer than this are closed, mm. The mesh leaves a gap between closed lips too: on the stock photographs
 * 1.7 to 4.3 mm, against 9 mm and more where teeth are seen.
 */
const CLOSED_MM = 6;

/** Triangles over both eyes: the template leaves them open, a photograph shows what is in them. */
export function eyeTriangles(): number[] {
  return [RIGHT_EYE, LEFT_EYE].flatMap(({ outer, inner, upper, lower }: EyePoints) => {
    const isRight = outer === RIGHT_EYE.outer;
    const ends = isRight ? [outer, inner] : [inner, outer];
    const row = (points: readonly number[]): readonly number[] =>
      isRight ? points : [...points].reverse();
    return strip(ends as [number, number], row(upper), row(lower));
  });
}

/** Whether a face has its mouth closed. @param points - of the face at rest, mm */
export function isMouthClosed(points: Float32Array): boolean {
  const gap =
    (points[3 * LOWER_LIP[3][4] + 1] as number) - (points[3 * UPPER_LIP[3][4] + 1] as number);
  return gap < CLOSED_MM;
}

/** Brings closed lips together. @param points - changed */
export function closeLips(points: Float32Array): void {
  for (const [i, upper] of UPPER_LIP[3].entries()) {
    const lower = LOWER_LIP[3][i] as number;
    for (const k of [1, 2]) {
      const [a, b] = [points[3 * upper + k] as number, points[3 * lower + k] as number];
      points[3 * upper + k] = (a + b) / 2 + (k === 1 ? 0.1 : 0);
      points[3 * lower + k] = (a + b) / 2 - (k === 1 ? 0.1 : 0);
    }
  }
}

/** Triangles between open lips, where the photograph shows what lies between them. */
export function mouthTriangles(): number[] {
  return strip([RIGHT_MOUTH_CORNER[3], LEFT_MOUTH_CORNER[3]], UPPER_LIP[3], LOWER_LIP[3]);
}

/** Between two rows that meet at both ends, each from the viewer's left to the right. */
function strip(
  [first, last]: readonly [number, number],
  upper: readonly number[],
  lower: readonly number[],
): number[] {
  const top = [first, ...upper, last];
  const bottom = [first, ...lower, last];
  const triangles: number[] = [];
  for (let i = 0; i + 1 < top.length; i++) {
    const [a, b] = [top[i] as number, top[i + 1] as number];
    const [c, d] = [bottom[i] as number, bottom[i + 1] as number];
    if (a !== c) triangles.push(a, c, b);
    if (b !== d) triangles.push(b, c, d);
  }
  return triangles;
}
