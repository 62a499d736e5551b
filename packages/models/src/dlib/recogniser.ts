import { createGraphBuilder } from "../onnx/graph-builder.js";
import type { ModelMessage } from "../onnx/messages.js";
import type { TfjsWeight } from "../tfjs/weights.js";
import {
  addConvolution,
  addRelu,
  type FeatureMap,
  type LayerContext,
  weightNamed,
} from "./layers.js";
import { addResidual, addResidualDown } from "./residual.js";

const INPUT_SIZE = 150;

/** The blocks between the stem and the global average, in order; "down" halves the map. */
const BLOCKS: readonly (readonly [name: string, down: boolean])[] = [
  ["conv32_1", false],
  ["conv32_2", false],
  ["conv32_3", false],
  ["conv64_down", true],
  ["conv64_1", false],
  ["conv64_2", false],
  ["conv64_3", false],
  ["conv128_down", true],
  ["conv128_1", false],
  ["conv128_2", false],
  ["conv256_down", true],
  ["conv256_1", false],
  ["conv256_2", false],
  ["conv256_down_out", true],
];

/**
 * Builds dlib's face recognition network (ResNet with 29 convolutions) as ONNX from the weights that
 * face-api carries. Input `image` 1 x 3 x 150 x 150, RGB, (byte - mean) / 255; output `descriptor`
 * 1 x 128, not normalised.
 * @throws {SourireError} `MODEL_CONVERSION_UNSUPPORTED` when a weight is absent
 * @see http://dlib.net/dnn_face_recognition_ex.cpp.html (`anet_type`)
 */
export function buildDlibRecogniser(weights: ReadonlyMap<string, TfjsWeight>): ModelMessage {
  const graph = createGraphBuilder("dlib-resnet-150");
  const context: LayerContext = { graph, weights };
  const image = graph.input("image", [1, 3, INPUT_SIZE, INPUT_SIZE]);
  let map = addStem(context, { value: image, channels: 3, size: INPUT_SIZE });
  for (const [name, down] of BLOCKS) {
    map = down ? addResidualDown(context, name, map) : addResidual(context, name, map);
  }
  const mean = graph.node("GlobalAveragePool", "mean", [map.value]);
  const row = graph.node("Flatten", "row", [mean], { axis: 1 });
  const { shape, values } = weightNamed(context, "fc");
  const matrix = graph.floats("fc/weight", shape, values);
  const descriptor = graph.node("MatMul", "fc", [row, matrix]);
  graph.output("descriptor", descriptor, [1, shape[1] ?? 0]);
  return graph.build();
}

function addStem(context: LayerContext, image: FeatureMap): FeatureMap {
  const linear = addConvolution(context, "conv32_down", image, { stride: 2, pad: 0 });
  const relu = addRelu(context, "conv32_down/relu", linear);
  const value = context.graph.node("MaxPool", "conv32_down/pool", [relu.value], {
    kernel_shape: [3, 3],
    strides: [2, 2],
  });
  return { ...relu, value, size: Math.floor((relu.size - 3) / 2) + 1 };
}
