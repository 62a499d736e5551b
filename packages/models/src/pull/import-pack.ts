import { readdir, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { type PinnedFile, pinnedFiles, SourireError } from "@sourire/core";
import { CATALOGUE } from "../catalogue/catalogue.js";
import type { CataloguePack } from "../catalogue/catalogue-pack.js";
import { type ModelPlaces, userPlaces } from "../search/places.js";
import { readPinned } from "../storage/read-pinned.js";
import { type WriteFile, writeOnDisk } from "../storage/write-durably.js";
import { catalogueEntry, packName } from "./catalogue-entry.js";
import { filesHere, subfolders } from "./files-here.js";
import { type InstalledPack, installPack } from "./install-pack.js";
import { PULL_DEFAULTS } from "./pull-pack.js";
import { type PullProgress, packProgress } from "./pull-progress.js";

/** Options of {@link importPack}. */
export interface ImportPackOptions {
  /** Name of a pack of the catalogue, with or without version. */
  readonly pack: string;
  /** Folder that holds its files, or whose folders hold them, under whatever name. */
  readonly from: string;
  /** How long to wait for another process that writes the same pack, ms. @defaultValue 20000 */
  readonly lockWaitMs?: number;
  /** Stops the import. */
  readonly signal?: AbortSignal;
  /** Told of each file that was copied. */
  readonly onProgress?: (progress: PullProgress) => void;
  /** Folders that may hold some of the files too. @defaultValue the environment variable `SOURIRE_MODELS` */
  readonly searchPath?: string;
  /** Where packs lie. @defaultValue the user's own folders */
  readonly places?: ModelPlaces;
  /** The packs that are known. @defaultValue the catalogue of this package */
  readonly catalogue?: readonly CataloguePack[];
  /** Replaces the writer, so that a test can fill the disk. */
  readonly writeFile?: WriteFile;
}

/**
 * Puts a pack of the catalogue together from files on this machine, which are told by their content. Nothing
 * is downloaded and the files stay where they are.
 * @throws {SourireError} `MODEL_PACK_NOT_FOUND` for a pack that is not known, `MODEL_FILE_MISSING` naming all
 * that is missing, `MODEL_HASH_MISMATCH` for a file of the right name with other content, `MODEL_PACK_BUSY`,
 * `STORAGE_FULL`, `STORAGE_READ_ONLY`, `STORAGE_FAILED`
 * @throws the signal's own reason when it aborts
 * @example await importPack({ pack: "plus", from: "downloads" });
 */
export async function importPack(options: ImportPackOptions): Promise<InstalledPack> {
  const { places = userPlaces(), searchPath = process.env["SOURIRE_MODELS"] ?? "" } = options;
  const { signal = new AbortController().signal, onProgress, writeFile } = options;
  const pack = catalogueEntry(options.pack, options.catalogue ?? CATALOGUE);
  const offered = await filesOffered(resolve(options.from));
  const elsewhere = await filesHere(searchPath, places);
  const find = async (file: PinnedFile): Promise<Uint8Array | undefined> => {
    for (const path of offered.get(file.bytes) ?? []) {
      const data = await readPinned(path, file);
      if (data) return data;
    }
    return elsewhere(file);
  };
  await assertComplete(pack, find, offered);
  const progress = packProgress(pack, onProgress);
  return installPack({
    pack,
    folder: join(places.packs, packName(pack.manifest.id)),
    lockWaitMs: options.lockWaitMs ?? PULL_DEFAULTS.lockWaitMs,
    signal,
    writeFile,
    onKept: (file) => progress(file, "here", file.bytes),
    async obtain(file, to) {
      const data = await find(file);
      if (!data) throw new SourireError("MODEL_FILE_MISSING", `${file.path} went away`);
      await writeOnDisk(to, data, writeFile);
      progress(file, "here", file.bytes);
    },
  });
}

/** The files of a folder and of the folders in it, by size: the only trait that is free to compare. */
async function filesOffered(folder: string): Promise<ReadonlyMap<number, readonly string[]>> {
  const bySize = new Map<number, string[]>();
  for (const place of [folder, ...(await subfolders(folder))]) {
    for (const name of await readdir(place).catch(() => [])) {
      const path = join(place, name);
      const found = await stat(path).catch(() => undefined);
      if (found?.isFile()) bySize.set(found.size, [...(bySize.get(found.size) ?? []), path]);
    }
  }
  return bySize;
}

async function assertComplete(
  { manifest, sources }: CataloguePack,
  find: (file: PinnedFile) => Promise<Uint8Array | undefined>,
  offered: ReadonlyMap<number, readonly string[]>,
): Promise<void> {
  const missing: string[] = [];
  for (const file of pinnedFiles(manifest)) {
    if (await find(file)) continue;
    const namesake = [...offered.values()].flat().find((path) => basename(path) === file.path);
    if (namesake) {
      const message = `${namesake} has other content than the catalogue says`;
      throw new SourireError("MODEL_HASH_MISMATCH", message);
    }
    const build = sources[file.path]?.kind === "starter" ? " (sourire models build)" : "";
    missing.push(`${file.path}${build}`);
  }
  if (missing.length === 0) return;
  throw new SourireError("MODEL_FILE_MISSING", `not found: ${missing.join(", ")}`);
}
