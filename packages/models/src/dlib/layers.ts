import { SourireError } from "@sourire/core";
import type { GraphBuilder, ValueName } from "../onnx/graph-builder.js";
import { transposeWeight } from "../tfjs/layout.js";
import { type FloatWeight, type TfjsWeight, toFloatWeight } from "../tfjs/weights.js";

/** A square feature map. */
export interface FeatureMap {
  /** Its value in the graph, NCHW. */
  readonly value: ValueName;
  /** Channels. */
  readonly channels: number;
  /** Rows, and as many columns. */
  readonly size: number;
}

/** How a convolution slides. */
export interface Sliding {
  /** Step in both directions. */
  readonly stride: 1 | 2;
  /** Zeros on all four sides. */
  readonly pad: 0 | 1;
}

/** What the layers are written with. */
export interface LayerContext {
  /** The ONNX graph. */
  readonly graph: GraphBuilder;
  /** The network's weights by name. */
  readonly weights: ReadonlyMap<string, TfjsWeight>;
}

/** A weight by name. @throws {SourireError} `MODEL_CONVERSION_UNSUPPORTED` when it is absent */
export function weightNamed(context: LayerContext, name: string): FloatWeight {
  const weight = context.weights.get(name);
  if (weight) return toFloatWeight(weight);
  throw new SourireError("MODEL_CONVERSION_UNSUPPORTED", `the recogniser has no weight ${name}`);
}

/**
 * A convolution, its bias, and the per-channel scale and shift that dlib calls `affine` (a batch norm
 * whose statistics are frozen). All of it is one linear map, so it becomes one convolution:
 * s (w * x + b) + t = (s w) * x + (s b + t).
 */
export function addConvolution(
  context: LayerContext,
  name: string,
  input: FeatureMap,
  { stride, pad }: Sliding,
): FeatureMap {
  const { graph } = context;
  const filters = weightNamed(context, `${name}/conv/filters`);
  const [kernel = 0, , , channels = 0] = filters.shape;
  const scale = weightNamed(context, `${name}/scale/weights`).values;
  const shift = weightNamed(context, `${name}/scale/biases`).values;
  const bias = weightNamed(context, `${name}/conv/bias`).values;
  const { shape, values } = transposeWeight(filters, [3, 2, 0, 1]);
  const perChannel = values.length / channels;
  const scaled = values.map((value, i) => value * at(scale, Math.floor(i / perChannel)));
  const offset = bias.map((value, i) => value * at(scale, i) + at(shift, i));
  const value = graph.node(
    "Conv",
    name,
    [
      input.value,
      graph.floats(`${name}/weight`, shape, scaled),
      graph.floats(`${name}/bias`, [channels], offset),
    ],
    { kernel_shape: [kernel, kernel], strides: [stride, stride], pads: [pad, pad, pad, pad] },
  );
  const size = Math.floor((input.size + 2 * pad - kernel) / stride) + 1;
  return { value, channels, size };
}

/** An element; NaN, which shows in the first run, where a list is too short. */
function at(values: Float32Array, index: number): number {
  return values[index] ?? Number.NaN;
}

/** Negative values become zero. */
export function addRelu(context: LayerContext, name: string, input: FeatureMap): FeatureMap {
  return { ...input, value: context.graph.node("Relu", name, [input.value]) };
}

/** Adds zeros after the last channel, row and column, until the map has the given size. */
export function addZeros(
  context: LayerContext,
  name: string,
  input: FeatureMap,
  { channels, size }: { readonly channels: number; readonly size: number },
): FeatureMap {
  if (channels === input.channels && size === input.size) return input;
  const rim = size - input.size;
  const pads = context.graph.integers(`${name}/pads`, [
    ...[0, 0, 0, 0],
    ...[0, channels - input.channels, rim, rim],
  ]);
  return { value: context.graph.node("Pad", name, [input.value, pads]), channels, size };
}
