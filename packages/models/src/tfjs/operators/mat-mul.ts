import { booleanAttribute } from "../attributes.js";
import { type ConversionContext, type Feature, unsupported } from "../context.js";
import type { TfjsNode } from "../graph-model.js";
import { transposeWeight } from "../layout.js";
import { toFloatWeight } from "../weights.js";

/** `MatMul` of a matrix by a constant one. */
export function convertMatMul(node: TfjsNode, context: ConversionContext): Feature {
  const input = context.feature(node, 0);
  const given = toFloatWeight(context.constant(node, 1));
  if (booleanAttribute(node, "transpose_a")) throw unsupported(node, "transpose_a");
  const weight = booleanAttribute(node, "transpose_b") ? transposeWeight(given, [1, 0]) : given;
  const [rows, inner] = input.shape;
  const [from, columns] = weight.shape;
  if (input.shape.length !== 2 || rows === undefined || columns === undefined || inner !== from) {
    throw unsupported(node, `[${input.shape}] by [${weight.shape}]`);
  }
  const matrix = context.graph.floats(`${node.name}/weight`, weight.shape, weight.values);
  const value = context.graph.node("MatMul", node.name, [input.value, matrix]);
  return { value, shape: [rows, columns] };
}
