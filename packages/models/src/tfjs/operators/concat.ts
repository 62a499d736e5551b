import { type ConversionContext, type Feature, unsupported } from "../context.js";
import type { TfjsNode } from "../graph-model.js";
import { onnxAxis } from "../layout.js";

/** `ConcatV2`: tensors, then the axis. */
export function convertConcat(node: TfjsNode, context: ConversionContext): Feature {
  const last = node.inputs.length - 1;
  const features = node.inputs.slice(0, last).map((_, index) => context.feature(node, index));
  const [first] = features;
  const [rawAxis] = context.constant(node, last).values;
  if (!first || rawAxis === undefined) throw unsupported(node, "nothing to join");
  const rank = first.shape.length;
  const axis = rawAxis < 0 ? rawAxis + rank : rawAxis;
  for (const { shape } of features) {
    const fits = shape.length === rank && shape.every((n, i) => i === axis || n === first.shape[i]);
    if (!fits) throw unsupported(node, `shapes [${first.shape}] and [${shape}]`);
  }
  const total = features.reduce((sum, { shape }) => sum + (shape[axis] ?? 0), 0);
  const value = context.graph.node(
    "Concat",
    node.name,
    features.map((feature) => feature.value),
    { axis: onnxAxis(axis, rank) },
  );
  return { value, shape: first.shape.map((size, i) => (i === axis ? total : size)) };
}
