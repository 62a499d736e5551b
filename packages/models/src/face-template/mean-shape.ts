import { fitSimilarity } from "./fit-similarity.js";
import { centroid, combine, minus, pointOf, rmsDistance, type Shape } from "./shape.js";

/** A mean, and the shapes laid on it. */
export interface MeanShape {
  /** Of the shapes below; its points lie around 0, at a mean squared distance of 1. */
  readonly mean: Shape;
  /** The shapes, each turned, scaled and shifted onto the mean. */
  readonly aligned: readonly Shape[];
}

/** Rounds of alignment; a dozen is usual. */
const MAX_ROUNDS = 100;
/** A mean that moves by less than this has come to rest. */
const REST = 1e-10;

/**
 * The mean of shapes where place, turn and size do not count: all are laid on the mean, of which a new mean is
 * made, until it rests.
 * @param shapes - at least one
 * @see Gower, Generalized Procrustes analysis, Psychometrika 40 (1975)
 */
export function meanShape(shapes: readonly Shape[]): MeanShape {
  const [first] = shapes;
  if (!first) throw new RangeError("the mean of no shapes");
  const share = shapes.map(() => 1 / shapes.length);
  let mean = normalised(first);
  for (let round = 0; ; round++) {
    const aligned = shapes.map((shape) => fitSimilarity(shape, mean)(shape));
    const next = normalised(combine(aligned, share));
    const step = rmsDistance(next, mean);
    mean = next;
    if (step < REST || round === MAX_ROUNDS) return { mean, aligned };
  }
}

function normalised(shape: Shape): Shape {
  const centre = centroid(shape);
  const centred = new Float64Array(shape.length);
  let sum = 0;
  for (let i = 0; i < shape.length / 3; i++) {
    const point = minus(pointOf(shape, i), centre);
    centred.set(point, 3 * i);
    sum += point[0] * point[0] + point[1] * point[1] + point[2] * point[2];
  }
  const size = Math.sqrt((3 * sum) / shape.length);
  return centred.map((value) => value / size);
}
