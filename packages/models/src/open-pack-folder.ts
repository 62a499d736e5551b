import { readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { errnoOf, isSourireError, type ModelPack, openPack, SourireError } from "@sourire/core";

/**
 * Opens the pack in a folder. Files are read when they are asked for, each checked against the manifest.
 * @param folder - holds `manifest.json` and the files that it names
 * @throws {SourireError} `MODEL_PACK_NOT_FOUND`, `MODEL_MANIFEST_INVALID`, `MODEL_ROLE_UNKNOWN`,
 * `MODEL_ARCHITECTURE_UNKNOWN`; `bytes` of the pack throws `MODEL_FILE_MISSING`, `MODEL_HASH_MISMATCH`
 * @example const pack = await openPackFolder("packs/standard");
 */
export async function openPackFolder(folder: string): Promise<ModelPack> {
  if (!(await holdsManifest(folder))) {
    throw new SourireError("MODEL_PACK_NOT_FOUND", `${folder} holds no manifest.json`);
  }
  try {
    return await openPack((path) => readInside(folder, path));
  } catch (cause) {
    if (!isSourireError(cause)) throw cause;
    const message = cause.message.replace(` [${cause.code}]`, "");
    throw new SourireError(cause.code, `${folder}: ${message}`, { cause });
  }
}

/** Whether a folder is there and holds a manifest. */
export async function holdsManifest(folder: string): Promise<boolean> {
  const found = await stat(join(folder, "manifest.json")).catch(() => undefined);
  return found?.isFile() ?? false;
}

/** Reads a file that lies directly in the folder; a path that leads anywhere else is refused. */
async function readInside(folder: string, path: string): Promise<Uint8Array> {
  if (path === "" || path === ".." || path.includes("\\") || basename(path) !== path) {
    throw new SourireError("MODEL_MANIFEST_INVALID", `${path} is not a plain file name`);
  }
  try {
    return await readFile(join(folder, path));
  } catch (cause) {
    const errno = errnoOf(cause);
    throw new SourireError("MODEL_FILE_MISSING", `cannot read ${path}: ${errno}`, { cause });
  }
}
