import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createGraphEvaluator } from "../../src/evaluate/evaluate-graph.js";
import { encodeModel } from "../../src/onnx/encode.js";
import { createGraphBuilder } from "../../src/onnx/graph-builder.js";
import { STARTER_NETWORKS } from "../../src/starter/contracts.js";
import { STARTER_CONVERTERS } from "../../src/starter/converters.js";
import { STARTER_SOURCES } from "../../src/starter/sources.data.js";
import { maxDifference, runOnnx } from "../support/onnx-runtime.js";
import { randomFloats } from "../support/random-floats.js";
import { sourceFiles } from "../support/sources.js";

describe("createGraphEvaluator", () => {
  it.each(["detector", "landmarks"] as const)("agrees with onnxruntime on the %s", async (role) => {
    const model = STARTER_CONVERTERS[role](await sourceFiles(STARTER_SOURCES[role]));
    const contract = STARTER_NETWORKS.find((network) => network.role === role);
    const { width = 0, height = 0 } = contract?.input ?? {};
    const names = (contract?.outputs ?? []).map(({ name }) => name);
    const input = { shape: [1, 3, height, width], data: randomFloats(3 * height * width, 5) };
    const answers = createGraphEvaluator(model)(input);
    const wanted = await runOnnx(encodeModel(model), { name: "image", ...input }, names);
    expect([...answers.keys()]).toEqual(names);
    for (const [i, name] of names.entries()) {
      const answer = answers.get(name);
      expect(answer?.shape).toEqual(wanted[i]?.shape);
      const reference = wanted[i]?.values ?? new Float32Array();
      expect(maxDifference(answer?.data ?? new Float32Array(), reference)).toBeLessThan(5e-3);
    }
  });

  it("convolves as onnxruntime does, whatever window, step, padding and grouping", async () => {
    const side = fc.integer({ min: 3, max: 9 });
    const pad = fc.integer({ min: 0, max: 2 });
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          height: side,
          width: side,
          rows: fc.integer({ min: 1, max: 3 }),
          columns: fc.integer({ min: 1, max: 3 }),
          strides: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
          pads: fc.tuple(pad, pad, pad, pad),
          group: fc.constantFrom(1, 2, 6),
          filters: fc.constantFrom(6, 12),
          bias: fc.boolean(),
        }),
        async ({ height, width, rows, columns, strides, pads, group, filters, bias }) => {
          const depth = 6 / group;
          const builder = createGraphBuilder("small");
          const x = builder.input("x", [1, 6, height, width]);
          const shape = [filters, depth, rows, columns];
          const count = filters * depth * rows * columns;
          const inputs = [x, builder.floats("w", shape, randomFloats(count, 1))];
          if (bias) inputs.push(builder.floats("b", [filters], randomFloats(filters, 2)));
          const node = builder.node("Conv", "conv", inputs, {
            kernel_shape: [rows, columns],
            strides,
            pads,
            dilations: [1, 1],
            group,
          });
          builder.output("y", node, [1]);
          const model = builder.build();
          const input = { shape: [1, 6, height, width], data: randomFloats(6 * height * width, 3) };
          const y = createGraphEvaluator(model)(input).get("y");
          // the declared shape of the output is not used by the evaluator; the runtime infers its own
          const [wanted] = await runOnnx(
            encodeModel(withoutOutputShape(model)),
            { name: "x", ...input },
            ["y"],
          );
          expect(y?.shape).toEqual(wanted?.shape);
          const reference = wanted?.values ?? new Float32Array();
          expect(maxDifference(y?.data ?? new Float32Array(), reference)).toBeLessThan(1e-4);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("says which operator it does not know", () => {
    const builder = createGraphBuilder("odd");
    const x = builder.input("x", [1, 1, 1, 1]);
    builder.output("y", builder.node("Softmax", "soft", [x]), [1, 1, 1, 1]);
    expect(() => createGraphEvaluator(builder.build())).toThrow(
      /Softmax at soft.*MODEL_CONVERSION_UNSUPPORTED/,
    );
  });

  it.each([
    ["a window with gaps", "Conv", { kernel_shape: [1, 1], dilations: [2, 2] }],
    ["another order", "Transpose", { perm: [0, 1, 2, 3] }],
  ])("refuses %s", (_, operator, attributes) => {
    const builder = createGraphBuilder("odd");
    const x = builder.input("x", [1, 1, 2, 2]);
    const weight = builder.floats("w", [1, 1, 1, 1], Float32Array.of(1));
    builder.output("y", builder.node(operator, "n", [x, weight], attributes), [1, 1, 2, 2]);
    const evaluate = createGraphEvaluator(builder.build());
    expect(() => evaluate({ shape: [1, 1, 2, 2], data: new Float32Array(4) })).toThrow(RangeError);
  });
});

function withoutOutputShape(
  model: ReturnType<ReturnType<typeof createGraphBuilder>["build"]>,
): typeof model {
  const output = model.graph.output.map(({ name }) => ({
    name,
    type: { tensorType: { elemType: 1, shape: { dim: [] } } },
  }));
  const open = output.map(({ name, type }) => ({
    name,
    type: { tensorType: { elemType: type.tensorType.elemType } },
  }));
  return { ...model, graph: { ...model.graph, output: open as unknown as typeof output } };
}
