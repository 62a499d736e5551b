import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { errnoOf, SourireError, storageFault } from "@sourire/core";

/** Writes one new file and makes sure that it reached the disk. */
export type WriteFile = (path: string, data: Uint8Array) => Promise<void>;

/** What {@link writeFolder} needs. */
export interface WriteFolderOptions {
  /** The folder to make or to replace. Its parent is made when it does not exist. */
  readonly outDir: string;
  /** Content by file name. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Stops before the next file. */
  readonly signal?: AbortSignal | undefined;
  /** Called before each file. */
  readonly onFile?: ((name: string) => void) | undefined;
  /** Replaces the writer, so that a test can fill the disk. */
  readonly writeFile?: WriteFile | undefined;
}

/**
 * Writes a folder as a whole: into a folder beside it, which then takes its place. When anything fails,
 * what stood there before stands there still and nothing half written is left.
 * A folder that holds anything but a pack is never replaced.
 * @throws {SourireError} `STORAGE_FULL`, `STORAGE_READ_ONLY`, `STORAGE_FAILED`
 */
export async function writeFolder(options: WriteFolderOptions): Promise<void> {
  const { files, signal, onFile, writeFile = writeDurably } = options;
  const outDir = resolve(options.outDir);
  const staged = beside(outDir, "partial");
  try {
    await assertOnlyPack(outDir);
    await mkdir(staged, { recursive: true });
    for (const [name, data] of files) {
      signal?.throwIfAborted();
      onFile?.(name);
      await writeFile(join(staged, name), data);
    }
    signal?.throwIfAborted();
    await takePlace(staged, outDir);
  } catch (cause) {
    signal?.throwIfAborted();
    // what a callback threw is none of the disk's business
    throw errnoOf(cause) === undefined ? cause : storageFault(cause, "the pack cannot be written");
  } finally {
    // the folder may be unreachable for the same reason; that reason was thrown already
    await rm(staged, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** What a pack consists of; a mistyped folder with other things in it must survive. */
const PACK_FILE = /^(manifest\.json|NOTICE|[A-Za-z0-9][A-Za-z0-9._-]*\.onnx)$/;

async function assertOnlyPack(outDir: string): Promise<void> {
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

function beside(outDir: string, purpose: string): string {
  return join(dirname(outDir), `.${basename(outDir)}.${purpose}-${randomUUID()}`);
}

async function writeDurably(path: string, data: Uint8Array): Promise<void> {
  await using file = await open(path, "wx");
  await file.writeFile(data);
  await file.sync();
}

/** How often two builds may get into each other's way before one gives up. */
const ATTEMPTS = 5;

/**
 * Renames `staged` to `outDir`. A folder with files cannot be overwritten by a rename, so the old one is
 * moved aside first, and back when the second rename fails. Where another build was faster, it tries again.
 */
async function takePlace(staged: string, outDir: string): Promise<void> {
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
