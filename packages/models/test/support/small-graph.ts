import { expect } from "vitest";
import { encodeModel } from "../../src/onnx/encode.js";
import type { ModelMessage } from "../../src/onnx/messages.js";
import type { SourceContent } from "../../src/starter/read-source.js";
import { convertGraphModel } from "../../src/tfjs/convert.js";
import { readGraphModel } from "../../src/tfjs/graph-model.js";
import { maxDifference, runOnnx, toChannelsFirst } from "./onnx-runtime.js";
import { randomFloats } from "./random-floats.js";
import { runOnTensorFlow } from "./tensorflow.js";

/** A constant of a small graph; without values, random ones. */
interface SmallConstant {
  readonly shape: readonly number[];
  readonly integers?: readonly number[];
}

/** A graph for a test: the input is called `x`, the output is the last node. */
export interface SmallGraph {
  readonly inputShape: readonly number[];
  readonly nodes: readonly {
    readonly name: string;
    readonly op: string;
    readonly input: readonly string[];
    readonly attr?: Readonly<Record<string, unknown>>;
  }[];
  readonly constants?: Readonly<Record<string, SmallConstant>>;
}

/** Attributes as TensorFlow.js writes them. */
export const attribute = {
  integers: (...values: readonly number[]) => ({ list: { i: values.map(String) } }),
  text: (value: string) => ({ s: btoa(value) }),
  texts: (...values: readonly string[]) => ({ list: { s: values.map((v) => btoa(v)) } }),
  boolean: (b: boolean) => ({ b }),
};

const FLOAT = { type: "DT_FLOAT" };
const INTEGER = { type: "DT_INT32" };

const countOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** The graph as the two files of a TensorFlow.js model. */
export function smallModel(graph: SmallGraph): SourceContent {
  const constants = Object.entries(graph.constants ?? {});
  const chunks = constants.map(([, { shape, integers }], i) =>
    integers ? Int32Array.from(integers) : randomFloats(countOf(shape), i + 7),
  );
  const dim = graph.inputShape.map((size) => ({ size: String(size) }));
  const node = [
    { name: "x", op: "Placeholder", attr: { dtype: FLOAT, shape: { shape: { dim } } } },
    ...constants.map(([name, { integers }]) => ({
      name,
      op: "Const",
      attr: { dtype: integers ? INTEGER : FLOAT },
    })),
    ...graph.nodes.map((n) => ({ ...n, attr: { T: FLOAT, ...n.attr } })),
  ];
  const weights = constants.map(([name, { shape, integers }]) => {
    return { name, shape, dtype: integers ? "int32" : "float32" };
  });
  return {
    json: {
      modelTopology: { node, library: {}, versions: {} },
      weightsManifest: [{ paths: ["weights.bin"], weights }],
    },
    weights: Buffer.concat(chunks.map((chunk) => new Uint8Array(chunk.buffer))),
  };
}

/** The graph, converted; its output is called `y`. */
export function convertSmall(graph: SmallGraph): ModelMessage {
  const { json, weights } = smallModel(graph);
  return convertGraphModel(readGraphModel(json, weights), {
    name: "small",
    input: { node: "x", name: "x", shape: graph.inputShape },
    outputs: [{ node: graph.nodes.at(-1)?.name ?? "", name: "y" }],
  });
}

/** Runs the graph in TensorFlow.js and, converted, in ONNX Runtime, and compares the answers. */
export async function expectSameAsTensorFlow(graph: SmallGraph, tolerance = 1e-5): Promise<void> {
  const x = randomFloats(countOf(graph.inputShape), 1);
  const output = graph.nodes.at(-1)?.name ?? "";
  const [expected] = await runOnTensorFlow(smallModel(graph), x, graph.inputShape, [output]);
  const [n = 1, h = 1, w = 1, c = 1] = graph.inputShape;
  const picture = graph.inputShape.length === 4;
  const input = {
    name: "x",
    shape: picture ? [n, c, h, w] : graph.inputShape,
    data: picture ? toChannelsFirst(x, c) : x,
  };
  const [actual] = await runOnnx(encodeModel(convertSmall(graph)), input, ["y"]);
  if (!expected || !actual) throw new Error("no answer");
  const [, rows = 1, columns = 1, channels = 1] = expected.shape;
  const turned = expected.shape.length === 4;
  expect(actual.shape).toEqual(turned ? [1, channels, rows, columns] : expected.shape);
  const reference = turned ? toChannelsFirst(expected.values, channels) : expected.values;
  expect(maxDifference(actual.values, reference)).toBeLessThanOrEqual(tolerance);
}
