import { inferenceRuntimeConformance } from "@sourire/core/testing";
import { createOnnxRuntime } from "@sourire/node";
import { describe, expect, it } from "vitest";

describe("createOnnxRuntime is an InferenceRuntime", () => {
  it.each(inferenceRuntimeConformance)("$name", ({ run }) =>
    run(() => createOnnxRuntime(), expect),
  );
});

describe("createOnnxRuntime", () => {
  it("names the library's own version and the provider that was asked for", async () => {
    await using runtime = await createOnnxRuntime({ provider: "cpu", intraOpThreads: 1 });
    expect(runtime.id).toBe("onnxruntime-node 1.30.0");
    expect(runtime.provider).toBe("cpu");
  });

  it.each(["cuda", "tensorrt", "webgpu", "wasm", "CPU", ""])(
    "refuses the provider %j instead of using another one",
    async (provider) => {
      const options = { provider } as unknown as { provider: "cpu" };
      await expect(createOnnxRuntime(options)).rejects.toMatchObject({
        code: "RUNTIME_UNAVAILABLE",
      });
    },
  );

  it.each([0, -1, 1.5, Number.NaN])("refuses %d threads", async (intraOpThreads) => {
    await expect(createOnnxRuntime({ intraOpThreads })).rejects.toThrow(RangeError);
  });

  it("keeps the library's own error as the cause", async () => {
    await using runtime = await createOnnxRuntime();
    const fault: unknown = await runtime.open(Uint8Array.of(1)).catch((e: unknown) => e);
    expect(fault).toMatchObject({ code: "MODEL_LOAD_FAILED", cause: expect.any(Error) });
  });

  it("refuses a network whose opening was under way when the runtime was disposed of", async () => {
    const runtime = await createOnnxRuntime();
    const opening = runtime.open(Uint8Array.of(1)).catch((e: { code: string }) => e.code);
    await runtime[Symbol.asyncDispose]();
    expect(["MODEL_LOAD_FAILED", "RUNTIME_CLOSED"]).toContain(await opening);
  });
});
