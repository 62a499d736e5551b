import { createInterface } from "node:readline/promises";
import type { CommandContext } from "./context.js";

type Streams = CommandContext["streams"];

/** Whether there is a person who can be asked. */
export function canAsk({ stdin }: Streams): boolean {
  return stdin?.isTTY === true;
}

/** Asks a person; without one the answer is no. */
export async function askYesNo(
  streams: Streams,
  question: string,
  options: { readonly signal?: AbortSignal } = {},
): Promise<boolean> {
  const { stdin, stderr } = streams;
  if (!stdin || !canAsk(streams)) return false;
  const terminal = createInterface({ input: stdin, output: stderr as NodeJS.WritableStream });
  try {
    const answer = await terminal.question(`${question} [y/N] `, options);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}
