import { mkdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { errnoOf, storageFault } from "@sourire/core";
import { assertOnlyPack, beside, takePlace } from "./take-place.js";
import { type WriteFile, writeDurably } from "./write-durably.js";

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
