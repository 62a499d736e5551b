import type { ValueName } from "../../onnx/graph-builder.js";
import { type ConversionContext, type OperatorConverter, unsupported } from "../context.js";
import type { TfjsNode } from "../graph-model.js";
import { addBroadcastConstant, broadcastShape } from "./broadcast.js";

/**
 * Operators on two tensors, element by element; either may be a constant, not both.
 * @param opType - the ONNX operator
 */
export function convertBinary(opType: "Add" | "Mul" | "Min" | "Max"): OperatorConverter {
  return (node, context) => {
    const rank = Math.max(rankOf(node, context, 0), rankOf(node, context, 1));
    const a = operand(node, context, 0, rank);
    const b = operand(node, context, 1, rank);
    const shape = broadcastShape(a.shape, b.shape);
    if (!shape) throw unsupported(node, `shapes [${a.shape}] and [${b.shape}]`);
    return { value: context.graph.node(opType, node.name, [a.value, b.value]), shape };
  };
}

function rankOf(node: TfjsNode, context: ConversionContext, index: number): number {
  return context.isConstant(node, index) ? 0 : context.feature(node, index).shape.length;
}

function operand(
  node: TfjsNode,
  context: ConversionContext,
  index: number,
  rank: number,
): { readonly value: ValueName; readonly shape: readonly number[] } {
  if (!context.isConstant(node, index)) {
    const feature = context.feature(node, index);
    if (feature.shape.length === rank) return feature;
    throw unsupported(node, `ranks ${feature.shape.length} and ${rank} together`);
  }
  if (rank === 0) throw unsupported(node, "two constants");
  const weight = context.constant(node, index);
  if (weight.shape.length > rank) throw unsupported(node, `a constant of [${weight.shape}]`);
  const value = addBroadcastConstant(context, `${node.name}/operand${index}`, weight, rank);
  return { value, shape: weight.shape };
}
