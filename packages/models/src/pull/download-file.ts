import { rename, rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { isSourireError, type PinnedFile, SourireError, storageFault } from "@sourire/core";
import { checkAnswer, invalid, looksLikePage } from "./check-answer.js";
import type { DownloadLimits } from "./download-limits.js";
import { type NetworkFault, networkFault, printable } from "./network-fault.js";
import { openPartial, type PartialFile, partialSize, type WriteChunk } from "./partial-file.js";
import { stallWatch } from "./stall-watch.js";

/** What {@link downloadFile} needs. */
export interface DownloadOptions {
  /** Where the file is. */
  readonly url: string;
  /** What it must be. */
  readonly file: Pick<PinnedFile, "bytes" | "sha256">;
  /** Path to put it; what arrived before a failure stays beside it, in `<to>.partial`. */
  readonly to: string;
  /** How patient to be. */
  readonly limits: DownloadLimits;
  /** Stops the download; what arrived stays. */
  readonly signal: AbortSignal;
  /** Told how much of the file is here, bytes. */
  readonly onBytes: (received: number) => void;
  /** Replaces the writer, so that a test can fill the disk. */
  readonly write?: WriteChunk | undefined;
}

/**
 * Downloads a file of known content. It goes on where an earlier attempt, or an earlier process, stopped; a
 * server that cannot go on sends everything anew. That the parts belong together is seen from their hash.
 * @throws {SourireError} `MODEL_DOWNLOAD_FAILED`, `MODEL_DOWNLOAD_INVALID`, `MODEL_HASH_MISMATCH`,
 * `STORAGE_FULL`, `STORAGE_READ_ONLY`, `STORAGE_FAILED`
 * @throws the signal's own reason when it aborts
 */
export async function downloadFile(options: DownloadOptions): Promise<void> {
  const { to, file, limits, signal } = options;
  const partial = `${to}.partial`;
  let farthest = await partialSize(partial, file.bytes);
  for (let failed = 0; ; ) {
    signal.throwIfAborted();
    const stopped = await attempt(options, partial);
    if (stopped === undefined) break;
    const here = await partialSize(partial, file.bytes);
    // only an attempt that got farther than all before it is progress, so that this loop ends
    failed = here > farthest ? 1 : failed + 1;
    farthest = Math.max(farthest, here);
    if (!stopped.passing || failed >= limits.attempts) throw stopped.fault;
    const pauseMs = limits.retryDelayMs * 2 ** (failed - 1);
    await sleep(pauseMs, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
  try {
    await rename(partial, to);
  } catch (cause) {
    throw storageFault(cause, "a model file cannot be put in its place");
  }
}

/** @returns nothing when the partial file is whole and right; else why the connection ended */
async function attempt(
  options: DownloadOptions,
  partial: string,
): Promise<NetworkFault | undefined> {
  const { url, file, limits, signal } = options;
  const watch = stallWatch(limits.stallMs, signal);
  let began = 0;
  try {
    const have = await partialSize(partial, file.bytes);
    const headers: Record<string, string> = { "accept-encoding": "identity" };
    if (have === file.bytes) {
      began = have;
      await assertRight(options, partial);
      return undefined;
    }
    if (have > 0) headers["range"] = `bytes=${have}-`;
    const response = await fetch(url, { headers, signal: watch.signal });
    const from = checkAnswer(response, have, file.bytes);
    if (typeof from !== "number") {
      // "range not satisfiable": what lies here is not a beginning of what the server has
      if (response.status === 416) await rm(partial, { force: true });
      return from;
    }
    if (!response.body) throw invalid(`${printable(url)} answered with nothing`);
    began = from;
    await save(response.body, options, partial, from, watch.beat);
    return undefined;
  } catch (cause) {
    signal.throwIfAborted();
    // the beginning may have come from elsewhere, or from a process that was killed: try once without it
    const hasForeignPart =
      began > 0 && isSourireError(cause) && cause.code === "MODEL_HASH_MISMATCH";
    if (hasForeignPart) return { fault: cause, passing: true };
    if (isSourireError(cause)) throw cause;
    return networkFault(watch.stalled ? watch.signal.reason : cause, url);
  } finally {
    watch.end();
  }
}

async function save(
  body: ReadableStream<Uint8Array>,
  options: DownloadOptions,
  partial: string,
  from: number,
  beat: () => void,
): Promise<void> {
  const { url, file, onBytes, write } = options;
  let target: PartialFile | undefined;
  try {
    const reader = body.getReader();
    for (let { done, value: chunk } = await reader.read(); !done && chunk; ) {
      beat();
      if (!target) {
        if (from === 0 && looksLikePage(chunk)) throw invalid(`${printable(url)} sent a page`);
        target = await openPartial(partial, from, write);
      }
      if (target.size + chunk.length > file.bytes) {
        throw invalid(`${printable(url)} sent more than the file has`);
      }
      await target.append(chunk);
      onBytes(target.size);
      ({ done, value: chunk } = await reader.read());
    }
    if (!target || target.size < file.bytes) throw new TypeError("the answer ended too early");
    assertHash(await target.finish(), options);
  } catch (cause) {
    await target?.[Symbol.asyncDispose]();
    // a cut connection leaves a good beginning; after anything else the next pull starts clean
    if (target && isSourireError(cause)) await remove(partial);
    throw cause;
  }
  await target[Symbol.asyncDispose]();
}

/** Looks at a partial file that has all its bytes: the process ended before it was renamed. */
async function assertRight(options: DownloadOptions, partial: string): Promise<void> {
  try {
    await using whole = await openPartial(partial, options.file.bytes);
    assertHash(await whole.finish(), options);
  } catch (cause) {
    await remove(partial);
    throw cause;
  }
}

function assertHash(hash: string, { url, file }: DownloadOptions): void {
  if (hash === file.sha256) return;
  const message = `${printable(url)} has other content than the catalogue says`;
  throw new SourireError("MODEL_HASH_MISMATCH", message);
}

/** Best effort: the fault that led here matters more. */
async function remove(partial: string): Promise<void> {
  await rm(partial, { force: true }).catch(() => undefined);
}
