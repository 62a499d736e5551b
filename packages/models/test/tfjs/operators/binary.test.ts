import { describe, expect, it } from "vitest";
import {
  convertSmall,
  expectSameAsTensorFlow,
  type SmallGraph,
} from "../../support/small-graph.js";

const PICTURE = [1, 3, 4, 2];

function withConstant(op: string, shape: readonly number[], inputShape = PICTURE): SmallGraph {
  const nodes = [{ name: "result", op, input: ["x", "constant"] }];
  return { inputShape, constants: { constant: { shape } }, nodes };
}

describe.each(["AddV2", "Mul", "Minimum", "Maximum"])("%s", (op) => {
  it.each([[[2]], [[]], [[1, 1, 2]], [[4, 1]], [[3, 4, 2]], [PICTURE]])(
    "of a picture and a constant of %j",
    async (shape) => {
      await expectSameAsTensorFlow(withConstant(op, shape));
    },
  );

  it("of two computed tensors", async () => {
    await expectSameAsTensorFlow({
      inputShape: PICTURE,
      nodes: [
        { name: "relu", op: "Relu", input: ["x"] },
        { name: "result", op, input: ["relu", "x"] },
      ],
    });
  });

  it("of a matrix and a row", async () => {
    await expectSameAsTensorFlow(withConstant(op, [5], [1, 5]));
  });

  it("refuses shapes that do not broadcast", () => {
    expect(() => convertSmall(withConstant(op, [3]))).toThrow(
      new RegExp(`${op} at result: shapes`),
    );
  });

  it("refuses two constants, and a constant of a higher rank", () => {
    const two = { a: { shape: [2] }, b: { shape: [2] } };
    const nodes = [{ name: "result", op, input: ["a", "b"] }];
    expect(() => convertSmall({ inputShape: PICTURE, constants: two, nodes })).toThrow(
      /two constants/,
    );
    expect(() => convertSmall(withConstant(op, [1, 1, 5], [1, 5]))).toThrow(/a constant of/);
  });
});
