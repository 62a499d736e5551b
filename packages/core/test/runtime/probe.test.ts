import { describe, expect, it } from "vitest";
import type { ModelFile } from "../../src/runtime/model-pack.js";
import { probe, probeFeeds } from "../../src/runtime/probe.js";
import { wavesPicture } from "../../src/runtime/waves-picture.js";
import { fakeFile, fakeSession } from "../align/fake-network.js";
import { provenFile, rightAnswer } from "./fake-parts.js";

const file = provenFile("a.onnx");

describe("probeFeeds", () => {
  it("lays the picture into planes with the file's colour order, mean and scale", () => {
    const input: ModelFile["input"] = {
      ...file.input,
      width: 5,
      height: 3,
      colour: "BGR",
      mean: [10, 20, 30],
      scale: [2, 4, 8],
    };
    const feeds = probeFeeds({ ...file, input });
    const tensor = feeds["image"];
    const picture = wavesPicture(5, 3).data;
    expect(tensor?.dims).toEqual([1, 3, 3, 5]);
    for (let at = 0; at < 15; at++) {
      const [red = 0, green = 0, blue = 0] = picture.subarray(3 * at, 3 * at + 3);
      expect(tensor?.data[at]).toBe((blue - 10) / 2);
      expect(tensor?.data[15 + at]).toBe((green - 20) / 4);
      expect(tensor?.data[30 + at]).toBe((red - 30) / 8);
    }
  });
});

describe("probe", () => {
  it("gives every output of the contract", async () => {
    const outputs = await probe(fakeSession(file, rightAnswer), file);
    expect([...outputs.keys()]).toEqual(["values", "flag"]);
    expect(outputs.get("values")?.length).toBe(6);
  });

  it.each<[string, (input: Float32Array) => Record<string, Float32Array>]>([
    ["an output missing", (input) => ({ values: rightAnswer(input)["values"] as Float32Array })],
    ["not a number", (input) => ({ ...rightAnswer(input), flag: Float32Array.of(Number.NaN) })],
    ["infinite", (input) => ({ ...rightAnswer(input), flag: Float32Array.of(1 / 0) })],
  ])("refuses an answer with %s", async (_, answer) => {
    await expect(probe(fakeSession(file, answer), file)).rejects.toMatchObject({
      code: "MODEL_OUTPUT_INVALID",
    });
  });

  it("refuses outputs that are not float32", async () => {
    const half = fakeFile("yunet", 8, { values: [1, 2] });
    const session = fakeSession(half, () => ({ values: new Float64Array(2) as never }));
    await expect(probe(session, half)).rejects.toThrow();
  });
});
