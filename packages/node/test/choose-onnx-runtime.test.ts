import type { ModelPack } from "@sourire/core";
import { resolvePack } from "@sourire/models";
import { listProviders, type OnnxProvider } from "@sourire/node";
import { describe, expect, it } from "vitest";
import { chooseOnnxRuntime } from "../src/choose-onnx-runtime.js";

const providers = await listProviders();
/** On a machine that has every provider, one that cannot be there. */
const absent = providers.filter(({ available }) => !available).map(({ name }) => name);
if (absent.length === 0) absent.push("no-such-provider" as OnnxProvider);
const starter = async (): Promise<ModelPack> => (await resolvePack("starter")).open();

describe("chooseOnnxRuntime", () => {
  it("uses cpu where it is listed, and says why not the others", async () => {
    const events: string[] = [];
    const write = (event: string) => void events.push(event);
    const log = { debug: write, info: write, warn: write, error: write };
    const pack = await starter();
    await using chosen = await chooseOnnxRuntime(pack, { providers: [...absent, "cpu"], log });
    expect(chosen.runtime.provider).toBe("cpu");
    expect(chosen.refused.map(({ name, code }) => `${name} ${code}`)).toEqual(
      absent.map((name) => `${name} RUNTIME_PROVIDER_UNAVAILABLE`),
    );
    expect(events).toEqual([...absent.map(() => "runtime.refused"), "runtime.chosen"]);
  });

  it("runs nothing when the only listed provider is not here", async () => {
    await expect(chooseOnnxRuntime(await starter(), { providers: absent })).rejects.toMatchObject({
      code: "RUNTIME_PROVIDER_UNAVAILABLE",
    });
  });

  it("refuses cpu too when a golden value says otherwise", async () => {
    const pack = await starter();
    const files = pack.manifest.files.map((file) => ({
      ...file,
      input: { ...file.input, colour: "BGR" as const },
    }));
    const wrong = { ...pack, manifest: { ...pack.manifest, files } };
    await expect(chooseOnnxRuntime(wrong, { providers: ["cpu"] })).rejects.toMatchObject({
      code: "RUNTIME_PARITY_FAILED",
      message: expect.stringContaining("onnxruntime-node 1.30.0, cpu"),
    });
  });

  it("hands its options on", async () => {
    const pack = await starter();
    const options = { providers: ["cpu"], intraOpThreads: 0 } as const;
    await expect(chooseOnnxRuntime(pack, options)).rejects.toThrow(RangeError);
    await expect(chooseOnnxRuntime(pack, { providers: [] })).rejects.toThrow(RangeError);
  });
});
