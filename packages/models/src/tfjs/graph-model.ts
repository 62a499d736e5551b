import { fieldsOf, listOf, textOf } from "./json.js";
import { readWeights, type TfjsWeight } from "./weights.js";

/** One operation of a TensorFlow.js graph. */
export interface TfjsNode {
  /** Unique in the graph. */
  readonly name: string;
  /** TensorFlow's operator name. */
  readonly op: string;
  /** Names of the nodes whose outputs it reads, in order. */
  readonly inputs: readonly string[];
  /** Attributes as the protobuf JSON mapping writes them; see `attributes.ts`. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** A TensorFlow.js graph model in memory. */
export interface TfjsGraph {
  /** By name. */
  readonly nodes: ReadonlyMap<string, TfjsNode>;
  /** The values of the `Const` nodes, by name. */
  readonly weights: ReadonlyMap<string, TfjsWeight>;
}

/**
 * Reads a graph model.
 * @param json - the parsed model file
 * @param data - its weight files, joined
 * @throws {SourireError} `MODEL_CONVERSION_UNSUPPORTED`
 * @see https://github.com/tensorflow/tfjs/tree/master/tfjs-converter
 */
export function readGraphModel(json: unknown, data: Uint8Array): TfjsGraph {
  const model = fieldsOf<"modelTopology" | "weightsManifest">(json, "model");
  const topology = fieldsOf<"node">(model.modelTopology, "modelTopology");
  const nodes = new Map<string, TfjsNode>();
  for (const raw of listOf(topology.node, "node")) {
    const fields = fieldsOf<"name" | "op" | "input" | "attr">(raw, "node");
    const name = textOf(fields.name, "name of a node");
    const inputs = listOf(fields.input ?? [], name).map((input) => textOf(input, name));
    nodes.set(name, {
      name,
      op: textOf(fields.op, name),
      // "^x" only orders execution; "x:0" is the first output of x
      inputs: inputs.filter((i) => !i.startsWith("^")).map((i) => i.replace(/:0$/, "")),
      attributes: fieldsOf(fields.attr ?? {}, name),
    });
  }
  return { nodes, weights: readWeights(model.weightsManifest, data) };
}
