import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { errnoOf, openPack, type PinnedFile, pinnedFiles, SourireError } from "@sourire/core";
import { type CataloguePack, manifestBytes } from "../catalogue/catalogue-pack.js";
import type { FoundPack } from "./found-pack.js";

/**
 * The packs of the catalogue whose files all lie in a folder, by name and size; their content is checked
 * when it is read. What the starter build makes may lie in another folder.
 * @param folder - absolute
 * @param others - where to look for files that the starter build makes, in order
 */
export async function loosePacks(
  folder: string,
  others: readonly string[],
  catalogue: readonly CataloguePack[],
): Promise<readonly FoundPack[]> {
  const packs = await Promise.all(catalogue.map((pack) => loosePack(folder, others, pack)));
  return packs.filter((pack) => pack !== undefined);
}

async function loosePack(
  folder: string,
  others: readonly string[],
  { manifest, sources }: CataloguePack,
): Promise<FoundPack | undefined> {
  const paths = new Map<string, string>();
  for (const file of pinnedFiles(manifest)) {
    const borrowed = sources[file.path]?.kind === "starter";
    const path = await locate(file, borrowed ? [folder, ...others] : [folder]);
    if (path === undefined) return undefined;
    paths.set(file.path, path);
  }
  const raw = manifestBytes(manifest);
  const read = async (name: string): Promise<Uint8Array> =>
    name === "manifest.json" ? raw : readLoose(name, paths.get(name));
  return {
    id: manifest.id,
    location: folder,
    source: "loose",
    manifest,
    open: () => openPack(read),
  };
}

/** The first folder that holds a file of that name and size. */
async function locate(
  { path, bytes }: Pick<PinnedFile, "path" | "bytes">,
  folders: readonly string[],
): Promise<string | undefined> {
  for (const folder of folders) {
    const candidate = join(folder, path);
    const found = await stat(candidate).catch(() => undefined);
    if (found?.isFile() && found.size === bytes) return candidate;
  }
  return undefined;
}

async function readLoose(name: string, path: string | undefined): Promise<Uint8Array> {
  if (path === undefined) throw new SourireError("MODEL_FILE_MISSING", `no file ${name}`);
  try {
    return await readFile(path);
  } catch (cause) {
    const message = `cannot read ${path}: ${errnoOf(cause)}`;
    throw new SourireError("MODEL_FILE_MISSING", message, { cause });
  }
}
