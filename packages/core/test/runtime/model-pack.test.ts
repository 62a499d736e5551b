import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { resolvePack } from "@sourire/models";
import { beforeAll, describe, expect, it } from "vitest";
import { openPack } from "../../src/runtime/load-pack.js";
import {
  type ModelPackManifest,
  parseManifest,
  pinnedFiles,
} from "../../src/runtime/model-pack.js";
import { openStarter } from "../pipeline/photographs.js";

type Template = NonNullable<ModelPackManifest["faceTemplate"]>;
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

describe("the face template of a pack", () => {
  let folder: string;
  let manifest: ModelPackManifest;
  beforeAll(async () => {
    const { pack, runtime } = await openStarter();
    await runtime[Symbol.asyncDispose]();
    manifest = pack.manifest;
    folder = (await resolvePack("starter")).location;
  });

  /** Opens the starter pack with another manifest, and perhaps another template. */
  const opened = (
    change: Partial<ModelPackManifest>,
    template?: (data: Uint8Array) => Uint8Array,
  ) =>
    openPack(async (path) => {
      if (path === "manifest.json") {
        return new TextEncoder().encode(JSON.stringify({ ...manifest, ...change }));
      }
      const data = await readFile(join(folder, path));
      return path === "face-template.json" && template ? template(data) : data;
    });

  it("is handed out when its bytes are those of the manifest, anew each time", async () => {
    const pack = await opened({});
    const template = await pack.faceTemplate();
    expect(template.points).toHaveLength(3 * 468);
    template.points.fill(0);
    expect((await pack.faceTemplate()).points.some((value) => value !== 0)).toBe(true);
    expect(pinnedFiles(pack.manifest).map(({ path }) => path)).toEqual([
      ...manifest.files.map(({ path }) => path),
      "face-template.json",
    ]);
  });

  it("is missed in a pack without one, which opens all the same", async () => {
    const pack = await opened({ faceTemplate: undefined });
    await expect(pack.faceTemplate()).rejects.toMatchObject({ code: "FACE_TEMPLATE_MISSING" });
    expect(pinnedFiles(pack.manifest)).toEqual(pack.manifest.files);
  });

  it("is refused with one changed byte, before it is read", async () => {
    const pack = await opened({}, (data) => data.map((byte, i) => (i === 100 ? byte ^ 1 : byte)));
    await expect(pack.faceTemplate()).rejects.toMatchObject({ code: "MODEL_HASH_MISMATCH" });
  });

  it("is refused where the manifest pins something else than a face", async () => {
    const data = new TextEncoder().encode("{}");
    const sha256 = createHash("sha256").update(data).digest("hex");
    const faceTemplate = { ...(manifest.faceTemplate as Template), bytes: 2, sha256 };
    const pack = await opened({ faceTemplate }, () => data);
    await expect(pack.faceTemplate()).rejects.toMatchObject({ code: "MODEL_MANIFEST_INVALID" });
  });

  it.each<[string, (entry: Template) => object]>([
    ["a path out of the folder", (entry) => ({ ...entry, path: "../face-template.json" })],
    ["a network in its place", (entry) => ({ ...entry, path: "face.onnx" })],
    ["no hash", ({ sha256, ...entry }) => entry],
    ["a member too many", (entry) => ({ ...entry, role: "detector" })],
  ])("has an entry that is refused with %s", (_, change) => {
    const faceTemplate = change(manifest.faceTemplate as Template);
    expect(() => parseManifest({ ...manifest, faceTemplate })).toThrow(/MODEL_MANIFEST_INVALID/);
  });
});
