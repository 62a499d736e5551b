import { describe, expect, it } from "vitest";
import { convertSmall, expectSameAsTensorFlow } from "../../support/small-graph.js";

const graph = (inputShape: readonly number[], paddings: readonly number[]) => ({
  inputShape,
  constants: { paddings: { shape: [paddings.length / 2, 2], integers: paddings } },
  nodes: [
    { name: "pad", op: "Pad", input: ["x", "paddings"], attr: { Tpaddings: { type: "DT_INT32" } } },
  ],
});

describe("Pad", () => {
  it.each([
    ["channels", [1, 3, 4, 2], [0, 0, 0, 0, 0, 0, 0, 3]],
    ["rows and columns, unevenly", [1, 3, 4, 2], [0, 0, 1, 2, 0, 3, 0, 0]],
    ["a matrix", [1, 5], [0, 0, 2, 1]],
  ])("widens %s", async (_, shape, paddings) => {
    await expectSameAsTensorFlow(graph(shape, paddings));
  });

  it("refuses paddings of another rank", () => {
    expect(() => convertSmall(graph([1, 3, 4, 2], [0, 0, 1, 1]))).toThrow(/Pad at pad/);
  });
});
