import { FACE_REGIONS } from "./face-regions.data.js";

/** Between the eye centres of the template, mm: the mean of adults. */
const TEMPLATE_EYE_DISTANCE_MM = 63;
/** Coordinates are written with hundredths; sums of a few may differ by some of them, mm. */
const TOLERANCE_MM = 0.05;

/**
 * Checks size, place, direction and symmetry of a template.
 * @throws {RangeError} naming what is wrong
 */
export function assertFaceGeometry({
  points,
  mirror,
}: {
  readonly points: Float32Array;
  readonly mirror: Uint16Array;
}): void {
  const at = (index: number, axis: number): number => points[3 * index + axis] as number;
  for (const [index, partner] of mirror.entries()) {
    const away = [
      at(index, 0) + at(partner, 0),
      at(index, 1) - at(partner, 1),
      at(index, 2) - at(partner, 2),
    ];
    if (mirror[partner] !== index || away.some((difference) => Math.abs(difference) > 1e-3)) {
      throw new RangeError(`points ${index} and ${partner} are no mirror images`);
    }
  }
  const { rightEyeCentre, leftEyeCentre, forehead, chin, noseTip } = FACE_REGIONS;
  const mean = (indices: readonly number[], axis: number): number =>
    indices.reduce((sum, index) => sum + at(index, axis), 0) / indices.length;
  const wanted: readonly (readonly [string, number, number])[] = [
    ["right eye, x", mean(rightEyeCentre, 0), -TEMPLATE_EYE_DISTANCE_MM / 2],
    ["left eye, x", mean(leftEyeCentre, 0), TEMPLATE_EYE_DISTANCE_MM / 2],
    ["eyes, y", mean(rightEyeCentre, 1), 0],
    ["eyes, z", mean(rightEyeCentre, 2), 0],
    ["forehead and chin, z", at(forehead, 2), at(chin, 2)],
  ];
  for (const [what, value, right] of wanted) {
    if (!(Math.abs(value - right) <= TOLERANCE_MM)) {
      throw new RangeError(`${what}: ${value} where ${right} is due`);
    }
  }
  if (!(at(forehead, 1) < 0 && at(chin, 1) > 0 && at(noseTip, 2) < 0)) {
    throw new RangeError("the face is upside down or looks away");
  }
}
