import { readdir } from "node:fs/promises";
import { delimiter, join, resolve } from "node:path";
import type { PinnedFile } from "@sourire/core";
import type { ModelPlaces } from "../search/places.js";
import { readPinned } from "../storage/read-pinned.js";

/** Finds a file of known content on this machine, by its name. */
export type FindHere = (file: PinnedFile) => Promise<Uint8Array | undefined>;

/** Looks in the folders of the search path, in the packs that lie in them, and in the user's own packs. */
export async function filesHere(searchPath: string, places: ModelPlaces): Promise<FindHere> {
  const roots = searchPath.split(delimiter).filter((root) => root !== "");
  const folders: string[] = [places.starter];
  for (const root of [...roots.map((folder) => resolve(folder)), places.packs]) {
    folders.push(root, ...(await subfolders(root)));
  }
  return async (file) => {
    for (const folder of folders) {
      const data = await readPinned(join(folder, file.path), file);
      if (data) return data;
    }
    return undefined;
  };
}

/** The folders directly in a folder; none where it is not there. */
export async function subfolders(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map(({ name }) => join(folder, name))
    .sort();
}
