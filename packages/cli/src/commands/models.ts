import type { Command } from "commander";
import type { CommandContext } from "../context.js";
import { addBuildCommand } from "../models/build.js";
import { addImportCommand } from "../models/import.js";
import { addListCommand } from "../models/list.js";
import { addPullCommand } from "../models/pull.js";
import { addUseCommand } from "../models/use.js";
import { addVerifyCommand } from "../models/verify.js";

/** `sourire models list|pull|import|use|build|verify` */
export function addModelsCommand(program: Command, context: CommandContext): void {
  const models = program
    .command("models")
    .description("model packs: networks as data, each file pinned by its SHA-256")
    .addHelpText(
      "after",
      "\nPacks are looked for in the folders of SOURIRE_MODELS, then among those that were pulled or\nimported, then where the starter pack is built. Without --pack a command takes the one in use.",
    );
  addListCommand(models, context);
  addPullCommand(models, context);
  addImportCommand(models, context);
  addUseCommand(models, context);
  addBuildCommand(models, context);
  addVerifyCommand(models, context);
}
