import { SourireError } from "@sourire/core";
import type { GraphBuilder, ValueName } from "../onnx/graph-builder.js";
import type { TfjsNode } from "./graph-model.js";
import { NCHW_TO_NHWC, NHWC_TO_NCHW } from "./layout.js";
import type { TfjsWeight } from "./weights.js";

/** A tensor that the network computes. */
export interface Feature {
  /** Its value in the ONNX graph; NCHW where the rank is 4. */
  readonly value: ValueName;
  /** TensorFlow's shape (NHWC where the rank is 4); every size is known. */
  readonly shape: readonly number[];
}

/** What the converter of one operator works with. */
export interface ConversionContext {
  /** The ONNX graph that is being written. */
  readonly graph: GraphBuilder;
  /** An input that the network computes. @throws {SourireError} `MODEL_CONVERSION_UNSUPPORTED` */
  feature(node: TfjsNode, index: number): Feature;
  /** An input that is a constant. @throws {SourireError} `MODEL_CONVERSION_UNSUPPORTED` */
  constant(node: TfjsNode, index: number): TfjsWeight;
  /** Whether an input is a constant. */
  isConstant(node: TfjsNode, index: number): boolean;
}

/** Writes one TensorFlow operation into the ONNX graph; its value takes the node's name. */
export type OperatorConverter = (node: TfjsNode, context: ConversionContext) => Feature;

/** The fault for what the converter cannot write. */
export function unsupported(node: TfjsNode, what: string): SourireError {
  return new SourireError(
    "MODEL_CONVERSION_UNSUPPORTED",
    `operator ${node.op} at ${node.name}: ${what}`,
  );
}

/** Gives a feature in TensorFlow's order, where that order matters. */
export function inTensorFlowOrder(graph: GraphBuilder, name: string, feature: Feature): ValueName {
  if (feature.shape.length !== 4) return feature.value;
  return graph.node("Transpose", name, [feature.value], { perm: NCHW_TO_NHWC });
}

/** Takes a value that lies in TensorFlow's order as the node's result. */
export function fromTensorFlowOrder(
  graph: GraphBuilder,
  node: TfjsNode,
  value: ValueName,
  shape: readonly number[],
): Feature {
  if (shape.length !== 4) return { value: graph.node("Identity", node.name, [value]), shape };
  return { value: graph.node("Transpose", node.name, [value], { perm: NHWC_TO_NCHW }), shape };
}
