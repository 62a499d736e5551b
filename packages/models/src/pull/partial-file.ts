import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, open, rm, stat } from "node:fs/promises";
import { storageFault } from "@sourire/core";

/** Writes a piece of a file at a place in it. */
export type WriteChunk = (file: FileHandle, chunk: Uint8Array, at: number) => Promise<void>;

/** A file that grows, with the hash of what is in it. */
export interface PartialFile extends AsyncDisposable {
  /** Bytes in it. */
  readonly size: number;
  /** Appends. @throws {SourireError} `STORAGE_FULL`, `STORAGE_READ_ONLY`, `STORAGE_FAILED` */
  append(chunk: Uint8Array): Promise<void>;
  /** Makes sure that everything reached the disk. @returns SHA-256 of the whole, hexadecimal */
  finish(): Promise<string>;
}

/**
 * Opens a file to go on writing.
 * @param from - bytes that stay; what is behind them is cut off
 * @throws {SourireError} `STORAGE_FULL`, `STORAGE_READ_ONLY`, `STORAGE_FAILED`
 */
export async function openPartial(
  path: string,
  from: number,
  write: WriteChunk = writeWhole,
): Promise<PartialFile> {
  const onDisk = <T>(work: Promise<T>): Promise<T> =>
    work.catch((cause: unknown) => {
      throw storageFault(cause, "a model file cannot be written");
    });
  const hash = createHash("sha256");
  if (from > 0) await onDisk(hashFile(path, from, hash));
  const file = await onDisk(open(path, from > 0 ? "r+" : "w"));
  let size = from;
  let closed = false;
  await onDisk(file.truncate(from));
  return {
    get size() {
      return size;
    },
    async append(chunk) {
      await onDisk(write(file, chunk, size));
      hash.update(chunk);
      size += chunk.length;
    },
    async finish() {
      await onDisk(file.sync());
      return hash.digest("hex");
    },
    async [Symbol.asyncDispose]() {
      if (closed) return;
      closed = true;
      await file.close();
    },
  };
}

/** Bytes of a partial file; 0 where there is none, or none that can be gone on with. */
export async function partialSize(path: string, most: number): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return 0;
  if (found.isFile() && found.size <= most) return found.size;
  await rm(path, { recursive: true, force: true });
  return 0;
}

async function hashFile(path: string, bytes: number, hash: Hash): Promise<void> {
  for await (const chunk of createReadStream(path, { end: bytes - 1 })) hash.update(chunk);
}

const writeWhole: WriteChunk = async (file, chunk, at) => {
  for (let done = 0; done < chunk.length; ) {
    const { bytesWritten } = await file.write(chunk, done, chunk.length - done, at + done);
    done += bytesWritten;
  }
};
