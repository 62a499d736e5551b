import { mkdir, readdir, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import {
  isSourireError,
  type PinnedFile,
  pinnedFiles,
  SourireError,
  sha256,
  storageFault,
  toHex,
} from "@sourire/core";
import { type CataloguePack, manifestBytes } from "../catalogue/catalogue-pack.js";
import { packNotice } from "../notice/pack-notice.js";
import { openPackFolder } from "../open-pack-folder.js";
import { readPinned } from "../storage/read-pinned.js";
import { assertOnlyPack, takePlace } from "../storage/take-place.js";
import { type WriteFile, writeOnDisk } from "../storage/write-durably.js";
import { type VerifiedPack, verifyPack, verifyPackFolder } from "../verify-pack-folder.js";
import { withPackLock } from "./pack-lock.js";

/** A pack that is in its place. */
export interface InstalledPack extends VerifiedPack {
  /** Its folder. */
  readonly folder: string;
  /** Whether it was there already, whole and right, so that nothing was done. */
  readonly wasHere: boolean;
}

/** What {@link installPack} needs. */
export interface InstallOptions {
  /** What to install. */
  readonly pack: CataloguePack;
  /** The pack's folder; what stands there stays until the new pack is whole. */
  readonly folder: string;
  /** How long to wait for another process that writes the same pack, ms. */
  readonly lockWaitMs: number;
  /** Stops the work. */
  readonly signal: AbortSignal;
  /**
   * Puts a file at a path, with exactly the content that the manifest names.
   * @param to - nothing stands there
   */
  readonly obtain: (file: PinnedFile, to: string, signal: AbortSignal) => Promise<void>;
  /** Told of a file that an earlier, interrupted run had put there already. */
  readonly onKept: (file: PinnedFile) => void;
  /** Replaces the writer, so that a test can fill the disk. */
  readonly writeFile?: WriteFile | undefined;
}

/**
 * Gathers the files of a pack in a folder beside its place, which then takes that place as a whole. What was
 * gathered before an interruption is kept for the next run.
 * @throws {SourireError} `MODEL_PACK_BUSY`, `STORAGE_*`; and what `obtain` throws
 */
export async function installPack(options: InstallOptions): Promise<InstalledPack> {
  const { folder, lockWaitMs } = options;
  return withPackLock({ folder, waitMs: lockWaitMs, signal: options.signal }, async (signal) => {
    const here = await wholePack(folder, options.pack);
    if (here) return { ...here, folder, wasHere: true };
    await assertOnlyPack(folder);
    await gather({ ...options, signal });
    return { ...(await verifyPackFolder(folder)), folder, wasHere: false };
  });
}

/** The pack in a folder where it is, byte by byte, the one that is wanted. */
async function wholePack(
  folder: string,
  { manifest }: CataloguePack,
): Promise<VerifiedPack | undefined> {
  try {
    const pack = await openPackFolder(folder);
    if (pack.digest !== toHex(await sha256(manifestBytes(manifest)))) return undefined;
    return await verifyPack(pack);
  } catch (cause) {
    if (isSourireError(cause)) return undefined; // not there, or damaged: install it again
    throw cause;
  }
}

async function gather(options: InstallOptions): Promise<void> {
  const { pack, folder, signal, obtain, onKept, writeFile } = options;
  const { manifest } = pack;
  const staged = join(dirname(folder), `.${basename(folder)}.pull`);
  const names = new Set(pinnedFiles(manifest).flatMap(({ path }) => [path, `${path}.partial`]));
  await onDisk(mkdir(staged, { recursive: true }));
  await onDisk(removeOthers(staged, names));
  for (const file of pinnedFiles(manifest)) {
    signal.throwIfAborted();
    const to = join(staged, file.path);
    if (await readPinned(to, file)) {
      onKept(file);
      continue;
    }
    await onDisk(rm(to, { force: true }));
    await obtain(file, to, signal);
    await onDisk(rm(`${to}.partial`, { force: true }));
  }
  const notice = new TextEncoder().encode(packNotice(manifest));
  await writeOnDisk(join(staged, "NOTICE"), notice, writeFile);
  await writeOnDisk(join(staged, "manifest.json"), manifestBytes(manifest), writeFile);
  signal.throwIfAborted();
  await onDisk(takePlace(staged, folder));
}

/** Clears what an older version of the pack, or a run that ended at its last step, left behind. */
async function removeOthers(folder: string, names: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!names.has(name)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

async function onDisk<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    if (cause instanceof SourireError) throw cause;
    throw storageFault(cause, "the pack cannot be written");
  }
}
