import { describe, expect, it } from "vitest";
import { encodeModel } from "../../src/onnx/encode.js";
import { createGraphBuilder } from "../../src/onnx/graph-builder.js";
import { float32Bytes, int64Bytes } from "../../src/onnx/raw-data.js";
import { modelProtoType } from "../../src/onnx/schema.js";
import { runOnnx } from "../support/onnx-runtime.js";

/** y = elu(x + (10, 20)), with an attribute of each kind. */
function small() {
  const graph = createGraphBuilder("small");
  const x = graph.input("x", [1, 2]);
  const offset = graph.floats("offset", [2], Float32Array.of(10, 20));
  const sum = graph.node("Add", "sum", [x, offset]);
  const elu = graph.node("Elu", "elu", [sum], { alpha: { float: 0.5 } });
  const turned = graph.node("Transpose", "turned", [elu], { perm: [1, 0] });
  const target = graph.integers("target", [1, -1]);
  const flat = graph.node("Reshape", "flat", [turned, target], { allowzero: 0 });
  graph.output("y", flat, [1, 2]);
  return graph.build();
}

describe("createGraphBuilder", () => {
  it("makes a file that ONNX Runtime runs", async () => {
    const input = { name: "x", shape: [1, 2], data: Float32Array.of(1, -30) };
    const [y] = await runOnnx(encodeModel(small()), input, ["y"]);
    expect(y?.shape).toEqual([1, 2]);
    expect(y?.values[0]).toBe(11);
    expect(y?.values[1]).toBeCloseTo(0.5 * (Math.exp(-10) - 1), 6);
  });

  it("writes the same bytes every time", () => {
    expect(encodeModel(small())).toEqual(encodeModel(small()));
  });

  it("writes what it was told, with no date in it", () => {
    const type = modelProtoType();
    const decoded = type.toObject(type.decode(encodeModel(small())), { longs: Number });
    expect(decoded).toMatchObject({
      irVersion: 8,
      producerName: "sourire",
      opsetImport: [{ version: 17 }],
      graph: { name: "small", output: [{ name: "y" }] },
    });
    expect(Object.keys(decoded).sort()).toEqual([
      "graph",
      "irVersion",
      "opsetImport",
      "producerName",
    ]);
  });

  it("sorts attributes, so that their order in the source does not matter", () => {
    const graph = createGraphBuilder("sorted");
    const x = graph.input("x", [1]);
    graph.node("Op", "a", [x], { z: 1, b: 2 });
    const [node] = graph.build().graph.node;
    expect(node?.attribute.map(({ name }) => name)).toEqual(["b", "z"]);
  });

  it("refuses a name twice, a value that does not exist yet, and values that do not fill a shape", () => {
    const graph = createGraphBuilder("wrong");
    graph.input("x", [1]);
    expect(() => graph.input("x", [1])).toThrow(/two values are called x/);
    expect(() => graph.node("Relu", "r", ["later"])).toThrow(/reads later/);
    expect(() => graph.floats("w", [2, 2], new Float32Array(3))).toThrow(/3 values/);
  });
});

describe("encodeModel", () => {
  it("refuses a message with a field of the wrong type", () => {
    const model = small();
    const graph = { ...model.graph, name: 7 as unknown as string };
    expect(() => encodeModel({ ...model, graph })).toThrow(TypeError);
  });
});

describe("raw data", () => {
  it("is little-endian", () => {
    expect([...float32Bytes(Float32Array.of(1))]).toEqual([0, 0, 0x80, 0x3f]);
    expect([...int64Bytes([-2])]).toEqual([0xfe, ...Array<number>(7).fill(0xff)]);
  });

  it("refuses fractions where whole numbers are meant", () => {
    expect(() => int64Bytes([0.5])).toThrow(RangeError);
  });
});
