import {
  type AttributeMessage,
  type ModelMessage,
  type NodeMessage,
  ONNX_ATTRIBUTE_TYPE,
  ONNX_DATA_TYPE,
  ONNX_IR_VERSION,
  ONNX_OPSET,
  type TensorMessage,
  type ValueInfoMessage,
} from "./messages.js";
import { float32Bytes, int64Bytes } from "./raw-data.js";

/** A value of a graph, by its name. */
export type ValueName = string;
/** An attribute: whole number, whole numbers, or a float (marked, since `1` may be either). */
export type AttributeValue = number | readonly number[] | { readonly float: number };

/** Collects a graph in the order in which its nodes run. Names are unique, or it is an error. */
export interface GraphBuilder {
  /** Declares a float32 input. @returns its name */
  input(name: string, shape: readonly number[]): ValueName;
  /** Adds a float32 constant. @returns its name */
  floats(name: string, shape: readonly number[], values: Float32Array): ValueName;
  /** Adds a one-dimensional int64 constant. @returns its name */
  integers(name: string, values: readonly number[]): ValueName;
  /**
   * Adds an operation with one output, which takes the operation's name.
   * @param opType - operator of ONNX opset 17
   * @param attributes - by the names of the operator's specification
   * @returns the name of the output
   */
  node(
    opType: string,
    name: string,
    inputs: readonly ValueName[],
    attributes?: Readonly<Record<string, AttributeValue>>,
  ): ValueName;
  /** Declares `value` as a float32 output called `name`. */
  output(name: string, value: ValueName, shape: readonly number[]): void;
  /** The network as collected so far. */
  build(): ModelMessage;
}

/**
 * Starts an empty graph.
 * @param graphName - for people who look into the file
 * @example
 * const graph = createGraphBuilder("twice");
 * const x = graph.input("x", [1, 4]);
 * graph.output("y", graph.node("Add", "sum", [x, x]), [1, 4]);
 * const bytes = encodeModel(graph.build());
 */
export function createGraphBuilder(graphName: string): GraphBuilder {
  const names = new Set<string>();
  const node: NodeMessage[] = [];
  const initializer: TensorMessage[] = [];
  const input: ValueInfoMessage[] = [];
  const output: ValueInfoMessage[] = [];

  const claim = (name: string): ValueName => {
    if (names.has(name)) throw new TypeError(`two values are called ${name}`);
    names.add(name);
    return name;
  };
  const addNode: GraphBuilder["node"] = (opType, name, inputs, attributes = {}) => {
    for (const value of inputs) {
      if (!names.has(value)) throw new TypeError(`${name} reads ${value}, which does not exist`);
    }
    const attribute = Object.entries(attributes)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => toAttribute(key, value));
    node.push({ input: inputs, output: [claim(name)], name, opType, attribute });
    return name;
  };
  return {
    input(name, shape) {
      input.push(valueInfo(claim(name), shape));
      return name;
    },
    floats(name, shape, values) {
      const count = shape.reduce((product, size) => product * size, 1);
      if (count !== values.length) {
        throw new TypeError(`${name}: ${values.length} values for a shape of [${shape}]`);
      }
      const rawData = float32Bytes(values);
      initializer.push({
        name: claim(name),
        dims: shape,
        dataType: ONNX_DATA_TYPE.float32,
        rawData,
      });
      return name;
    },
    integers(name, values) {
      const rawData = int64Bytes(values);
      const dims = [values.length];
      initializer.push({ name: claim(name), dims, dataType: ONNX_DATA_TYPE.int64, rawData });
      return name;
    },
    node: addNode,
    output(name, value, shape) {
      addNode("Identity", name, [value]);
      output.push(valueInfo(name, shape));
    },
    build: () => ({
      irVersion: ONNX_IR_VERSION,
      producerName: "sourire",
      opsetImport: [{ domain: "", version: ONNX_OPSET }],
      graph: { name: graphName, node, initializer, input, output },
    }),
  };
}

function toAttribute(name: string, value: AttributeValue): AttributeMessage {
  if (typeof value === "number") return { name, type: ONNX_ATTRIBUTE_TYPE.int, i: value };
  if ("float" in value) return { name, type: ONNX_ATTRIBUTE_TYPE.float, f: value.float };
  return { name, type: ONNX_ATTRIBUTE_TYPE.ints, ints: value };
}

function valueInfo(name: string, shape: readonly number[]): ValueInfoMessage {
  const dim = shape.map((dimValue) => ({ dimValue }));
  return { name, type: { tensorType: { elemType: ONNX_DATA_TYPE.float32, shape: { dim } } } };
}
