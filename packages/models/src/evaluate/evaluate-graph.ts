import { SourireError } from "@sourire/core";
import {
  type ModelMessage,
  type NodeMessage,
  ONNX_DATA_TYPE,
  type TensorMessage,
} from "../onnx/messages.js";
import { convolve } from "./convolution.js";
import { add, rectify, rectifyLeaky, sigmoid } from "./element-wise.js";
import { padChannels, reshape, toChannelsLast } from "./layout.js";
import { maxPool } from "./max-pool.js";
import type { PlaneTensor } from "./plane-tensor.js";

/** Runs one network on one picture. */
export type GraphEvaluator = (input: PlaneTensor) => ReadonlyMap<string, PlaneTensor>;

/**
 * Runs a network of the converter in plain JavaScript: a hundred times slower than a runtime, and with the same
 * bits on every machine, since it only adds, multiplies and compares, in a fixed order. It knows the
 * operators of BlazeFace and FaceMesh.
 * @returns a function from the input to the outputs by name
 * @throws {SourireError} `MODEL_CONVERSION_UNSUPPORTED` for another operator
 */
export function createGraphEvaluator({ graph }: ModelMessage): GraphEvaluator {
  const constants = new Map<string, PlaneTensor>();
  const integers = new Map<string, readonly number[]>();
  for (const tensor of graph.initializer) {
    if (tensor.dataType === ONNX_DATA_TYPE.int64) integers.set(tensor.name, readIntegers(tensor));
    else constants.set(tensor.name, readFloats(tensor));
  }
  const unknown = graph.node.find(({ opType }) => !OPERATORS.has(opType));
  if (unknown) throw unsupported(unknown);
  return (input) => {
    const values = new Map(constants);
    values.set(graph.input[0]?.name ?? "", input);
    for (const node of graph.node) {
      const [name = ""] = node.output;
      const operate = OPERATORS.get(node.opType);
      if (!operate) throw unsupported(node);
      const tensors = node.input.flatMap((from) => values.get(from) ?? []);
      const numbers = node.input.flatMap((from) => integers.get(from) ?? []);
      values.set(name, operate(node, tensors, numbers));
    }
    return new Map(graph.output.map(({ name }) => [name, one(values.get(name))]));
  };
}

type Operator = (
  node: NodeMessage,
  inputs: readonly PlaneTensor[],
  integers: readonly number[],
) => PlaneTensor;

const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ["Conv", convolve],
  ["Relu", (_, [input]) => rectify(one(input))],
  ["PRelu", (_, [input, slope]) => rectifyLeaky(one(input), one(slope))],
  ["Sigmoid", (_, [input]) => sigmoid(one(input))],
  ["Add", (node, [a, b]) => add(node, one(a), one(b))],
  ["MaxPool", (node, [input]) => maxPool(node, one(input))],
  ["Pad", (node, [input], pads) => padChannels(node, one(input), pads)],
  ["Transpose", (node, [input]) => toChannelsLast(node, one(input))],
  ["Reshape", (node, [input], shape) => reshape(node, one(input), shape)],
  ["Identity", (_, [input]) => one(input)],
]);

function one(tensor: PlaneTensor | undefined): PlaneTensor {
  if (!tensor) throw new RangeError("a value that no node made");
  return tensor;
}

function readFloats({ dims, rawData }: TensorMessage): PlaneTensor {
  const view = new DataView(rawData.buffer, rawData.byteOffset, rawData.byteLength);
  const data = Float32Array.from({ length: rawData.byteLength / 4 }, (_, i) =>
    view.getFloat32(4 * i, true),
  );
  return { shape: dims, data };
}

function readIntegers({ rawData }: TensorMessage): readonly number[] {
  const view = new DataView(rawData.buffer, rawData.byteOffset, rawData.byteLength);
  return Array.from({ length: rawData.byteLength / 8 }, (_, i) =>
    Number(view.getBigInt64(8 * i, true)),
  );
}

function unsupported({ opType, name }: NodeMessage): SourireError {
  return new SourireError("MODEL_CONVERSION_UNSUPPORTED", `operator ${opType} at ${name}`);
}
