import {
  type ConversionContext,
  type Feature,
  fromTensorFlowOrder,
  inTensorFlowOrder,
  unsupported,
} from "../context.js";
import type { TfjsNode } from "../graph-model.js";

/** `Reshape` counts elements in TensorFlow's order, so that the tensor is turned to NHWC first. */
export function convertReshape(node: TfjsNode, context: ConversionContext): Feature {
  const { graph } = context;
  const input = context.feature(node, 0);
  const shape = targetShape(node, input.shape, [...context.constant(node, 1).values]);
  const ordered = inTensorFlowOrder(graph, `${node.name}/nhwc`, input);
  const target = graph.integers(`${node.name}/shape`, shape);
  const reshaped = graph.node("Reshape", `${node.name}/reshaped`, [ordered, target]);
  return fromTensorFlowOrder(graph, node, reshaped, shape);
}

/** Fills in the one size that may be left open as -1. */
function targetShape(
  node: TfjsNode,
  from: readonly number[],
  to: readonly number[],
): readonly number[] {
  const count = from.reduce((product, size) => product * size, 1);
  const known = to.filter((size) => size !== -1).reduce((product, size) => product * size, 1);
  const shape = to.map((size) => (size === -1 ? count / known : size));
  const fits = shape.reduce((product, size) => product * size, 1) === count;
  if (!fits || !shape.every(Number.isSafeInteger)) throw unsupported(node, `[${from}] to [${to}]`);
  return shape;
}
