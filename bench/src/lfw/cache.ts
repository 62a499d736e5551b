import { createHash } from "node:crypto";
import { readdir, readFile, rename, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { deserialize, serialize } from "node:v8";
import type { ModelPack } from "@sourire/core";
import type { FaceRecords } from "./face-records.js";

/** Stages of core whose code decides what an embedding is. */
const STAGES = ["kernel", "align", "detect", "landmarks", "quality", "embed"] as const;

/** Files that change what is done with the records, not the records. */
const NO_PART: ReadonlySet<string> = new Set(["quality-limits.ts", "errors.data.ts"]);

/**
 * Names what was computed: the networks' hashes and the code that feeds them. Not the pack's digest: it
 * also covers the operating points, which are computed from the records.
 */
export async function cacheKey(pack: ModelPack): Promise<string> {
  const hash = createHash("sha256");
  for (const { role, sha256, input } of pack.manifest.files) {
    if (role !== "texture") hash.update(sha256 + JSON.stringify(input));
  }
  hash.update(JSON.stringify(pack.manifest.embedding));
  for (const stage of STAGES) {
    const folder = fileURLToPath(new URL(`../../../packages/core/src/${stage}/`, import.meta.url));
    for (const name of (await readdir(folder)).sort()) {
      if (!NO_PART.has(name)) hash.update(await readFile(folder + name));
    }
  }
  hash.update(await readFile(new URL("./embed-pictures.ts", import.meta.url)));
  return hash.digest("hex").slice(0, 32);
}

/** @returns what an earlier run left, if anything */
export async function readCache(key: string): Promise<FaceRecords | undefined> {
  try {
    return deserialize(await readFile(place(key))) as FaceRecords;
  } catch {
    return undefined; // absent or unreadable: compute it again
  }
}

/** Leaves records for later runs, readable by this user only: they are biometric data. */
export async function writeCache(key: string, records: FaceRecords): Promise<void> {
  const unfinished = `${place(key)}.${process.pid}`;
  await writeFile(unfinished, serialize(records), { mode: 0o600 });
  await rename(unfinished, place(key));
}

function place(key: string): string {
  return join(tmpdir(), `sourire-lfw-${key}.bin`);
}
