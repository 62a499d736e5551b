import { booleanAttribute } from "../attributes.js";
import {
  type ConversionContext,
  type Feature,
  fromTensorFlowOrder,
  inTensorFlowOrder,
} from "../context.js";
import type { TfjsNode } from "../graph-model.js";

/**
 * `Mean` over some axes. It reduces in TensorFlow's order, because without the reduced axes the
 * remaining ones of NCHW may lie in another order than those of NHWC.
 */
export function convertMean(node: TfjsNode, context: ConversionContext): Feature {
  const { graph } = context;
  const input = context.feature(node, 0);
  const rank = input.shape.length;
  const axes = [...context.constant(node, 1).values].map((axis) => (axis < 0 ? axis + rank : axis));
  const keep = booleanAttribute(node, "keep_dims");
  const ordered = inTensorFlowOrder(graph, `${node.name}/nhwc`, input);
  const shape = input.shape.flatMap((size, axis) => {
    if (!axes.includes(axis)) return [size];
    return keep ? [1] : [];
  });
  const mean = graph.node("ReduceMean", `${node.name}/mean`, [ordered], {
    axes,
    keepdims: keep ? 1 : 0,
  });
  return fromTensorFlowOrder(graph, node, mean, shape);
}
