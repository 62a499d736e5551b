import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type ModelFile, sha256, toHex } from "@sourire/core";

/** A manifest as JSON, to be broken by a test. */
export interface LooseManifest {
  id: string;
  files: { role: string; path: string; [field: string]: unknown }[];
  [field: string]: unknown;
}

/** Writes a small pack: the manifest is a true one, its single file holds a few bytes and no network. */
export async function writeSmallPack(
  folder: string,
  change: (manifest: LooseManifest) => void = () => {},
): Promise<void> {
  const data = Uint8Array.of(1, 2, 3, 4);
  const manifest: LooseManifest = {
    schema: 1,
    id: "small@1.2.3",
    title: "Small",
    paymentGrade: false,
    commercialUse: "allowed",
    notes: [],
    embedding: { space: "small/16", dimensions: 16 },
    files: [smallFile("small.onnx", { bytes: data.length, sha256: toHex(await sha256(data)) })],
    operatingPoints: [],
  };
  change(manifest);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "small.onnx"), data);
  await writeFile(join(folder, "manifest.json"), JSON.stringify(manifest));
}

/** An entry of a manifest that follows the schema; the file behind it holds no network. */
export function smallFile(path: string, content: Pick<ModelFile, "bytes" | "sha256">): ModelFile {
  return {
    role: "embedder",
    architecture: "dlib-resnet-150",
    path,
    ...content,
    licence: {
      spdx: "CC0-1.0",
      holder: "nobody",
      url: "https://a.example",
      trainingData: "none",
    },
    provenance: { source: "test", files: [], converter: "none" },
    input: {
      name: "x",
      width: 1,
      height: 1,
      layout: "NCHW",
      colour: "RGB",
      mean: [0, 0, 0],
      scale: [1, 1, 1],
      crop: "none",
    },
    outputs: [{ name: "y", shape: [1], meaning: "nothing" }],
  };
}
