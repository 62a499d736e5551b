import { resolve } from "node:path";
import { chooseModelPack, isFolderName, resolvePack } from "@sourire/models";
import type { Command } from "commander";
import type { CommandContext } from "../context.js";
import { EXIT_CODES } from "../exit-code.js";
import type { Output } from "../output.js";
import { disputeWarning } from "./disputed.js";

/** `sourire models use` */
export function addUseCommand(models: Command, context: CommandContext): void {
  models
    .command("use")
    .description("choose the pack that is taken where none is named")
    .argument("[pack]", "name or folder")
    .option("--clear", "forget the choice: the first pack found is taken again")
    .addHelpText(
      "after",
      "\nExamples:\n  sourire models use standard\n  sourire models use --clear\n\nTemplates of two packs cannot be compared: who enrolled with another one has to enrol again.",
    )
    .action(async (pack: string | undefined, flags: { clear?: boolean }, command: Command) => {
      if ((pack === undefined) === (flags.clear !== true)) {
        command.error("error: give a pack, or --clear", { exitCode: EXIT_CODES.usage });
      }
      await context.run(command, (output) =>
        pack === undefined ? clear(output) : choose(output, pack),
      );
    });
}

async function clear(output: Output): Promise<number> {
  await chooseModelPack(undefined);
  output.result({ chosen: null }, () => output.line("The first pack found is taken again."));
  return EXIT_CODES.ok;
}

async function choose(output: Output, nameOrFolder: string): Promise<number> {
  const { id, location, open } = await resolvePack(nameOrFolder);
  const { manifest, digest } = await open();
  const chosen = isFolderName(nameOrFolder) ? resolve(nameOrFolder) : nameOrFolder;
  await chooseModelPack(chosen);
  const { commercialUse, paymentGrade } = manifest;
  output.result({ chosen, id, location, digest, paymentGrade, commercialUse }, () => {
    output.line(`${id} is in use from now on (${location}).`);
    for (const line of disputeWarning(manifest)) output.line(line);
  });
  return EXIT_CODES.ok;
}
