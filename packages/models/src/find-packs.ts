import { readdir } from "node:fs/promises";
import { delimiter, join, resolve } from "node:path";
import { SourireError } from "@sourire/core";
import { holdsManifest, openPackFolder } from "./open-pack-folder.js";
import { starterPackFolder } from "./starter/location.js";

/** A pack on this machine. */
export interface FoundPack {
  /** Its folder, absolute. */
  readonly folder: string;
  /** Name and version: `"starter@1.0.0"`. */
  readonly id: string;
}

/**
 * The packs on this machine, in the order in which they are preferred: those of the search path, then
 * the built starter pack. A pack whose manifest is broken is a fault; it is not passed over in silence.
 * @param searchPath - folders joined as in `PATH`, by convention the environment variable
 * `SOURIRE_MODELS`; each is a pack or holds packs
 * @throws {SourireError} as {@link openPackFolder}
 */
export async function findPacks(searchPath = ""): Promise<readonly FoundPack[]> {
  const found: FoundPack[] = [];
  const roots = searchPath.split(delimiter).filter((root) => root !== "");
  for (const root of [...roots, starterPackFolder()]) {
    for (const folder of await packFolders(resolve(root))) {
      if (found.some((pack) => pack.folder === folder)) continue;
      const { manifest } = await openPackFolder(folder);
      found.push({ folder, id: manifest.id });
    }
  }
  return found;
}

/**
 * Finds the folder of a pack.
 * @param nameOrFolder - a name (`"starter"`), a name with version (`"starter@1.0.0"`) or a folder, which
 * is told from a name by a separator (`"./starter"`); without it, the first pack of {@link findPacks}
 * @param searchPath - as for {@link findPacks}
 * @throws {SourireError} `MODEL_PACK_NOT_FOUND`; and as {@link findPacks}
 * @example const folder = await resolvePack(options.pack, process.env["SOURIRE_MODELS"]);
 */
export async function resolvePack(nameOrFolder?: string, searchPath?: string): Promise<string> {
  if (nameOrFolder !== undefined && /[/\\]|^\.+$/.test(nameOrFolder)) {
    const folder = resolve(nameOrFolder);
    if (await holdsManifest(folder)) return folder;
    throw new SourireError("MODEL_PACK_NOT_FOUND", `${folder} holds no manifest.json`);
  }
  const packs = await findPacks(searchPath);
  const pack = packs.find(
    ({ id }) =>
      nameOrFolder === undefined || id === nameOrFolder || id.startsWith(`${nameOrFolder}@`),
  );
  if (pack) return pack.folder;
  const known = packs.map(({ id }) => id).join(", ") || "none";
  const wanted = nameOrFolder ?? "any pack";
  throw new SourireError("MODEL_PACK_NOT_FOUND", `looked for ${wanted}; found: ${known}`);
}

/** The folder itself when it is a pack, else the packs directly in it, by name. */
async function packFolders(root: string): Promise<readonly string[]> {
  if (await holdsManifest(root)) return [root];
  const names = await readdir(root).catch(() => []);
  const folders = names
    .filter((name) => !name.startsWith("."))
    .sort()
    .map((name) => join(root, name));
  const holding = await Promise.all(folders.map(holdsManifest));
  return folders.filter((_, i) => holding[i]);
}
