import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ModelPackManifest } from "@sourire/core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { buildStarterPack, type StarterBuildStep } from "../../src/starter/build-starter-pack.js";
import { starterPackIsCurrent } from "../../src/starter/is-current.js";
import {
  MESH_TRIANGLES,
  STARTER_SOURCES,
  STOCK_PHOTOGRAPHS,
} from "../../src/starter/sources.data.js";
import { verifyPackFolder } from "../../src/verify-pack-folder.js";
import { sourceFolder } from "../support/sources.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

// a build takes ten seconds of one processor, most of them for the face template, and more on a busy machine
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let folder: TemporaryFolder;
let built: string;
let returned: ModelPackManifest;
const steps: StarterBuildStep[] = [];

beforeAll(async () => {
  folder = await temporaryFolder();
  built = join(folder.path, "new", "starter");
  returned = await buildStarterPack({ outDir: built, onProgress: (step) => steps.push(step) });
});
afterAll(() => folder[Symbol.asyncDispose]());

const code = (name: string) => expect.objectContaining({ code: name });

/** A place to look the packages up from, where they are copies that a test may damage. */
async function copyOfSources(path: string): Promise<string> {
  const networks = Object.values(STARTER_SOURCES).map(({ json, weights, ...source }) => ({
    ...source,
    files: [json, weights],
  }));
  for (const source of [...networks, STOCK_PHOTOGRAPHS, MESH_TRIANGLES]) {
    for (const file of source.files) {
      const target = join(path, "node_modules", source.package, file.path);
      await mkdir(dirname(target), { recursive: true });
      await cp(join(sourceFolder(source.package), file.path), target);
    }
  }
  return join(path, "main.js");
}

