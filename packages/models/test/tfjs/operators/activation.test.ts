import { describe, expect, it } from "vitest";
import {
  convertSmall,
  expectSameAsTensorFlow,
  type SmallGraph,
} from "../../support/small-graph.js";

const of = (op: string, inputShape: readonly number[]): SmallGraph => ({
  inputShape,
  nodes: [{ name: "result", op, input: ["x"] }],
});

describe.each(["Relu", "Relu6", "Sigmoid", "Softmax"])("%s", (op) => {
  it.each([[[1, 3, 4, 5]], [[1, 6]]])("of %j", async (shape) => {
    await expectSameAsTensorFlow(of(op, shape));
  });
});

describe("Relu6", () => {
  it("cuts at six", async () => {
    await expectSameAsTensorFlow({
      inputShape: [1, 8],
      nodes: [
        // the random numbers reach 2 only; (2x)^2 reaches 16
        { name: "twice", op: "AddV2", input: ["x", "x"] },
        { name: "four", op: "Mul", input: ["twice", "twice"] },
        { name: "result", op: "Relu6", input: ["four"] },
      ],
    });
  });
});

describe("Prelu", () => {
  it.each([[[1, 1, 5]], [[3, 4, 5]], [[5]]])("with slopes of %j", async (slope) => {
    await expectSameAsTensorFlow({
      inputShape: [1, 3, 4, 5],
      constants: { slope: { shape: slope } },
      nodes: [{ name: "result", op: "Prelu", input: ["x", "slope"] }],
    });
  });

  it("refuses slopes that are computed", () => {
    const nodes = [{ name: "result", op: "Prelu", input: ["x", "x"] }];
    expect(() => convertSmall({ inputShape: [1, 4], nodes })).toThrow(
      /Prelu at result: input 1 must be a constant/,
    );
  });
});
