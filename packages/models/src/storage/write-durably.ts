import { open, rm } from "node:fs/promises";
import { storageFault } from "@sourire/core";

/** Writes one new file and makes sure that it reached the disk. */
export type WriteFile = (path: string, data: Uint8Array) => Promise<void>;

/** Writes one new file and makes sure that it reached the disk. */
export async function writeDurably(path: string, data: Uint8Array): Promise<void> {
  await using file = await open(path, "wx");
  await file.writeFile(data);
  await file.sync();
}

/**
 * Writes one new file; when that fails, no part of it is left.
 * @throws {SourireError} `STORAGE_FULL`, `STORAGE_READ_ONLY`, `STORAGE_FAILED`
 */
export async function writeOnDisk(
  path: string,
  data: Uint8Array,
  writeFile: WriteFile = writeDurably,
): Promise<void> {
  try {
    await writeFile(path, data);
  } catch (cause) {
    await rm(path, { force: true }).catch(() => undefined);
    throw storageFault(cause, "a model file cannot be written");
  }
}
