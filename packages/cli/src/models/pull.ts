import { pullPack } from "@sourire/models";
import { type Command, InvalidArgumentError } from "commander";
import type { CommandContext } from "../context.js";
import { EXIT_CODES } from "../exit-code.js";
import { printInstalled } from "./print-installed.js";
import { createTransferProgress } from "./transfer-progress.js";

/** `sourire models pull` */
export function addPullCommand(models: Command, context: CommandContext): void {
  models
    .command("pull")
    .description("download a pack; goes on where an earlier pull stopped")
    .argument("<pack>", "standard")
    .option("--from <url>", "a mirror: a folder on a server with the same files", httpAddress)
    .addHelpText(
      "after",
      "\nExamples:\n  sourire models pull standard\n  sourire models pull standard --from https://mirror.example/sourire\n\nFiles that lie in SOURIRE_MODELS or in another pack are not downloaded. A pack that stood there\nbefore stays until the new one is whole and checked.",
    )
    .action(async (pack: string, { from }: { from?: string }, command: Command) => {
      await context.run(command, async (output) => {
        const progress = createTransferProgress(context, output);
        try {
          const { signal } = context;
          const installed = await pullPack({ pack, from, signal, onProgress: progress.show });
          progress.end();
          await printInstalled(output, installed);
          return EXIT_CODES.ok;
        } finally {
          progress.end();
        }
      });
    });
}

function httpAddress(text: string): string {
  if (URL.canParse(text)) {
    const { protocol, username, password } = new URL(text);
    if (/^https?:$/.test(protocol) && username === "" && password === "") return text;
  }
  throw new InvalidArgumentError("Give an http: or https: address without a password.");
}
