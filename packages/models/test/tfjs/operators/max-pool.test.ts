import { describe, expect, it } from "vitest";
import { attribute, convertSmall, expectSameAsTensorFlow } from "../../support/small-graph.js";

const graph = (size: number, kernel: number, stride: number, padding: string, ksize = 1) => ({
  inputShape: [1, size, size, 2],
  nodes: [
    {
      name: "pool",
      op: "MaxPool",
      input: ["x"],
      attr: {
        ksize: attribute.integers(1, kernel, kernel, ksize),
        strides: attribute.integers(1, stride, stride, 1),
        padding: attribute.text(padding),
        data_format: attribute.text("NHWC"),
      },
    },
  ],
});

describe("MaxPool", () => {
  it.each([
    [6, 2, 2, "SAME"],
    [7, 2, 2, "SAME"],
    [7, 3, 2, "SAME"],
    [8, 3, 2, "SAME"],
    [7, 2, 2, "VALID"],
    [8, 3, 1, "VALID"],
  ])("size %i, window %i, stride %i, %s", async (size, kernel, stride, padding) => {
    await expectSameAsTensorFlow(graph(size, kernel, stride, padding));
  });

  it("refuses a window over channels", () => {
    expect(() => convertSmall(graph(6, 2, 2, "SAME", 2))).toThrow(/MaxPool at pool: a window/);
  });
});
