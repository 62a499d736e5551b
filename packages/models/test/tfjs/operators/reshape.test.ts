import { describe, expect, it } from "vitest";
import { convertSmall, expectSameAsTensorFlow } from "../../support/small-graph.js";

const graph = (inputShape: readonly number[], shape: readonly number[]) => ({
  inputShape,
  constants: { shape: { shape: [shape.length], integers: shape } },
  nodes: [
    {
      name: "reshape",
      op: "Reshape",
      input: ["x", "shape"],
      attr: { Tshape: { type: "DT_INT32" } },
    },
  ],
});

describe("Reshape", () => {
  it.each([
    ["a picture to rows", [1, 3, 4, 6], [1, 24, 3]],
    ["with an open size", [1, 3, 4, 6], [1, -1, 2]],
    ["a row to a picture", [1, 24], [1, 2, 3, 4]],
    ["a picture to a picture", [1, 2, 6, 3], [1, 3, 4, 3]],
  ])("%s", async (_, from, to) => {
    await expectSameAsTensorFlow(graph(from, to));
  });

  it.each([[[1, 5]], [[-1, 5]]])("refuses 1 x 24 to %j", (to) => {
    expect(() => convertSmall(graph([1, 24], to))).toThrow(/Reshape at reshape: \[1,24\] to/);
  });
});
