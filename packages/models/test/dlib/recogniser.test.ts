import { describe, expect, it } from "vitest";
import { addConvolution, addZeros } from "../../src/dlib/layers.js";
import { buildDlibRecogniser } from "../../src/dlib/recogniser.js";
import { encodeModel } from "../../src/onnx/encode.js";
import { createGraphBuilder } from "../../src/onnx/graph-builder.js";
import type { TfjsWeight } from "../../src/tfjs/weights.js";
import { maxDifference, runOnnx } from "../support/onnx-runtime.js";
import { randomFloats } from "../support/random-floats.js";

// the whole network is compared with face-api's in test/starter/converters.test.ts

const weight = (shape: readonly number[], seed: number): TfjsWeight => {
  const count = shape.reduce((a, b) => a * b, 1);
  return { shape, values: randomFloats(count, seed) };
};

describe("addConvolution", () => {
  it("folds bias, scale and shift into one convolution", async () => {
    const bias = weight([2], 2);
    const scale = weight([2], 3);
    const shift = weight([2], 4);
    const filters = weight([1, 1, 3, 2], 1);
    const graph = createGraphBuilder("folded");
    const input = { value: graph.input("x", [1, 3, 1, 1]), channels: 3, size: 1 };
    const weights = new Map([
      ["c/conv/filters", filters],
      ["c/conv/bias", bias],
      ["c/scale/weights", scale],
      ["c/scale/biases", shift],
    ]);
    const y = addConvolution({ graph, weights }, "c", input, { stride: 1, pad: 0 });
    graph.output("y", y.value, [1, 2, 1, 1]);
    const data = randomFloats(3, 5);
    const model = encodeModel(graph.build());
    const [actual] = await runOnnx(model, { name: "x", shape: [1, 3, 1, 1], data }, ["y"]);
    const expected = Float32Array.from([0, 1], (out) => {
      const at = (w: TfjsWeight, i: number) => w.values[i] ?? Number.NaN;
      const sum = data.reduce((total, x, i) => total + x * at(filters, i * 2 + out), 0);
      return (sum + at(bias, out)) * at(scale, out) + at(shift, out);
    });
    expect(maxDifference(actual?.values ?? new Float32Array(), expected)).toBeLessThan(1e-5);
  });
});

describe("addZeros", () => {
  it("puts the zeros after the last channel, row and column", async () => {
    const graph = createGraphBuilder("zeros");
    const input = { value: graph.input("x", [1, 1, 1, 1]), channels: 1, size: 1 };
    const target = { channels: 2, size: 2 };
    const y = addZeros({ graph, weights: new Map() }, "wide", input, target);
    graph.output("y", y.value, [1, 2, 2, 2]);
    const x = { name: "x", shape: [1, 1, 1, 1], data: Float32Array.of(5) };
    const [actual] = await runOnnx(encodeModel(graph.build()), x, ["y"]);
    expect([...(actual?.values ?? [])]).toEqual([5, 0, 0, 0, 0, 0, 0, 0]);
  });

  it("writes nothing where nothing lacks", () => {
    const graph = createGraphBuilder("same");
    const input = { value: graph.input("x", [1, 1, 1, 1]), channels: 1, size: 1 };
    expect(addZeros({ graph, weights: new Map() }, "same", input, input)).toBe(input);
    expect(graph.build().graph.node).toEqual([]);
  });
});

describe("buildDlibRecogniser", () => {
  it("names the weight that is absent", () => {
    expect(() => buildDlibRecogniser(new Map())).toThrow(
      expect.objectContaining({
        code: "MODEL_CONVERSION_UNSUPPORTED",
        message: expect.stringContaining("conv32_down/conv/filters"),
      }),
    );
  });
});
