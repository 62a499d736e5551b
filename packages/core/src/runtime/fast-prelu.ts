import { delimitedField, readFields, type WireField } from "./protobuf-fields.js";

/** Field numbers of ONNX messages. @see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto */
const MODEL_GRAPH = 7;
const GRAPH = Object.freeze({ node: 1, initializer: 5 });
const NODE = Object.freeze({ input: 1, output: 2, name: 3, operator: 4 });
/** `TensorProto.DataType`. */
const FLOAT32 = 1;
const TENSOR = Object.freeze({ dataType: 2, floatData: 4, name: 8, rawData: 9 });

/**
 * Replaces the operator PRelu by others that say the same: `max(x, slope x)` where no slope is above 1, else
 * `relu(x) + slope (x - relu(x))`. ONNX Runtime's own kernel runs on one thread, pixel by pixel, and takes more
 * than half of FaceMesh and of the MiniFASNets; these are vectors. Answers stay the same to the last bit on the
 * CPU, and `openProven` compares them with those of the graph as it was.
 *
 * @param model - bytes of an ONNX file; not changed
 * @returns a new file, or `model` itself where there is nothing to replace or it cannot be read
 */
export function withFastPrelu(model: Uint8Array): Uint8Array {
  try {
    return rewriteModel(model);
  } catch (cause) {
    if (cause instanceof RangeError) return model; // the runtime says better what is wrong with it
    throw cause;
  }
}

function rewriteModel(model: Uint8Array): Uint8Array {
  const fields = readFields(model, 0, model.length);
  const graph = fields.find(({ number }) => number === MODEL_GRAPH);
  if (!graph) return model;
  const content = readFields(model, graph.from, graph.end);
  const edges = (node: WireField) => readNode(model, node);
  const isPrelu = (field: WireField): boolean =>
    field.number === GRAPH.node && edges(field).operator === "PRelu";
  if (!content.some(isPrelu)) return model;
  const flat = flatSlopes(
    model,
    content.filter(({ number }) => number === GRAPH.initializer),
  );
  const rewritten = content.flatMap((field) => {
    if (!isPrelu(field)) return [model.subarray(field.start, field.end)];
    const { input, output } = edges(field);
    const [x, slope] = input;
    const [y] = output;
    if (x === undefined || slope === undefined || y === undefined) throw new RangeError("PRelu");
    return prelu(x, slope, y, flat.has(slope));
  });
  const parts = fields.map((field) =>
    field === graph
      ? delimitedField(MODEL_GRAPH, rewritten)
      : model.subarray(field.start, field.end),
  );
  return concatenate(parts);
}

/** The nodes that make `y` from `x`. */
function prelu(x: string, slope: string, y: string, isFlat: boolean): Uint8Array[] {
  const [relu, below, sloped] = ["relu", "below", "sloped"].map((part) => `${y}/prelu/${part}`) as [
    string,
    string,
    string,
  ];
  if (isFlat) return [node("Mul", [x, slope], sloped), node("Max", [x, sloped], y)];
  return [
    node("Relu", [x], relu),
    node("Sub", [x, relu], below),
    node("Mul", [below, slope], sloped),
    node("Add", [relu, sloped], y),
  ];
}

function node(operator: string, inputs: readonly string[], output: string): Uint8Array {
  return delimitedField(GRAPH.node, [
    ...inputs.map((name) => text(NODE.input, name)),
    text(NODE.output, output),
    text(NODE.name, `${output}/${operator}`),
    text(NODE.operator, operator),
  ]);
}

function text(number: number, value: string): Uint8Array {
  return delimitedField(number, [new TextEncoder().encode(value)]);
}

interface NodeEdges {
  readonly operator: string;
  readonly input: readonly string[];
  readonly output: readonly string[];
}

function readNode(model: Uint8Array, { from, end }: WireField): NodeEdges {
  const fields = readFields(model, from, end);
  const texts = (number: number): string[] =>
    fields.filter((field) => field.number === number).map((field) => textOf(model, field));
  const [operator = ""] = texts(NODE.operator);
  return { operator, input: texts(NODE.input), output: texts(NODE.output) };
}

/** Names of the float32 constants none of whose values is above 1. */
function flatSlopes(model: Uint8Array, initializers: readonly WireField[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { from, end } of initializers) {
    const fields = readFields(model, from, end);
    const only = (number: number): WireField | undefined => {
      const found = fields.filter((field) => field.number === number);
      return found.length === 1 ? found[0] : undefined;
    };
    const [name, type] = [only(TENSOR.name), only(TENSOR.dataType)];
    const values = only(TENSOR.rawData) ?? only(TENSOR.floatData);
    if (!name || !type || !values || model[type.from] !== FLOAT32) continue;
    if (noneAboveOne(model, values)) names.add(textOf(model, name));
  }
  return names;
}

function noneAboveOne(model: Uint8Array, { from, end }: WireField): boolean {
  const view = new DataView(model.buffer, model.byteOffset + from, end - from);
  for (let at = 0; at < view.byteLength; at += 4) {
    if (!(view.getFloat32(at, true) <= 1)) return false;
  }
  return true;
}

function textOf(model: Uint8Array, { from, end }: WireField): string {
  return new TextDecoder().decode(model.subarray(from, end));
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
