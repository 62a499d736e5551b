import { SourireError } from "@sourire/core";
import { createGraphBuilder } from "../onnx/graph-builder.js";
import type { ModelMessage } from "../onnx/messages.js";
import { type ConversionContext, type Feature, unsupported } from "./context.js";
import type { TfjsGraph, TfjsNode } from "./graph-model.js";
import { onnxShape } from "./layout.js";
import { OPERATORS } from "./operators.js";
import type { TfjsWeight } from "./weights.js";

/** What to convert, and the names that the ONNX file gives. */
export interface ConvertOptions {
  /** Name of the ONNX graph. */
  readonly name: string;
  /** The input: its node, its name in the ONNX file, its shape as TensorFlow orders it. */
  readonly input: {
    readonly node: string;
    readonly name: string;
    readonly shape: readonly number[];
  };
  /** The wanted outputs: node and name. Whatever no output needs is not written. */
  readonly outputs: readonly { readonly node: string; readonly name: string }[];
}

/**
 * Converts a TensorFlow.js graph model to ONNX. The input, and an output of rank 4, are NCHW;
 * outputs of another rank keep TensorFlow's order.
 * @throws {SourireError} `MODEL_CONVERSION_UNSUPPORTED` naming the operator
 */
export function convertGraphModel(source: TfjsGraph, options: ConvertOptions): ModelMessage {
  const graph = createGraphBuilder(options.name);
  const { input, outputs } = options;
  const features = new Map<string, Feature>();
  features.set(input.node, {
    value: graph.input(input.name, onnxShape(input.shape)),
    shape: input.shape,
  });
  const context: ConversionContext = {
    graph,
    isConstant: (node, index) => source.weights.has(resolveInput(source, node, index).name),
    constant: (node, index) => constantOf(source, node, index),
    feature: (node, index) => {
      const feature = features.get(resolveInput(source, node, index).name);
      if (!feature) throw unsupported(node, `input ${index} must be computed, not constant`);
      return feature;
    },
  };
  for (const node of inRunningOrder(source, outputs, new Set(features.keys()))) {
    const convert = OPERATORS.get(node.op);
    if (!convert) throw unsupported(node, "not known to the converter");
    features.set(node.name, convert(node, context));
  }
  for (const { node, name } of outputs) {
    const feature = features.get(skipIdentity(source, nodeNamed(source, node)).name);
    if (!feature) throw unsupported(nodeNamed(source, node), "a constant as output");
    graph.output(name, feature.value, onnxShape(feature.shape));
  }
  return graph.build();
}

/** The nodes that the outputs need, each after what it reads; constants and identities left out. */
function inRunningOrder(
  source: TfjsGraph,
  outputs: ConvertOptions["outputs"],
  given: ReadonlySet<string>,
): readonly TfjsNode[] {
  const order: TfjsNode[] = [];
  const seen = new Set(given);
  const visit = (candidate: TfjsNode): void => {
    const node = skipIdentity(source, candidate);
    if (seen.has(node.name) || source.weights.has(node.name)) return;
    seen.add(node.name);
    for (const name of node.inputs) visit(nodeNamed(source, name));
    order.push(node);
  };
  for (const output of outputs) visit(nodeNamed(source, output.node));
  return order;
}

function resolveInput(source: TfjsGraph, node: TfjsNode, index: number): TfjsNode {
  const name = node.inputs[index];
  if (name === undefined) throw unsupported(node, `input ${index} is missing`);
  return skipIdentity(source, nodeNamed(source, name));
}

function constantOf(source: TfjsGraph, node: TfjsNode, index: number): TfjsWeight {
  const weight = source.weights.get(resolveInput(source, node, index).name);
  if (!weight) throw unsupported(node, `input ${index} must be a constant`);
  return weight;
}

function skipIdentity(source: TfjsGraph, node: TfjsNode): TfjsNode {
  const [input] = node.inputs;
  if (node.op !== "Identity" || input === undefined) return node;
  return skipIdentity(source, nodeNamed(source, input));
}

function nodeNamed(source: TfjsGraph, name: string): TfjsNode {
  const node = source.nodes.get(name);
  if (node) return node;
  throw new SourireError("MODEL_CONVERSION_UNSUPPORTED", `the graph has no node ${name}`);
}
