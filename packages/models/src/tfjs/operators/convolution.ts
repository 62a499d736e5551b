import type { AttributeValue, ValueName } from "../../onnx/graph-builder.js";
import { textsAttribute } from "../attributes.js";
import { type ConversionContext, type Feature, unsupported } from "../context.js";
import type { TfjsNode } from "../graph-model.js";
import { transposeWeight } from "../layout.js";
import { type FloatWeight, toFloatWeight } from "../weights.js";
import { addActivation, addPrelu } from "./activation.js";
import { size4 } from "./size.js";
import { windowOf } from "./window.js";

/** `Conv2D` and `_FusedConv2D`: filter rows, columns, channels in, channels out. */
export function convertConvolution(node: TfjsNode, context: ConversionContext): Feature {
  const filter = context.constant(node, 1);
  const [rows, columns, , channels] = size4(node, filter.shape);
  const weight = transposeWeight(filter, [3, 2, 0, 1]);
  return write(node, context, { weight, kernel: [rows, columns], channels, group: 1 });
}

/** `DepthwiseConv2dNative`: filter rows, columns, channels in, results a channel. */
export function convertDepthwise(node: TfjsNode, context: ConversionContext): Feature {
  const filter = context.constant(node, 1);
  const [rows, columns, group, multiplier] = size4(node, filter.shape);
  const channels = group * multiplier;
  const { values } = transposeWeight(filter, [2, 3, 0, 1]);
  const weight = { shape: [channels, 1, rows, columns], values };
  return write(node, context, { weight, kernel: [rows, columns], channels, group });
}

interface Filter {
  /** Channels out, channels in a group, rows, columns. */
  readonly weight: FloatWeight;
  readonly kernel: readonly [number, number];
  readonly channels: number;
  readonly group: number;
}

function write(node: TfjsNode, context: ConversionContext, filter: Filter): Feature {
  const { graph } = context;
  const { kernel, channels, group, weight } = filter;
  const input = context.feature(node, 0);
  const [batch, height, width] = size4(node, input.shape);
  const window = windowOf(node, [height, width], kernel);
  const { bias, activation } = fusedOf(node);
  const inputs = [input.value, graph.floats(`${node.name}/weight`, weight.shape, weight.values)];
  if (bias) {
    const { shape, values } = toFloatWeight(context.constant(node, 2));
    inputs.push(graph.floats(`${node.name}/bias`, shape, values));
  }
  const attributes: Record<string, AttributeValue> = {
    kernel_shape: kernel,
    strides: window.strides,
    pads: window.pads,
    dilations: window.dilations,
    group,
  };
  const name = activation ? `${node.name}/linear` : node.name;
  const linear = graph.node("Conv", name, inputs, attributes);
  const shape = [batch, ...window.outputSize, channels];
  return { value: activate(node, context, activation, { value: linear, shape }), shape };
}

function activate(
  node: TfjsNode,
  context: ConversionContext,
  activation: string | undefined,
  linear: Feature,
): ValueName {
  if (activation === undefined) return linear.value;
  if (activation !== "Prelu") return addActivation(node, context, activation, linear.value);
  return addPrelu(node, context, linear, context.constant(node, 3));
}

/** TensorFlow fuses a bias and then at most one activation. */
function fusedOf(node: TfjsNode): { readonly bias: boolean; readonly activation?: string } {
  const fused = textsAttribute(node, "fused_ops");
  const [first, second, third] = fused;
  if (first === undefined) return { bias: false };
  if (first !== "BiasAdd" || third !== undefined) throw unsupported(node, `fused with ${fused}`);
  return second === undefined ? { bias: true } : { bias: true, activation: second };
}
