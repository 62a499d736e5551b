import { randomBytes, randomUUID } from "node:crypto";
import { link, open, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { errnoOf, MAX_SECRET_BYTES, SourireError, storageFault } from "@sourire/core";

/** Windows has no such modes: there a file's access list comes from its folder, and is not checked. */
export const HAS_MODES = process.platform !== "win32";

/** The part of a file system that keeping a secret needs; a test may take it over. */
export interface SecretFileSystem {
  /** As `open` of `node:fs/promises`. */
  readonly open: typeof open;
  /** As `link` of `node:fs/promises`. */
  readonly link: typeof link;
  /** As `unlink` of `node:fs/promises`. */
  readonly unlink: typeof unlink;
}

const REAL: SecretFileSystem = Object.freeze({ open, link, unlink });

/**
 * Reads a file that nobody else may read. What is checked is the open file, not its name, so that
 * it cannot be exchanged in between.
 * @returns its bytes, or `undefined` when there is none
 * @throws {SourireError} `KEY_STORE_INSECURE`, `KEY_STORE_INVALID` when it is no small file, `STORAGE_*`
 */
export async function readSecretFile(path: string): Promise<Uint8Array | undefined> {
  try {
    await using file = await open(path, "r");
    const about = await file.stat();
    if (HAS_MODES && ((about.mode & 0o077) !== 0 || about.uid !== process.geteuid?.())) {
      throw new SourireError("KEY_STORE_INSECURE", "others may read the key file, or own it");
    }
    assertSmallFile(about);
    return new Uint8Array(await file.readFile());
  } catch (cause) {
    if (errnoOf(cause) === "ENOENT") return undefined;
    throw storageFault(cause, "the key file cannot be read");
  }
}

/**
 * Writes a file of mode 0600 that did not exist, whole or not at all: to a temporary file beside it,
 * flushed to the disk, then linked to its name, because a link, unlike a rename, never replaces. Of
 * several processes that do so at once, one wins.
 * @returns whether this call made it; false when there was one already
 * @throws {SourireError} `STORAGE_FULL`, `STORAGE_READ_ONLY`, `STORAGE_FAILED`; nothing is left behind
 */
export async function createSecretFile(
  path: string,
  secret: Uint8Array,
  fs: SecretFileSystem = REAL,
): Promise<boolean> {
  const temporary = join(dirname(path), `.${randomUUID()}.tmp`);
  try {
    await writeFlushed(fs, temporary, "wx", () => secret);
    await fs.link(temporary, path);
    await flushFolder(fs, dirname(path));
    return true;
  } catch (cause) {
    if (errnoOf(cause) === "EEXIST") return false;
    throw storageFault(cause, "the key file cannot be written");
  } finally {
    await fs.unlink(temporary).catch(() => {}); // it may never have come to exist
  }
}

/**
 * Overwrites a file with random bytes, then removes it. On a flash drive or a copying file system old
 * blocks may live on: a secret that has to be gone for sure is one that another key wraps.
 * @throws {SourireError} `KEY_STORE_INVALID` when it is no small file, `STORAGE_*`
 */
export async function destroySecretFile(path: string, fs: SecretFileSystem = REAL): Promise<void> {
  try {
    await writeFlushed(fs, path, "r+", randomBytes);
    await fs.unlink(path);
    await flushFolder(fs, dirname(path));
  } catch (cause) {
    if (errnoOf(cause) === "ENOENT") return; // never there, or another call was faster
    throw storageFault(cause, "the key file cannot be destroyed");
  }
}

/** @param contentFor - what to write, from the size that the file has */
async function writeFlushed(
  fs: SecretFileSystem,
  path: string,
  flags: "wx" | "r+",
  contentFor: (bytes: number) => Uint8Array,
): Promise<void> {
  const file = await fs.open(path, flags, 0o600);
  try {
    const about = await file.stat();
    assertSmallFile(about);
    await file.writeFile(contentFor(about.size));
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes a new or removed name itself outlive a power cut. Windows cannot and need not. */
async function flushFolder(fs: SecretFileSystem, dir: string): Promise<void> {
  if (!HAS_MODES) return;
  const folder = await fs.open(dir, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function assertSmallFile(about: { isFile(): boolean; readonly size: number }): void {
  if (about.isFile() && about.size <= MAX_SECRET_BYTES) return;
  throw new SourireError("KEY_STORE_INVALID", "the key file is no key file");
}
