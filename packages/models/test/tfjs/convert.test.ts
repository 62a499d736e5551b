import { describe, expect, it } from "vitest";
import { convertGraphModel } from "../../src/tfjs/convert.js";
import { readGraphModel } from "../../src/tfjs/graph-model.js";
import {
  convertSmall,
  expectSameAsTensorFlow,
  type SmallGraph,
  smallModel,
} from "../support/small-graph.js";

const PICTURE = [1, 4, 4, 2];
const unsupported = (message: RegExp) =>
  expect.objectContaining({
    code: "MODEL_CONVERSION_UNSUPPORTED",
    message: expect.stringMatching(message),
  });

const graph = (...nodes: SmallGraph["nodes"]): SmallGraph => ({ inputShape: PICTURE, nodes });

describe("convertGraphModel", () => {
  it("names an operator that it does not know, and where it stands", () => {
    const cosine = graph({ name: "wave/cos", op: "Cos", input: ["x"] });
    expect(() => convertSmall(cosine)).toThrow(unsupported(/operator Cos at wave\/cos/));
  });

  it("leaves out what no output needs, even what it could not convert", () => {
    const { node, initializer } = convertSmall({
      ...graph(
        { name: "dead", op: "Cos", input: ["x"] },
        { name: "idle", op: "AddV2", input: ["x", "unused"] },
        { name: "live", op: "Relu", input: ["x"] },
      ),
      constants: { unused: { shape: [2] } },
    }).graph;
    expect(node.map(({ opType, name }) => [opType, name])).toEqual([
      ["Relu", "live"],
      ["Identity", "y"],
    ]);
    expect(initializer).toEqual([]);
  });

  it("writes a node that two others read once, before both", () => {
    const { node } = convertSmall(
      graph(
        { name: "sum", op: "AddV2", input: ["left", "right"] },
        { name: "left", op: "Relu6", input: ["base"] },
        { name: "right", op: "Sigmoid", input: ["base:0", "^left"] },
        { name: "base", op: "Relu", input: ["x"] },
        { name: "end", op: "Identity", input: ["sum"] },
      ),
    ).graph;
    expect(node.map(({ name }) => name)).toEqual(["base", "left", "right", "sum", "y"]);
  });

  it("passes identities over wherever they stand", async () => {
    await expectSameAsTensorFlow({
      ...graph(
        { name: "first", op: "Identity", input: ["x"] },
        { name: "same", op: "Identity", input: ["constant"] },
        { name: "sum", op: "AddV2", input: ["first", "same"] },
        { name: "last", op: "Identity", input: ["sum"] },
      ),
      constants: { constant: { shape: [2] } },
    });
  });

  it("gives the input itself, where that is the output", async () => {
    await expectSameAsTensorFlow(graph({ name: "last", op: "Identity", input: ["x"] }));
  });

  it("refuses an input or output that the graph does not have", () => {
    expect(() => convertSmall(graph({ name: "r", op: "Relu", input: ["nowhere"] }))).toThrow(
      unsupported(/no node nowhere/),
    );
    expect(() => convertSmall(graph({ name: "r", op: "Relu", input: ["x:1"] }))).toThrow(
      unsupported(/no node x:1/),
    );
    const { json, weights } = smallModel(graph({ name: "r", op: "Relu", input: ["x"] }));
    const input = { node: "x", name: "x", shape: PICTURE };
    const outputs = [{ node: "s", name: "y" }];
    expect(() =>
      convertGraphModel(readGraphModel(json, weights), { name: "g", input, outputs }),
    ).toThrow(unsupported(/no node s/));
  });

  it("refuses a constant where something computed is needed, as input or as output", () => {
    const constants = { constant: { shape: PICTURE } };
    const relu = graph({ name: "r", op: "Relu", input: ["constant"] });
    expect(() => convertSmall({ ...relu, constants })).toThrow(unsupported(/Relu at r: input 0/));
    const identity = graph({ name: "r", op: "Identity", input: ["constant"] });
    expect(() => convertSmall({ ...identity, constants })).toThrow(unsupported(/as output/));
  });

  it("refuses a second input", () => {
    const sum = graph(
      { name: "other", op: "Placeholder", input: [] },
      { name: "sum", op: "AddV2", input: ["x", "other"] },
    );
    expect(() => convertSmall(sum)).toThrow(unsupported(/Placeholder at other/));
  });

  it("refuses a node that lacks an input", () => {
    const lonely = graph({ name: "sum", op: "AddV2", input: ["x"] });
    expect(() => convertSmall(lonely)).toThrow(unsupported(/AddV2 at sum: input 1 is missing/));
  });

  it("refuses what is no graph model", () => {
    for (const json of [null, [], {}, { modelTopology: {} }, { modelTopology: { node: [{}] } }]) {
      expect(() => readGraphModel(json, new Uint8Array())).toThrow(unsupported(/is not/));
    }
  });
});
