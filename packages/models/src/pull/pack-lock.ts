import { mkdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { errnoOf, SourireError, storageFault } from "@sourire/core";
import { lock } from "proper-lockfile";

/** A lock whose holder was killed counts as free after this time without a sign of life, ms. */
const STALE_MS = 10_000;
/** How often a waiting process looks again, ms. */
const LOOK_AGAIN_MS = 200;

/** What {@link withPackLock} needs. */
export interface PackLockOptions {
  /** The pack's folder. Its parent is made when it does not exist. */
  readonly folder: string;
  /** How long to wait for another process, ms. */
  readonly waitMs: number;
  /** Stops waiting. */
  readonly signal: AbortSignal;
}

/**
 * Runs `work` while no other process does so for the same folder. The lock of a killed process is taken
 * over when it has shown no life for ten seconds.
 * @param work - its signal also aborts when another process took the lock over, after this machine slept
 * @throws {SourireError} `MODEL_PACK_BUSY`, `STORAGE_READ_ONLY`, `STORAGE_FULL`, `STORAGE_FAILED`
 * @throws the signal's own reason when it aborts
 */
export async function withPackLock<T>(
  options: PackLockOptions,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const lost = new AbortController();
  const release = await acquire(options, () =>
    lost.abort(new SourireError("MODEL_PACK_BUSY", "another process took this pack over")),
  );
  try {
    return await work(AbortSignal.any([options.signal, lost.signal]));
  } finally {
    // a lock that was lost is no longer ours to release
    await release().catch(() => undefined);
  }
}

async function acquire(
  { folder, waitMs, signal }: PackLockOptions,
  onCompromised: () => void,
): Promise<() => Promise<void>> {
  const untilMs = performance.now() + waitMs;
  const lockfilePath = join(dirname(folder), `.${basename(folder)}.lock`);
  for (;;) {
    signal.throwIfAborted();
    try {
      await mkdir(dirname(folder), { recursive: true });
      return await lock(folder, { lockfilePath, realpath: false, stale: STALE_MS, onCompromised });
    } catch (cause) {
      if (errnoOf(cause) !== "ELOCKED") throw storageFault(cause, "the pack cannot be locked");
      if (performance.now() >= untilMs) {
        throw new SourireError("MODEL_PACK_BUSY", `${folder} is being written`, { cause });
      }
    }
    await sleep(LOOK_AGAIN_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}
