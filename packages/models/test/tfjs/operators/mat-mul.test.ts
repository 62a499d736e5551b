import { describe, expect, it } from "vitest";
import { attribute, convertSmall, expectSameAsTensorFlow } from "../../support/small-graph.js";

const graph = (weight: readonly number[], transposed: boolean, first = false) => ({
  inputShape: [1, 6],
  constants: { weight: { shape: weight } },
  nodes: [
    {
      name: "product",
      op: "MatMul",
      input: ["x", "weight"],
      attr: {
        transpose_a: attribute.boolean(first),
        transpose_b: attribute.boolean(transposed),
      },
    },
  ],
});

describe("MatMul", () => {
  it("multiplies by a matrix", async () => {
    await expectSameAsTensorFlow(graph([6, 3], false));
  });

  it("multiplies by a transposed matrix", async () => {
    await expectSameAsTensorFlow(graph([3, 6], true));
  });

  it("refuses a transposed input and sizes that do not fit", () => {
    expect(() => convertSmall(graph([6, 3], false, true))).toThrow(/transpose_a/);
    expect(() => convertSmall(graph([5, 3], false))).toThrow(
      /MatMul at product: \[1,6\] by \[5,3\]/,
    );
  });
});
