import { describe, expect, it } from "vitest";
import {
  attribute,
  convertSmall,
  expectSameAsTensorFlow,
  type SmallGraph,
} from "../../support/small-graph.js";

interface Case {
  readonly size: number;
  readonly kernel: number;
  readonly stride?: number;
  readonly dilation?: number;
  readonly padding: "SAME" | "VALID";
}

const CASES: readonly Case[] = [
  { size: 7, kernel: 3, padding: "SAME" },
  { size: 8, kernel: 3, stride: 2, padding: "SAME" }, // one pixel of padding, at the end only
  { size: 7, kernel: 3, stride: 2, padding: "SAME" },
  { size: 8, kernel: 5, stride: 2, padding: "SAME" },
  { size: 9, kernel: 3, dilation: 2, padding: "SAME" },
  { size: 8, kernel: 3, stride: 2, padding: "VALID" },
  { size: 5, kernel: 1, padding: "VALID" },
];

function attributesOf({ stride = 1, dilation = 1, padding }: Case) {
  return {
    strides: attribute.integers(1, stride, stride, 1),
    dilations: attribute.integers(1, dilation, dilation, 1),
    padding: attribute.text(padding),
    data_format: attribute.text("NHWC"),
  };
}

function graphOf(c: Case, op: string, outputs: number): SmallGraph {
  return {
    inputShape: [1, c.size, c.size + 1, 3],
    constants: { filter: { shape: [c.kernel, c.kernel, 3, outputs] } },
    nodes: [{ name: "conv", op, input: ["x", "filter"], attr: attributesOf(c) }],
  };
}

function fused(activation: readonly string[], extra: SmallGraph["constants"] = {}): SmallGraph {
  const constants = { filter: { shape: [3, 3, 3, 4] }, bias: { shape: [4] }, ...extra };
  return {
    inputShape: [1, 6, 6, 3],
    constants,
    nodes: [
      {
        name: "conv",
        op: "_FusedConv2D",
        input: ["x", ...Object.keys(constants)],
        attr: {
          ...attributesOf({ size: 6, kernel: 3, padding: "SAME" }),
          fused_ops: attribute.texts("BiasAdd", ...activation),
          num_args: { i: String(1 + Object.keys(extra).length) },
        },
      },
    ],
  };
}

describe("Conv2D", () => {
  it.each(CASES)("size $size, kernel $kernel, stride $stride, $padding", async (c) => {
    await expectSameAsTensorFlow(graphOf(c, "Conv2D", 5));
  });

  it("refuses another data format", () => {
    const graph = graphOf({ size: 5, kernel: 1, padding: "VALID" }, "Conv2D", 5);
    const [node] = graph.nodes;
    if (!node) throw new Error("no node");
    const attr = { ...node.attr, data_format: attribute.text("NCHW") };
    expect(() => convertSmall({ ...graph, nodes: [{ ...node, attr }] })).toThrow(
      /operator Conv2D at conv: data format NCHW/,
    );
  });

  it("refuses a padding that it does not know", () => {
    const graph = graphOf({ size: 5, kernel: 1, padding: "VALID" }, "Conv2D", 5);
    const [node] = graph.nodes;
    if (!node) throw new Error("no node");
    const attr = { ...node.attr, padding: attribute.text("EXPLICIT") };
    expect(() => convertSmall({ ...graph, nodes: [{ ...node, attr }] })).toThrow(
      expect.objectContaining({ code: "MODEL_CONVERSION_UNSUPPORTED" }),
    );
  });
});

describe("DepthwiseConv2dNative", () => {
  it.each(CASES)("size $size, kernel $kernel, stride $stride, $padding", async (c) => {
    await expectSameAsTensorFlow(graphOf(c, "DepthwiseConv2dNative", 1));
  });

  it("makes several results of one channel, in TensorFlow's order", async () => {
    const c: Case = { size: 6, kernel: 3, padding: "SAME" };
    await expectSameAsTensorFlow(graphOf(c, "DepthwiseConv2dNative", 2));
  });
});

describe("_FusedConv2D", () => {
  it.each(["Relu", "Relu6"])("with bias and %s", async (name) => {
    await expectSameAsTensorFlow(fused([name]));
  });

  it("with bias alone", async () => {
    await expectSameAsTensorFlow(fused([]));
  });

  it("with bias and Prelu", async () => {
    await expectSameAsTensorFlow(fused(["Prelu"], { slope: { shape: [1, 1, 4] } }));
  });

  it.each(["Elu", "FusedBatchNorm"])("refuses %s", (name) => {
    expect(() => convertSmall(fused([name]))).toThrow(new RegExp(`_FusedConv2D at conv.*${name}`));
  });
});
