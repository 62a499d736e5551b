import { type Command, Option } from "commander";
import type { CommandContext } from "../context.js";
import { createNarrator } from "../demo/narrator.js";
import { isAsPromised, runDemo } from "../demo/run-demo.js";
import { EXIT_CODES } from "../exit-code.js";
import { packOption, portNumber } from "../world-options.js";

/** Milliseconds that a person gets to read each step. */
const READING_PACE_MS = 900;

interface DemoFlags {
  readonly smoke?: boolean;
  readonly pack?: string;
  readonly port: number;
  readonly setupMs: number;
}

/** `sourire demo` */
export function addDemoCommand(program: Command, context: CommandContext): void {
  program
    .command("demo")
    .description("show three payments: somebody enrolled, a stranger, somebody who has withdrawn")
    .option(
      "--smoke",
      "the same without waiting, as one JSON document; exit 0 only if all is right",
    )
    .addOption(packOption())
    .option(
      "--port <number>",
      "port of the issuer on this machine; 0 takes a free one",
      portNumber,
      0,
    )
    .addOption(new Option("--setup-ms <ms>").argParser(Number).default(0).hideHelp())
    .action(async (flags: DemoFlags, command: Command) => {
      await context.run(command, async (output) => {
        const silent = flags.smoke === true || output.json;
        const narrator = createNarrator(
          { ...output, ...(silent ? { line: () => {} } : {}) },
          silent ? 0 : READING_PACE_MS,
          context.signal,
        );
        if (!silent) output.line("Sourire: three payments by face, in test mode");
        const { pack, port, setupMs: spentMs } = flags;
        const report = await runDemo({ narrator, pack, port, spentMs, signal: context.signal });
        const right = isAsPromised(report);
        if (silent) context.streams.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
        else for (const line of CLOSING) output.line(line);
        return right ? EXIT_CODES.ok : EXIT_CODES.fault;
      });
    });
}

const CLOSING: readonly string[] = [
  "",
  "What this does not show: that a photograph is refused. Liveness is frame integrity only so far. The payers",
  "are drawn and are told apart at an operating point of their own (test mode); the models, the cryptography,",
  "the database and the HTTP calls are real. Error rates on real people: docs/performance.md",
  'See a payer: npm run sourire -- simulate --script "smile, blink, turn-left 20deg" --out payer.webm',
];
