import { integersAttribute } from "../attributes.js";
import { type ConversionContext, type Feature, unsupported } from "../context.js";
import type { TfjsNode } from "../graph-model.js";
import { size4 } from "./size.js";
import { windowOf } from "./window.js";

/** `MaxPool`: padding never wins, in TensorFlow as in ONNX. */
export function convertMaxPool(node: TfjsNode, context: ConversionContext): Feature {
  const input = context.feature(node, 0);
  const [batch, height, width, channels] = size4(node, input.shape);
  const kernel = size4(node, integersAttribute(node, "ksize") ?? []);
  if (kernel[0] !== 1 || kernel[3] !== 1) throw unsupported(node, "a window over channels");
  const [, rows, columns] = kernel;
  const { pads, strides, outputSize } = windowOf(node, [height, width], [rows, columns]);
  const value = context.graph.node("MaxPool", node.name, [input.value], {
    kernel_shape: [rows, columns],
    strides,
    pads,
  });
  return { value, shape: [batch, ...outputSize, channels] };
}
