import { type FileHandle, open } from "node:fs/promises";
import { storageFault } from "@sourire/core";

/** A file that only grows. */
export interface RecordingFile {
  /** Appends all of it, or nothing: what a full disk cut off is taken back. */
  append(bytes: Uint8Array): Promise<void>;
  /** Makes sure that it is on the disk, and closes it. */
  close(): Promise<void>;
}

const WHAT = "the recording cannot be written";

/**
 * Makes a new file that only this user may read.
 * @throws {SourireError} `STORAGE_READ_ONLY`, `STORAGE_FULL`, `STORAGE_FAILED` (also when there is such a file)
 */
export async function createRecordingFile(path: string): Promise<RecordingFile> {
  try {
    return appendTo(await open(path, "wx", 0o600));
  } catch (cause) {
    throw storageFault(cause, WHAT);
  }
}

/** What is needed of a file's handle. */
export type AppendHandle = Pick<FileHandle, "write" | "truncate" | "sync" | "close">;

/** @throws {SourireError} `STORAGE_*` from its methods */
export function appendTo(file: AppendHandle): RecordingFile {
  let length = 0;
  return {
    async append(bytes) {
      try {
        for (let done = 0; done < bytes.length; ) {
          const { bytesWritten } = await file.write(
            bytes,
            done,
            bytes.length - done,
            length + done,
          );
          done += bytesWritten;
        }
        length += bytes.length;
      } catch (cause) {
        await file.truncate(length).catch(() => {}); // the first failure counts
        throw storageFault(cause, WHAT);
      }
    },
    async close() {
      try {
        await file.sync();
      } catch (cause) {
        throw storageFault(cause, WHAT);
      } finally {
        await file.close();
      }
    },
  };
}
