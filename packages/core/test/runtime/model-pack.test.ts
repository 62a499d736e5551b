import { describe, expect, it } from "vitest";
import { type ModelPackManifest, parseManifest } from "../../src/runtime/model-pack.js";
import { openStarter } from "../pipeline/photographs.js";

type Golden = NonNullable<ModelPackManifest["files"][number]["golden"]>;

async function withGolden(change: (golden: Golden) => unknown): Promise<unknown> {
  const { pack, runtime } = await openStarter();
  await runtime[Symbol.asyncDispose]();
  const files = pack.manifest.files.map(({ golden, ...file }) => ({
    ...file,
    ...(golden && { golden: change(golden) }),
  }));
  return { ...pack.manifest, files };
}

describe("the golden values of a manifest", () => {
  it("are read as they stand, and may be left out", async () => {
    const manifest = parseManifest(await withGolden((golden) => golden));
    expect(manifest.files.every(({ golden }) => golden?.pattern === "waves-1")).toBe(true);
    const without = parseManifest(await withGolden(() => undefined));
    expect(without.files.some(({ golden }) => golden)).toBe(false);
  });

  it.each<[string, (golden: Golden) => unknown]>([
    ["another picture", (golden) => ({ ...golden, pattern: "waves-2" })],
    ["no outputs", (golden) => ({ ...golden, outputs: [] })],
    ["an output left out", ({ outputs, ...rest }) => ({ ...rest, outputs: outputs.slice(1) })],
    [
      "an output that the network does not have",
      ({ outputs, ...rest }) => ({
        ...rest,
        outputs: outputs.map((output) => ({ ...output, name: `${output.name}2` })),
      }),
    ],
    [
      "values that are no base64",
      ({ outputs, ...rest }) => ({
        ...rest,
        outputs: outputs.map((output) => ({ ...output, values: "?" })),
      }),
    ],
  ])("are refused with %s", async (_, change) => {
    const json = await withGolden(change);
    expect(() => parseManifest(json)).toThrow(/golden.*MODEL_MANIFEST_INVALID/);
  });
});
