import { type PinnedFile, pinnedFiles } from "@sourire/core";
import type { CataloguePack } from "../catalogue/catalogue-pack.js";

/** How far a pull or an import is. */
export interface PullProgress {
  /** The file at hand. */
  readonly file: string;
  /** Whether it is taken from this machine or from the network. */
  readonly from: "here" | "network";
  /** Bytes of it that are in place. */
  readonly fileBytesDone: number;
  /** Its size. */
  readonly fileBytes: number;
  /** Bytes of the pack that are in place. */
  readonly packBytesDone: number;
  /** Size of the pack's files together. */
  readonly packBytes: number;
}

/** Takes progress of one file. */
export type FileProgress = (
  file: PinnedFile,
  from: PullProgress["from"],
  fileBytesDone: number,
) => void;

/** Adds the files' progress up to the pack's. */
export function packProgress(
  { manifest }: CataloguePack,
  onProgress: ((progress: PullProgress) => void) | undefined,
): FileProgress {
  const done = new Map<string, number>();
  const sum = (numbers: Iterable<number>): number => [...numbers].reduce((a, b) => a + b, 0);
  const packBytes = sum(pinnedFiles(manifest).map(({ bytes }) => bytes));
  return ({ path, bytes }, from, fileBytesDone) => {
    done.set(path, fileBytesDone);
    const packBytesDone = sum(done.values());
    onProgress?.({ file: path, from, fileBytesDone, fileBytes: bytes, packBytesDone, packBytes });
  };
}
