import type { ConversionContext, Feature } from "../context.js";
import { unsupported } from "../context.js";
import type { TfjsNode } from "../graph-model.js";
import { onnxShape } from "../layout.js";

/** `Pad` with zeros, on any axis: BlazeFace and FaceMesh widen the channels with it. */
export function convertPad(node: TfjsNode, context: ConversionContext): Feature {
  const input = context.feature(node, 0);
  const paddings = [...context.constant(node, 1).values];
  const before = paddings.filter((_, i) => i % 2 === 0);
  const after = paddings.filter((_, i) => i % 2 === 1);
  if (before.length !== input.shape.length) throw unsupported(node, "paddings of another rank");
  const pads = context.graph.integers(`${node.name}/pads`, [
    ...onnxShape(before),
    ...onnxShape(after),
  ]);
  const shape = input.shape.map((size, i) => size + (before[i] ?? 0) + (after[i] ?? 0));
  return { value: context.graph.node("Pad", node.name, [input.value, pads]), shape };
}
