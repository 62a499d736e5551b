import { LANDMARK_COUNT } from "@sourire/core";
import type { GraphEvaluator } from "../evaluate/evaluate-graph.js";
import { type Picture, type Square, sampleSquare } from "./sample-square.js";
import type { Shape } from "./shape.js";

/** Side of FaceMesh's input, pixels. */
const SIDE = 192;

/** A face of a photograph. */
export interface FoundFace {
  /** Pixels of the photograph; turned as the network saw it, eyes nearly level. */
  readonly shape: Shape;
  /** Probability that a face was seen, 0..1. */
  readonly presence: number;
}

/** Finds the points of a face. */
export function locateMesh(picture: Picture, square: Square, faceMesh: GraphEvaluator): FoundFace {
  const answers = faceMesh(sampleSquare(picture, square, SIDE, (level) => level / 255));
  const mesh = answers.get("mesh")?.data;
  if (mesh?.length !== 3 * LANDMARK_COUNT) throw new RangeError("the network gave no mesh");
  const [dx, dy] = square.across;
  const scale = Math.sqrt(dx * dx + dy * dy) / SIDE;
  const shape = Float64Array.from(mesh, (value) => value * scale);
  return { shape, presence: answers.get("face_flag")?.data[0] ?? 0 };
}
