import { randomUUID } from "node:crypto";
import { readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { errnoOf, SourireError } from "@sourire/core";

/** What a pack consists of; a mistyped folder with other things in it must survive. */
const PACK_FILE = /^(manifest\.json|face-template\.json|NOTICE|[A-Za-z0-9][A-Za-z0-9._-]*\.onnx)$/;

/**
 * Makes sure that a folder may be replaced: it is not there, or holds nothing but a pack.
 * @throws {SourireError} `STORAGE_FAILED`
 */
export async function assertOnlyPack(outDir: string): Promise<void> {
  let entries: readonly { readonly name: string; isFile(): boolean }[];
  try {
    entries = await readdir(outDir, { withFileTypes: true });
  } catch (cause) {
    if (errnoOf(cause) === "ENOENT") return;
    throw cause;
  }
  const foreign = entries.find((entry) => !entry.isFile() || !PACK_FILE.test(entry.name));
  if (!foreign) return;
  throw new SourireError(
    "STORAGE_FAILED",
    `${outDir} holds other things than a pack; choose another folder`,
  );
}

/** A name for a passing folder beside another one, hidden from the search for packs. */
export function beside(outDir: string, purpose: string): string {
  return join(dirname(outDir), `.${basename(outDir)}.${purpose}-${randomUUID()}`);
}

/** How often two builds may get into each other's way before one gives up. */
const ATTEMPTS = 5;

/**
 * Renames `staged` to `outDir`. A folder with files cannot be overwritten by a rename, so the old one is
 * moved aside first, and back when the second rename fails. Where another build was faster, it tries again.
 */
export async function takePlace(staged: string, outDir: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const aside = beside(outDir, "old");
    const moved = await moveIfThere(outDir, aside);
    try {
      await rename(staged, outDir);
    } catch (cause) {
      const taken = ["ENOTEMPTY", "EEXIST"].includes(errnoOf(cause) ?? "");
      // where another build was faster, its pack is newer than the one moved aside
      if (moved) await (taken ? remove(aside) : rename(aside, outDir));
      if (taken && attempt < ATTEMPTS) continue;
      throw cause;
    }
    if (moved) await remove(aside);
    return;
  }
}

function remove(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true });
}

async function moveIfThere(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (cause) {
    if (errnoOf(cause) === "ENOENT") return false;
    throw cause;
  }
}
