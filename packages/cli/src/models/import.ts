import { importPack } from "@sourire/models";
import type { Command } from "commander";
import type { CommandContext } from "../context.js";
import { EXIT_CODES } from "../exit-code.js";
import { printInstalled } from "./print-installed.js";
import { createTransferProgress } from "./transfer-progress.js";

/** `sourire models import` */
export function addImportCommand(models: Command, context: CommandContext): void {
  models
    .command("import")
    .description("put a pack together from files on this machine; nothing is downloaded")
    .argument("<pack>", "standard or plus")
    .requiredOption("--from <folder>", "holds the files, or folders with them, under any name")
    .addHelpText("after", "\nExample:\n  sourire models import plus --from ~/downloads")
    .action(async (pack: string, { from }: { from: string }, command: Command) => {
      await context.run(command, async (output) => {
        const progress = createTransferProgress(context, output);
        try {
          const { signal } = context;
          const installed = await importPack({ pack, from, signal, onProgress: progress.show });
          progress.end();
          await printInstalled(output, installed);
          return EXIT_CODES.ok;
        } finally {
          progress.end();
        }
      });
    });
}
