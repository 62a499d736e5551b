import { isSourireError } from "@sourire/core";
import pc from "picocolors";

/**
 * Where a command writes. Results go to stdout, everything else (progress, remedies) to stderr, so
 * that `--json` output is one clean document.
 */
export interface Output {
  /** Whether stdout shall hold one JSON document and nothing else. */
  readonly json: boolean;
  /** A line for a person; silent under `--json`. */
  line(text?: string): void;
  /** A passing remark on long work, to stderr; silent under `--json`. */
  progress(text: string): void;
  /** The result: the document under `--json`, else what `describe` prints. */
  result(document: unknown, describe: () => void): void;
  /** A fault, with its remedy. */
  fault(error: unknown): void;
}

/** Takes text. */
export interface TextStream {
  /** Writes as it is, without a line's end. */
  write(text: string): unknown;
}

/** The two streams of a process. */
export interface Streams {
  /** For results. */
  readonly stdout: TextStream;
  /** For everything else. */
  readonly stderr: TextStream;
}

/** Writes to the streams of a process. */
export function createOutput(streams: Streams, json: boolean): Output {
  const out = (text: string) => streams.stdout.write(`${text}\n`);
  const err = (text: string) => streams.stderr.write(`${text}\n`);
  return {
    json,
    line: (text = "") => (json ? undefined : void out(text)),
    progress: (text) => (json ? undefined : void err(pc.dim(text))),
    result: (document, describe) =>
      json ? void out(JSON.stringify(document, null, 2)) : describe(),
    fault(error) {
      const { code, message, remedy } = describeFault(error);
      if (json) out(JSON.stringify({ error: { code, message, remedy } }, null, 2));
      else err(`${pc.red("✗")} ${message}\n  ${remedy}`);
    },
  };
}

function describeFault(error: unknown): { code: string; message: string; remedy: string } {
  if (isSourireError(error)) {
    return { code: error.code, message: error.message, remedy: error.remedy };
  }
  return {
    code: "INTERNAL",
    message: error instanceof Error ? error.message : String(error),
    remedy: "This was not foreseen. Please report it with the command that you ran.",
  };
}
