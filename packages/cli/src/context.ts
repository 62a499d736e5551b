import type { Command } from "commander";
import type { Output, Streams } from "./output.js";

/** What every command gets. */
export interface CommandContext {
  /** Cancels what runs. */
  readonly signal: AbortSignal;
  /** Of the process; `stdin` where a person may be asked. */
  readonly streams: Streams & { readonly stdin?: NodeJS.ReadStream };
  /** Runs a command's work, prints its fault, keeps its exit code. */
  run(command: Command, work: (output: Output) => Promise<number>): Promise<void>;
}
