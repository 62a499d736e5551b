import { describe, expect, it } from "vitest";
import { SourireError } from "../../src/kernel/errors.js";
import { chooseRuntime, type RuntimeCandidate } from "../../src/runtime/choose-runtime.js";
import type { InferenceRuntime } from "../../src/runtime/inference-runtime.js";
import { fakePack, fakeRuntime, provenFile, rememberingLog, rightAnswer } from "./fake-parts.js";

const pack = fakePack(provenFile("a.onnx"), provenFile("b.onnx"));
const wrong = () => ({ values: new Float32Array(6).fill(9), flag: Float32Array.of(1) });
const candidate = (runtime: InferenceRuntime): RuntimeCandidate => ({
  name: runtime.provider,
  open: async () => runtime,
});
const absent = (name: string): RuntimeCandidate => ({
  name,
  open: async () => {
    throw new SourireError("RUNTIME_PROVIDER_UNAVAILABLE", `no ${name}`);
  },
});

describe("chooseRuntime", () => {
  it("takes the first that computes every file rightly, and leaves no network open", async () => {
    const [first, second] = [fakeRuntime("webgpu"), fakeRuntime("cpu")];
    await using chosen = await chooseRuntime([candidate(first), candidate(second)], pack);
    expect(chosen.runtime).toBe(first);
    expect(chosen.refused).toEqual([]);
    expect(first.sessions.map(({ released }) => released)).toEqual([1, 1]);
    expect(second.sessions).toEqual([]);
  });

  it("says who was refused and why, in the result and in the log, and disposes of them", async () => {
    const log = rememberingLog();
    const [gpu, cpu] = [fakeRuntime("webgpu", wrong), fakeRuntime("cpu")];
    const chosen = await chooseRuntime([absent("cuda"), candidate(gpu), candidate(cpu)], pack, {
      log,
    });
    expect(chosen.runtime.provider).toBe("cpu");
    expect(chosen.refused).toEqual([
      {
        name: "cuda",
        code: "RUNTIME_PROVIDER_UNAVAILABLE",
        message: expect.stringContaining("no cuda"),
      },
      { name: "webgpu", code: "RUNTIME_PARITY_FAILED", message: expect.stringMatching(/^a\.onnx/) },
    ]);
    expect(log.lines).toEqual([
      ["runtime.refused", { name: "cuda", code: "RUNTIME_PROVIDER_UNAVAILABLE" }],
      ["runtime.refused", { name: "webgpu", code: "RUNTIME_PARITY_FAILED" }],
      ["runtime.chosen", { name: "cpu", provider: "cpu" }],
    ]);
    expect(gpu.disposed).toBe(1);
    expect(cpu.disposed).toBe(0);
    await chosen[Symbol.asyncDispose]();
    expect(cpu.disposed).toBe(1);
  });

  it("refuses a runtime that is wrong in the last file only", async () => {
    const late = fakeRuntime("webgpu", (input) =>
      late.sessions.length > 1 ? wrong() : rightAnswer(input),
    );
    const chosen = await chooseRuntime([candidate(late), candidate(fakeRuntime("cpu"))], pack);
    expect(chosen.refused[0]?.message).toMatch(/^b\.onnx/);
  });

  it.each(["MODEL_LOAD_FAILED", "MODEL_OPERATOR_UNSUPPORTED"] as const)(
    "goes on after %s",
    async (code) => {
      const refusing = fakeRuntime("webgpu", undefined, code);
      const cpu = fakeRuntime("cpu");
      const chosen = await chooseRuntime([candidate(refusing), candidate(cpu)], pack);
      expect(chosen.runtime).toBe(cpu);
      expect(refusing.disposed).toBe(1);
    },
  );

  it("throws the last fault when none is left; one candidate has no stand-in", async () => {
    await expect(chooseRuntime([absent("webgpu"), absent("cuda")], pack)).rejects.toMatchObject({
      code: "RUNTIME_PROVIDER_UNAVAILABLE",
      message: expect.stringContaining("no cuda"),
    });
    const gpu = fakeRuntime("webgpu", wrong);
    await expect(chooseRuntime([candidate(gpu)], pack)).rejects.toMatchObject({
      code: "RUNTIME_PARITY_FAILED",
    });
    expect(gpu.disposed).toBe(1);
  });

  it("does not try others over a fault of the pack or of the program", async () => {
    const damaged = {
      ...pack,
      bytes: async () => {
        throw new SourireError("MODEL_HASH_MISMATCH", "a.onnx");
      },
    };
    const [one, two] = [fakeRuntime("webgpu"), fakeRuntime("cpu")];
    await expect(chooseRuntime([candidate(one), candidate(two)], damaged)).rejects.toMatchObject({
      code: "MODEL_HASH_MISMATCH",
    });
    expect([one.disposed, two.sessions.length]).toEqual([1, 0]);
    const odd = { name: "odd", open: () => Promise.reject(new TypeError("a mistake")) };
    await expect(chooseRuntime([odd, candidate(two)], pack)).rejects.toThrow(TypeError);
  });

  it("refuses an empty list", async () => {
    await expect(chooseRuntime([], pack)).rejects.toThrow(RangeError);
  });
});
