import { randomBytes } from "node:crypto";
import { type FileHandle, link, mkdir, open, readFile, stat, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { SourireError } from "@sourire/core";
import { storageError } from "./storage-error.js";

/** Files that hold keys: mode 0600, whole or not there, durable when the call returns. */

/**
 * Reads a file that only its owner may read.
 * @returns undefined where there is none
 * @throws {SourireError} `KEY_STORE_INSECURE` when others could read it; `STORAGE_*`
 */
export async function readPrivate(file: string): Promise<Uint8Array | undefined> {
  try {
    const { mode, uid } = await stat(file);
    const foreign = process.getuid !== undefined && uid !== process.getuid();
    // Windows has no such modes; there the folder's own rights protect
    if (process.platform !== "win32" && ((mode & 0o077) !== 0 || foreign)) {
      throw new SourireError("KEY_STORE_INSECURE", "a key file can be read by others");
    }
    return new Uint8Array(await readFile(file));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw asStorage(error);
  }
}

/**
 * Writes a file that must not exist yet. Two callers at once: one of them wins.
 * @returns whether this call made it
 */
export async function createPrivate(file: string, content: Uint8Array): Promise<boolean> {
  const temporary = join(dirname(file), `.${randomBytes(8).toString("hex")}.tmp`);
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await withFile(temporary, "wx", async (handle) => {
      await handle.writeFile(content);
      await handle.sync();
    });
    await link(temporary, file); // unlike rename, refuses to replace
    await syncFolder(dirname(file));
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw asStorage(error);
  } finally {
    await unlink(temporary).catch(() => {}); // was perhaps never made
  }
}

/**
 * Overwrites a file, then removes it. On a flash drive or a copying file system old blocks may live
 * on: what protects then is that the content was wrapped by another key.
 */
export async function destroyPrivate(file: string): Promise<void> {
  try {
    await withFile(file, "r+", async (handle) => {
      const { size } = await handle.stat();
      await handle.write(randomBytes(size), 0, size, 0);
      await handle.sync();
    });
    await unlink(file);
    await syncFolder(dirname(file));
  } catch (error) {
    if (!isMissing(error)) throw asStorage(error);
  }
}

async function withFile(
  file: string,
  flags: string,
  work: (handle: FileHandle) => Promise<void>,
): Promise<void> {
  const handle = await open(file, flags, 0o600);
  try {
    await work(handle);
  } finally {
    await handle.close();
  }
}

/** Makes a new or removed name durable. Windows cannot open a folder; it needs no such call. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  await withFile(folder, "r", (handle) => handle.sync());
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

function asStorage(error: unknown): unknown {
  const known = storageError(error);
  if (known !== error || !(error instanceof Error) || !("code" in error)) return known;
  if (error.name === "SourireError") return error;
  return new SourireError("STORAGE_FAILED", "a key file cannot be read or written", {
    cause: error,
  });
}
