import { beforeAll, describe, expect, it, vi } from "vitest";
import { encodeModel } from "../../src/onnx/encode.js";
import { STARTER_NETWORKS } from "../../src/starter/contracts.js";
import { STARTER_CONVERTERS } from "../../src/starter/converters.js";
import type { SourceContent } from "../../src/starter/read-source.js";
import { STARTER_SOURCES, type StarterRole } from "../../src/starter/sources.data.js";
import { convertGraphModel } from "../../src/tfjs/convert.js";
import { readGraphModel } from "../../src/tfjs/graph-model.js";
import { describeWithFaceApi } from "../support/face-api.js";
import { maxDifference, onnxNames, runOnnx, toChannelsFirst } from "../support/onnx-runtime.js";
import { faceInPhotograph, noise, normalise, wholePhotograph } from "../support/pictures.js";
import { sourceFiles } from "../support/sources.js";
import { type Answer, runOnTensorFlow } from "../support/tensorflow.js";

// real networks on plain JavaScript: seconds, and more on a busy machine
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** Largest difference to the reference that counts as the same answer; see `maxDifference`. */
const TOLERANCE = 1e-3;

/** A converted network beside what it was made of. */
interface Network {
  readonly contract: (typeof STARTER_NETWORKS)[number];
  readonly source: SourceContent;
  readonly onnx: Uint8Array;
}

async function load(role: StarterRole): Promise<Network> {
  const contract = STARTER_NETWORKS.find((network) => network.role === role);
  if (!contract) throw new Error(`no ${role}`);
  const source = await sourceFiles(STARTER_SOURCES[role]);
  return { contract, source, onnx: encodeModel(STARTER_CONVERTERS[role](source)) };
}

/** Runs the converted network on a picture, fed as its contract says. */
async function run({ contract, onnx }: Network, picture: Uint8Array): Promise<readonly Answer[]> {
  const { input, outputs } = contract;
  const shape = [1, 3, input.height, input.width];
  const data = toChannelsFirst(normalise(picture, input), 3);
  const names = outputs.map(({ name }) => name);
  return runOnnx(onnx, { name: input.name, shape, data }, names);
}

/** Runs the original in TensorFlow.js. */
async function runOriginal(
  { contract, source }: Network,
  picture: Uint8Array,
  nodes: readonly string[],
): Promise<readonly Answer[]> {
  const { input } = contract;
  const shape = [1, input.height, input.width, 3];
  return runOnTensorFlow(source, normalise(picture, input), shape, nodes);
}

function expectSame(actual: readonly Answer[], expected: readonly Answer[]): void {
  expect(actual.map(({ shape }) => shape)).toEqual(expected.map(({ shape }) => shape));
  actual.forEach(({ values }, i) => {
    const reference = expected[i]?.values ?? new Float32Array();
    expect(maxDifference(values, reference)).toBeLessThanOrEqual(TOLERANCE);
  });
}

async function expectContract({ contract, onnx }: Network, answers: readonly Answer[]) {
  const { input, outputs } = contract;
  const names = { inputs: [input.name], outputs: outputs.map(({ name }) => name) };
  expect(await onnxNames(onnx)).toEqual(names);
  expect(answers.map(({ shape }) => shape)).toEqual(outputs.map(({ shape }) => shape));
}

describe("BlazeFace", () => {
  const nodes = ["Identity", "Identity_1", "Identity_2", "Identity_3"];
  let network: Network;
  beforeAll(async () => {
    network = await load("detector");
  });

  it("answers as TensorFlow.js does on a photograph, and sees faces there", async () => {
    const picture = await wholePhotograph(256);
    const answers = await run(network, picture);
    expectSame(answers, await runOriginal(network, picture, nodes));
    const logits = [...(answers[0]?.values ?? []), ...(answers[1]?.values ?? [])];
    expect(Math.max(...logits)).toBeGreaterThan(0); // a probability above one half
    await expectContract(network, answers);
  });

  it("answers as TensorFlow.js does on noise", async () => {
    const picture = noise(256, 1);
    expectSame(await run(network, picture), await runOriginal(network, picture, nodes));
  });
});

describe("FaceMesh", () => {
  const nodes = ["Identity_2", "Identity_1"];
  let network: Network;
  beforeAll(async () => {
    network = await load("landmarks");
  });

  it("answers as TensorFlow.js does on a face, and says that it is one", async () => {
    const picture = await faceInPhotograph(192);
    const answers = await run(network, picture);
    expectSame(answers, await runOriginal(network, picture, nodes));
    expect(answers[1]?.values[0]).toBeGreaterThan(0.9);
    await expectContract(network, answers);
  });

  it("answers as TensorFlow.js does on noise, and says that it is no face", async () => {
    const picture = noise(192, 2);
    const answers = await run(network, picture);
    expectSame(answers, await runOriginal(network, picture, nodes));
    expect(answers[1]?.values[0]).toBeLessThan(0.1);
  });

  it("converts the outline of eyes and lips too, which the pack leaves out", async () => {
    const { source } = network;
    const input = { node: "input_1", name: "image", shape: [1, 192, 192, 3] };
    const outputs = [{ node: "Identity", name: "contours" }];
    const graph = readGraphModel(source.json, source.weights);
    const whole = encodeModel(convertGraphModel(graph, { name: "contours", input, outputs }));
    const picture = await faceInPhotograph(192);
    const data = toChannelsFirst(normalise(picture, network.contract.input), 3);
    const answers = await runOnnx(whole, { name: "image", shape: [1, 3, 192, 192], data }, [
      "contours",
    ]);
    expectSame(answers, await runOriginal(network, picture, ["Identity"]));
  });
});

describe("dlib's recogniser", () => {
  let network: Network;
  beforeAll(async () => {
    network = await load("embedder");
  });

  it.each([
    ["a face", () => faceInPhotograph(150)],
    ["noise", async () => noise(150, 3)],
  ])("answers as face-api does on %s", async (_, make) => {
    const picture = await make();
    const answers = await run(network, picture);
    const values = describeWithFaceApi(network.source, picture);
    expectSame(answers, [{ shape: [1, 128], values }]);
    await expectContract(network, answers);
  });
});
