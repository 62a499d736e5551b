import { readdir } from "node:fs/promises";
import type { SourireError } from "@sourire/core";
import { inferenceRuntimeConformance } from "@sourire/core/testing";
import { createOnnxRuntime, listProviders } from "@sourire/node";
import { describe, expect, it } from "vitest";
import { SMALLEST_NETWORK } from "../src/onnx-provider.js";

const providers = await listProviders();

const here = providers.filter(({ available }) => available);
const absent = providers.filter(({ available }) => !available);

describe.each(here)("createOnnxRuntime on $name is an InferenceRuntime", ({ name }) => {
  it.each(inferenceRuntimeConformance)("$name", ({ run }) =>
    run(() => createOnnxRuntime({ provider: name }), expect),
  );

  it("runs on the provider that was named", async () => {
    await using runtime = await createOnnxRuntime({ provider: name });
    expect(runtime.provider).toBe(name);
    expect(runtime.id).toBe("onnxruntime-node 1.30.0");
  });
});

describe("createOnnxRuntime where a provider is not on this machine", () => {
  it("refuses it with the library's reason", async () => {
    for (const { name, reason } of absent) {
      const fault = await createOnnxRuntime({ provider: name }).catch((e: SourireError) => e);
      expect(fault).toMatchObject({ code: "RUNTIME_PROVIDER_UNAVAILABLE" });
      expect((fault as SourireError).message).toContain(reason);
      expect(reason).not.toMatch(/\n|onnxruntime_src/);
    }
    expect(here.map(({ name }) => name)).toContain("cpu");
  });
});

describe("createOnnxRuntime", () => {
  it.each(["tensorrt", "wasm", "coreml", "CPU", ""])(
    "refuses the provider %j instead of using another one",
    async (provider) => {
      const options = { provider } as unknown as { provider: "cpu" };
      await expect(createOnnxRuntime(options)).rejects.toMatchObject({
        code: "RUNTIME_PROVIDER_UNAVAILABLE",
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
    const opening = runtime.open(SMALLEST_NETWORK).catch((e: { code: string }) => e.code);
    await runtime[Symbol.asyncDispose]();
    expect(await opening).toBe("RUNTIME_CLOSED");
  });

  it("leaves no handle and no file open after many lives", async () => {
    const live = async (): Promise<void> => {
      await using runtime = await createOnnxRuntime();
      await runtime.open(SMALLEST_NETWORK);
      await (await runtime.open(SMALLEST_NETWORK)).release();
    };
    await live();
    const before = await resources();
    for (let cycle = 0; cycle < 60; cycle++) await live();
    const after = await resources();
    expect(after.active).toBeLessThanOrEqual(before.active);
    expect(after.files).toBeLessThanOrEqual(before.files);
    expect(after.threads).toBeLessThanOrEqual(before.threads);
  });
});

/** What this process holds; files and threads only where the system has `/proc`. */
async function resources(): Promise<{ active: number; files: number; threads: number }> {
  const count = async (folder: string): Promise<number> =>
    (await readdir(folder).catch(() => [])).length;
  return {
    active: process.getActiveResourcesInfo().filter((name) => name !== "Immediate").length,
    files: await count("/proc/self/fd"),
    threads: await count("/proc/self/task"),
  };
}
