import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type ModelPackManifest, sha256, toHex } from "@sourire/core";
import type { CataloguePack, FileSource } from "../../src/index.js";
import { smallFile } from "./pack.js";
import { randomFloats } from "./random-floats.js";

/** A pack of made-up bytes, for a catalogue of its own; no network is in it. */
export interface SmallCatalogue {
  readonly pack: CataloguePack;
  /** Content by file name. */
  readonly content: ReadonlyMap<string, Uint8Array>;
}

/** Sizes that take several reads from a socket, so that a cut can fall in the middle. */
const BYTES = { "large.onnx": 400_000, "small.onnx": 1_000, "shared.onnx": 2_000 } as const;

/**
 * Makes one: `large.onnx` and `small.onnx` have addresses, `shared.onnx` is what a starter build makes.
 * @param url - of the folder that serves the files
 */
export async function smallCatalogue(
  url: string,
  sources: Partial<Record<keyof typeof BYTES, FileSource>> = {},
): Promise<SmallCatalogue> {
  const content = new Map<string, Uint8Array>();
  const files: ModelPackManifest["files"] = [];
  for (const [path, bytes] of Object.entries(BYTES)) {
    const floats = randomFloats(bytes / 4, bytes);
    // the bytes of a network's file begin so; a "<" would be taken for a page
    const data = Uint8Array.from(new Uint8Array(floats.buffer)).fill(8, 0, 1);
    content.set(path, data);
    const hash = toHex(await sha256(data));
    files.push(smallFile(path, { bytes: data.length, sha256: hash }));
  }
  return {
    content,
    pack: {
      manifest: {
        schema: 1,
        id: "small@1.0.0",
        title: "Small",
        paymentGrade: false,
        commercialUse: "allowed",
        notes: ["Made up."],
        embedding: { space: "small/16", dimensions: 16 },
        files,
        operatingPoints: [],
      },
      sources: {
        "large.onnx": { kind: "url", url: `${url}/large.onnx` },
        "small.onnx": { kind: "url", url: `${url}/small.onnx` },
        "shared.onnx": { kind: "starter" },
        ...sources,
      },
    },
  };
}

/** Folders for one test, with what the starter build makes already there. */
export async function smallPlaces(
  root: string,
  { content }: SmallCatalogue,
): Promise<{ readonly packs: string; readonly config: string; readonly starter: string }> {
  const starter = join(root, "starter");
  await mkdir(starter);
  await writeFile(join(starter, "shared.onnx"), content.get("shared.onnx") ?? "");
  return { packs: join(root, "models"), config: join(root, "config"), starter };
}
