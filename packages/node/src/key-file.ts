import { randomUUID } from "node:crypto";
import { link, mkdir, open, stat, unlink } from "node:fs/promises";
import { dirname } from "node:path";
import { errnoOf, SourireError, storageFault } from "@sourire/core";

/** Bytes; a key needs about 250. */
const MAX_BYTES = 4096;
/** Windows has no such modes: there a file's access list comes from its folder, and is not checked. */
const HAS_MODES = process.platform !== "win32";

/** The part of a file system that writing a key needs; a test may take it over. */
export interface KeyFileSystem {
  /** As `open` of `node:fs/promises`. */
  readonly open: typeof open;
  /** As `link` of `node:fs/promises`. */
  readonly link: typeof link;
  /** As `unlink` of `node:fs/promises`. */
  readonly unlink: typeof unlink;
}

/**
 * Makes the folder of keys where it is missing, for its owner alone.
 * @throws {SourireError} `KEY_STORE_INSECURE` when others may put files into it, `STORAGE_*`
 */
export async function ensurePrivateFolder(dir: string): Promise<void> {
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    const { mode } = await stat(dir);
    if (!HAS_MODES || (mode & 0o022) === 0) return;
  } catch (cause) {
    throw storageFault(cause, "the folder of keys cannot be made");
  }
  throw new SourireError("KEY_STORE_INSECURE", "others may write to the folder of keys");
}

/**
 * Reads a file that nobody else may read. What is checked is the open file, not its name, so that
 * it cannot be exchanged in between.
 * @returns its text, or `undefined` when there is none
 * @throws {SourireError} `KEY_STORE_INSECURE`, `KEY_STORE_INVALID` when it is no small file, `STORAGE_*`
 */
export async function readPrivateFile(path: string): Promise<string | undefined> {
  try {
    await using file = await open(path, "r");
    const about = await file.stat();
    if (HAS_MODES && ((about.mode & 0o077) !== 0 || about.uid !== process.geteuid?.())) {
      throw new SourireError("KEY_STORE_INSECURE", "others may read the key file, or own it");
    }
    if (!about.isFile() || about.size > MAX_BYTES) {
      throw new SourireError("KEY_STORE_INVALID", "the key file is no key file");
    }
    return await file.readFile("utf8");
  } catch (cause) {
    if (errnoOf(cause) === "ENOENT") return undefined;
    throw storageFault(cause, "the key file cannot be read");
  }
}

/**
 * Writes a file of mode 0600 that did not exist, whole or not at all: to a temporary file beside it,
 * flushed to the disk, then linked to its name. Of several processes that do so at once, one wins.
 * @returns whether this call made it; false when there was one already
 * @throws {SourireError} `STORAGE_FULL`, `STORAGE_READ_ONLY`, `STORAGE_FAILED`; nothing is left behind
 */
export async function createPrivateFile(
  path: string,
  text: string,
  fs: KeyFileSystem = { open, link, unlink },
): Promise<boolean> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFlushed(fs, temporary, text);
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

async function writeFlushed(fs: KeyFileSystem, path: string, text: string): Promise<void> {
  const file = await fs.open(path, "wx", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes the new name itself outlive a power cut. Windows cannot and need not. */
async function flushFolder(fs: KeyFileSystem, dir: string): Promise<void> {
  if (!HAS_MODES) return;
  const folder = await fs.open(dir, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
