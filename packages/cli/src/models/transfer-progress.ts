import type { PullProgress } from "@sourire/models";
import { SingleBar } from "cli-progress";
import type { CommandContext } from "../context.js";
import type { Output } from "../output.js";
import { megabytes } from "./megabytes.js";

/** Shows how far a pull or an import is. */
export interface TransferProgress {
  /** Something arrived. */
  show(progress: PullProgress): void;
  /** Nothing more will come. */
  end(): void;
}

/** A bar on a terminal, a line a file elsewhere; on stderr, and nothing under `--json`. */
export function createTransferProgress(
  { streams }: CommandContext,
  output: Output,
): TransferProgress {
  const onTerminal = streams.stderr === process.stderr && process.stderr.isTTY;
  return onTerminal && !output.json ? bar() : lines(output);
}

function bar(): TransferProgress {
  const shown = new SingleBar({
    stream: process.stderr,
    format: "{bar} {percentage} %  {here} of {all}  {file}",
    clearOnComplete: true,
    hideCursor: true,
  });
  let started = false;
  return {
    show({ file, packBytesDone, packBytes }) {
      const payload = { file, here: megabytes(packBytesDone), all: megabytes(packBytes) };
      if (!started) shown.start(packBytes, 0, payload);
      started = true;
      shown.update(packBytesDone, payload);
    },
    end() {
      if (started) shown.stop();
      started = false;
    },
  };
}

function lines(output: Output): TransferProgress {
  return {
    show({ file, from, fileBytesDone, fileBytes, packBytesDone, packBytes }) {
      if (fileBytesDone < fileBytes) return;
      const how = from === "here" ? "was here" : "downloaded";
      const sum = `${megabytes(packBytesDone)} of ${megabytes(packBytes)}`;
      output.progress(`${file}  ${megabytes(fileBytes)}  ${how}  (${sum})`);
    },
    end: () => {},
  };
}
