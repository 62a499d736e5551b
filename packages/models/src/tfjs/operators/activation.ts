import type { ValueName } from "../../onnx/graph-builder.js";
import { type ConversionContext, type Feature, unsupported } from "../context.js";
import type { TfjsNode } from "../graph-model.js";
import { onnxAxis } from "../layout.js";
import type { TfjsWeight } from "../weights.js";
import { addBroadcastConstant } from "./broadcast.js";

/** `Relu`, `Relu6` and `Sigmoid`. */
export function convertActivation(node: TfjsNode, context: ConversionContext): Feature {
  const { value, shape } = context.feature(node, 0);
  return { value: addActivation(node, context, node.op, value), shape };
}

/** `Prelu`: x where it is positive, slope times x elsewhere. */
export function convertPrelu(node: TfjsNode, context: ConversionContext): Feature {
  const input = context.feature(node, 0);
  const value = addPrelu(node, context, input, context.constant(node, 1));
  return { value, shape: input.shape };
}

/** `Softmax` over the last axis. */
export function convertSoftmax(node: TfjsNode, context: ConversionContext): Feature {
  const { value, shape } = context.feature(node, 0);
  const axis = onnxAxis(-1, shape.length);
  return { value: context.graph.node("Softmax", node.name, [value], { axis }), shape };
}

/**
 * Writes an activation without weights.
 * @param op - TensorFlow's name of it
 * @throws {SourireError} `MODEL_CONVERSION_UNSUPPORTED`
 */
export function addActivation(
  node: TfjsNode,
  context: ConversionContext,
  op: string,
  value: ValueName,
): ValueName {
  const { graph } = context;
  if (op === "Relu" || op === "Sigmoid") return graph.node(op, node.name, [value]);
  if (op !== "Relu6") throw unsupported(node, `activation ${op}`);
  const low = graph.floats(`${node.name}/low`, [], Float32Array.of(0));
  const high = graph.floats(`${node.name}/high`, [], Float32Array.of(6));
  return graph.node("Clip", node.name, [value, low, high]);
}

/** Writes a PReLU. @param slope - broadcasts against the input */
export function addPrelu(
  node: TfjsNode,
  context: ConversionContext,
  input: Feature,
  slope: TfjsWeight,
): ValueName {
  const constant = addBroadcastConstant(context, `${node.name}/slope`, slope, input.shape.length);
  return context.graph.node("PRelu", node.name, [input.value, constant]);
}
