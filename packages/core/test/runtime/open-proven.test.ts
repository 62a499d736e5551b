import { describe, expect, it } from "vitest";
import { openProven } from "../../src/runtime/open-proven.js";
import { fakePack, fakeRuntime, provenFile, rememberingLog } from "./fake-parts.js";

const file = provenFile("a.onnx");
const pack = fakePack(file);
const wrong = () => ({ values: new Float32Array(6).fill(9), flag: Float32Array.of(1) });

describe("openProven", () => {
  it("gives an open network that has run once", async () => {
    const runtime = fakeRuntime("cpu");
    const session = await openProven(runtime, pack, file);
    expect(runtime.sessions).toEqual([session]);
    expect(runtime.sessions[0]).toMatchObject({ released: 0, inputs: [expect.anything()] });
  });

  it("closes a network that computes wrongly, and names file, provider and output", async () => {
    const runtime = fakeRuntime("webgpu", wrong);
    await expect(openProven(runtime, pack, file)).rejects.toMatchObject({
      code: "RUNTIME_PARITY_FAILED",
      message: expect.stringMatching(/^a\.onnx on fake 1\.0\.0, webgpu: (values|flag): cosine/),
    });
    expect(runtime.sessions.map(({ released }) => released)).toEqual([1]);
  });

  it("opens a file without golden values, and says so", async () => {
    const log = rememberingLog();
    const unproven = provenFile("b.onnx", false);
    await openProven(fakeRuntime("cpu"), fakePack(unproven), unproven, { log });
    expect(log.lines).toEqual([["model.unproven", { pack: "fake@1.0.0", file: "b.onnx" }]]);
  });

  it("says nothing of a file that passed", async () => {
    const log = rememberingLog();
    await openProven(fakeRuntime("cpu"), pack, file, { log });
    expect(log.lines).toEqual([]);
  });

  it("hands on what opening throws", async () => {
    const refusing = fakeRuntime("cpu", undefined, "MODEL_OPERATOR_UNSUPPORTED");
    await expect(openProven(refusing, pack, file)).rejects.toMatchObject({
      code: "MODEL_OPERATOR_UNSUPPORTED",
    });
  });
});
