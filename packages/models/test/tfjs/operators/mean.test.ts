import { describe, it } from "vitest";
import { attribute, expectSameAsTensorFlow } from "../../support/small-graph.js";

describe("Mean", () => {
  it.each([
    [[1, 2], false],
    [[1, 2], true],
    [[1], false],
    [[-1], false],
    [[3], true],
  ])("over axes %j, kept: %s", async (axes, keep) => {
    await expectSameAsTensorFlow({
      inputShape: [1, 4, 5, 3],
      constants: { axes: { shape: [axes.length], integers: axes } },
      nodes: [
        {
          name: "mean",
          op: "Mean",
          input: ["x", "axes"],
          attr: { keep_dims: attribute.boolean(keep) },
        },
      ],
    });
  });
});