describe("buildStarterPack", () => {
  it("writes a pack whose every file is what the manifest says", async () => {
    const { manifest } = await verifyPackFolder(built);
    expect(manifest.id).toBe("starter@1.1.0");
    expect(manifest.files.map(({ role }) => role)).toEqual(["detector", "landmarks", "embedder"]);
    expect((await readdir(built)).sort()).toEqual([
      "NOTICE",
      "blazeface-256.onnx",
      "dlib-resnet-150.onnx",
      "face-template.json",
      "facemesh-192.onnx",
      "manifest.json",
    ]);
    expect(await readdir(dirname(built))).toEqual(["starter"]);
  });

  it("says that it is not for payments, and for what space its templates are", async () => {
    const { manifest } = await verifyPackFolder(built);
    expect(manifest.paymentGrade).toBe(false);
    expect(manifest.notes.join(" ")).toMatch(/Not for real payments.*one true payer in five/);
    expect(manifest.embedding).toEqual({ space: "dlib-resnet-v1/128", dimensions: 128 });
  });

  it("carries whose weights they are, with the licences in full", async () => {
    const notice = await readFile(join(built, "NOTICE"), "utf8");
    for (const text of ["Google LLC", "Davis E. King", "Vladimir Mandic", "CC0-1.0"]) {
      expect(notice).toContain(text);
    }
    expect(notice).toContain("TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION");
    expect(notice).toContain("Permission is hereby granted, free of charge");
    expect(notice).toContain("training data:");
    expect(notice).toContain("\nface-template.json\n  made by:");
  });

  /**
   * A change of these hashes changes what every terminal runs: raise `STARTER_CONVERTER` and the version
   * of the pack with it, and write the new hashes here.
   */
  it("writes the bytes of converter 1", async () => {
    const { manifest } = await verifyPackFolder(built);
    const hashes = manifest.files.map(({ path, provenance, sha256 }) => {
      return [path, provenance.converter, sha256];
    });
    const converter = "sourire-models/converter@1";
    expect(hashes).toEqual([
      [
        "blazeface-256.onnx",
        converter,
        "ccf1620ca43253a2bf3be08cdf0007431450384cfceaf12b6e0cd688cf4e7243",
      ],
      [
        "facemesh-192.onnx",
        converter,
        "388eb15c465490f893fd21ecb5e40de57942dd35d5392b9e755221f651a60cce",
      ],
      [
        "dlib-resnet-150.onnx",
        converter,
        "9add4b25ed112c055738cbef39dab31841d14a7aaed3b5043c319542074aae14",
      ],
    ]);
  });

  /**
   * The same holds for the face template: raise `FACE_TEMPLATE_DERIVATION` and the versions of all packs. A machine
   * or an engine that comes here with other bytes has found a sum whose order is left open: mend that.
   */
  it("writes the bytes of derivation 1", async () => {
    const { manifest } = await verifyPackFolder(built);
    expect(manifest.faceTemplate).toMatchObject({
      provenance: { converter: "sourire-models/face-template@1" },
      sha256: "80e749a80026ee6b0febd5450ade682344018ef2546d80b836be6f6991459ec2",
    });
  });

  it("writes identical bytes a second time, in place of the first", async () => {
    const read = async () => {
      const names = (await readdir(built)).sort();
      return Promise.all(names.map((name) => readFile(join(built, name))));
    };
    const first = await read();
    await buildStarterPack({ outDir: built });
    const second = await read();
    expect(second.length).toBe(first.length);
    for (const [i, data] of second.entries())
      expect(data.equals(first[i] ?? data.subarray(1))).toBe(true);
  });

  it("tells of every step", () => {
    expect(steps.map(({ step, file }) => `${step} ${file}`)).toEqual([
      "convert blazeface-256.onnx",
      "convert facemesh-192.onnx",
      "convert dlib-resnet-150.onnx",
      "derive face-template.json",
      "write blazeface-256.onnx",
      "write facemesh-192.onnx",
      "write dlib-resnet-150.onnx",
      "write face-template.json",
      "write NOTICE",
      "write manifest.json",
    ]);
  });

  it("returns the manifest that it wrote", async () => {
    expect((await verifyPackFolder(built)).manifest).toEqual(returned);
  });

  it("says which package is missing", async () => {
    await using empty = await temporaryFolder();
    const build = buildStarterPack({
      outDir: join(empty.path, "pack"),
      resolveFrom: join(empty.path, "main.js"),
    });
    await expect(build).rejects.toMatchObject({
      code: "MODEL_SOURCE_MISSING",
      message: expect.stringContaining("@vladmandic/human@3.3.6 is not installed"),
      remedy: expect.stringContaining("npm install"),
    });
    expect(await readdir(empty.path)).toEqual([]);
  });

  it("refuses another version of a source, and leaves the old pack alone", async () => {
    await using place = await temporaryFolder();
    const resolveFrom = await copyOfSources(place.path);
    const outDir = built;
    const { package: name, weights } = STARTER_SOURCES.embedder;
    const file = join(place.path, "node_modules", name, weights.path);
    const data = await readFile(file);
    data[1000] = (data[1000] ?? 0) ^ 1;
    await writeFile(file, data);
    await expect(buildStarterPack({ outDir, resolveFrom })).rejects.toMatchObject({
      code: "MODEL_HASH_MISMATCH",
      message: expect.stringContaining("@vladmandic/face-api@1.7.15"),
    });
    expect(await starterPackIsCurrent(outDir)).toBe(true);
    await writeFile(file, await readFile(join(sourceFolder(name), weights.path)));
    const [photograph] = STOCK_PHOTOGRAPHS.files;
    const picture = join(place.path, "node_modules", name, photograph?.path ?? "");
    await writeFile(picture, "another picture");
    await expect(buildStarterPack({ outDir, resolveFrom })).rejects.toMatchObject({
      code: "MODEL_HASH_MISMATCH",
      message: expect.stringContaining("demo/sample1.jpg"),
    });
    await rm(file);
    await expect(buildStarterPack({ outDir, resolveFrom })).rejects.toEqual(
      code("MODEL_SOURCE_MISSING"),
    );
    expect(await starterPackIsCurrent(outDir)).toBe(true);
  });

  it.each(["facemesh-192.onnx", "face-template.json"])(
    "stops at %s when it is told to, with the reason that it was given",
    async (at) => {
      await using out = await temporaryFolder();
      const controller = new AbortController();
      const reason = new Error("enough");
      const build = buildStarterPack({
        outDir: join(out.path, "pack"),
        signal: controller.signal,
        onProgress: ({ file }) => {
          if (file === at) controller.abort(reason);
        },
      });
      await expect(build).rejects.toBe(reason);
      expect(await readdir(out.path)).toEqual([]);
    },
  );
});

describe("starterPackIsCurrent", () => {
  it("is true for a fresh pack", async () => {
    expect(await starterPackIsCurrent(built)).toBe(true);
  });

  it("is false where there is none", async () => {
    expect(await starterPackIsCurrent(join(folder.path, "nowhere"))).toBe(false);
  });

  it.each([
    ["another converter", (text: string) => text.replaceAll("converter@1", "converter@0")],
    ["another source", (text: string) => text.replaceAll("human@3.3.6", "human@3.3.5")],
    ["another derivation", (text: string) => text.replaceAll("template@1", "template@0")],
    ["other notes", (text: string) => text.replace("Not for real payments", "For payments")],
    ["damage", (text: string) => text.slice(1)],
  ])("is false after %s", async (_, change) => {
    const manifest = join(built, "manifest.json");
    const text = await readFile(manifest, "utf8");
    expect(change(text)).not.toBe(text);
    await writeFile(manifest, change(text));
    expect(await starterPackIsCurrent(built)).toBe(false);
    await writeFile(manifest, text);
    expect(await starterPackIsCurrent(built)).toBe(true);
  });

  it("goes by the manifest alone: damage to a network is never healed in silence", async () => {
    const file = join(built, "blazeface-256.onnx");
    const data = await readFile(file);
    await writeFile(file, data.subarray(1));
    expect(await starterPackIsCurrent(built)).toBe(true);
    await expect(verifyPackFolder(built)).rejects.toMatchObject({ code: "MODEL_HASH_MISMATCH" });
    await writeFile(file, data);
  });
});
