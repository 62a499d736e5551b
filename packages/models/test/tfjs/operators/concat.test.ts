import { describe, expect, it } from "vitest";
import {
  convertSmall,
  expectSameAsTensorFlow,
  type SmallGraph,
} from "../../support/small-graph.js";

const graph = (inputShape: readonly number[], axis: number): SmallGraph => ({
  inputShape,
  constants: { axis: { shape: [], integers: [axis] } },
  nodes: [
    { name: "relu", op: "Relu", input: ["x"] },
    { name: "concat", op: "ConcatV2", input: ["x", "relu", "axis"], attr: { N: { i: "2" } } },
  ],
});

describe("ConcatV2", () => {
  it.each([
    ["channels", [1, 3, 4, 2], 3],
    ["channels, counted from the end", [1, 3, 4, 2], -1],
    ["rows", [1, 3, 4, 2], 1],
    ["columns", [1, 3, 4, 2], 2],
    ["a matrix", [1, 6], 1],
  ])("joins %s", async (_, shape, axis) => {
    await expectSameAsTensorFlow(graph(shape, axis));
  });

  it("refuses shapes that do not fit", () => {
    const { constants, nodes } = graph([1, 4, 4, 2], 3);
    const narrow = { name: "narrow", op: "Reshape", input: ["x", "shape"] };
    expect(() =>
      convertSmall({
        inputShape: [1, 4, 4, 2],
        constants: { ...constants, shape: { shape: [4], integers: [1, 2, 8, 2] } },
        nodes: [narrow, ...nodes.slice(1).map((n) => ({ ...n, input: ["x", "narrow", "axis"] }))],
      }),
    ).toThrow(/ConcatV2 at concat/);
  });
});
