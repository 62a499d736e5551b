import { FACE_REGIONS } from "@sourire/core";
import { centroid, distance, lengthOf, minus, type Shape } from "./shape.js";
import { solveLinear } from "./solve-linear.js";

/** Between the eye centres. */
export function eyeDistance(shape: Shape): number {
  const { rightEyeCentre, leftEyeCentre } = FACE_REGIONS;
  return lengthOf(minus(centroid(shape, leftEyeCentre), centroid(shape, rightEyeCentre)));
}

/** How a face looks: numbers that no size changes, and that tell an expression from rest. */
type Expression = readonly [mouthWidth: number, mouthOpening: number, eyeOpening: number];

/** Mouth corners, inner lips, corners and lids of the eyes. */
function expressionOf(shape: Shape): Expression {
  const outerEyes = distance(shape, 33, 263);
  const right = distance(shape, 159, 145) / distance(shape, 33, 133);
  const left = distance(shape, 386, 374) / distance(shape, 263, 362);
  return [
    distance(shape, 61, 291) / outerEyes,
    distance(shape, 13, 14) / outerEyes,
    (right + left) / 2,
  ];
}

/**
 * Where rest is taken to be among the faces of the photographs, as quantiles: people smile and speak for them, so a
 * quarter of the way up for width and opening of the mouth; half of the way up for the eyes, of which few are shut.
 */
const REST: Expression = [0.25, 0.25, 0.5];

/**
 * Weights with which faces add up to the mean face at rest: a linear regression of the shape on the expression, read
 * at rest. Faces at rest weigh most; those that smile broadly may weigh less than nothing.
 * @param shapes - at least five, differing in expression
 * @returns weights that add up to 1
 */
export function restingWeights(shapes: readonly Shape[]): readonly number[] {
  const expressions = shapes.map(expressionOf);
  const rows = expressions.map((expression) => [1, ...expression]);
  const rest = REST.map((share, k) =>
    quantile(
      expressions.map((expression) => expression[k] as number),
      share,
    ),
  );
  const normal = [0, 1, 2, 3].map((j) =>
    [0, 1, 2, 3].map((k) =>
      rows.reduce((sum, row) => sum + (row[j] as number) * (row[k] as number), 0),
    ),
  );
  const solved = solveLinear(normal, [1, ...rest]);
  return rows.map((row) => row.reduce((sum, value, k) => sum + value * (solved[k] as number), 0));
}

/** With linear interpolation between the values. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below] as number;
  return low + (position - below) * ((sorted[below + 1] ?? low) - low);
}
