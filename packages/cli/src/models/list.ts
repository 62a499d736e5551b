import { isSourireError, pinnedFiles } from "@sourire/core";
import {
  CATALOGUE,
  type CataloguePack,
  type FoundPack,
  findPacks,
  resolvePack,
} from "@sourire/models";
import type { Command } from "commander";
import type { CommandContext } from "../context.js";
import { EXIT_CODES } from "../exit-code.js";
import { packTable } from "../pack-table.js";
import { megabytes } from "./megabytes.js";

/** `sourire models list` */
export function addListCommand(models: Command, context: CommandContext): void {
  models
    .command("list")
    .description("packs on this machine, where they lie and which one is in use")
    .action(async (_flags: object, command: Command) => {
      await context.run(command, async (output) => {
        const found = await findPacks();
        const { used, trouble } = await packInUse();
        const packs = await Promise.all(
          found.map(async ({ id, location, source, open }) => {
            const { manifest, digest } = await open();
            const inUse = used?.id === id && used.location === location;
            return { id, location, source, inUse, digest, manifest };
          }),
        );
        output.result(packs, () => {
          for (const pack of packs) for (const line of packTable(pack)) output.line(line);
          for (const pack of CATALOGUE) {
            if (!found.some(({ id }) => id === pack.manifest.id)) output.line(howToGet(pack));
          }
          if (packs.length === 0) output.line("No pack found. Build one: sourire models build");
          if (trouble) output.line(trouble);
        });
        return EXIT_CODES.ok;
      });
    });
}

/** A list must also come when the pack in use is the trouble. */
async function packInUse(): Promise<{ used?: FoundPack; trouble?: string }> {
  try {
    return { used: await resolvePack() };
  } catch (cause) {
    if (!isSourireError(cause)) throw cause;
    return { trouble: `None is in use: ${cause.message}` };
  }
}

function howToGet({ manifest, sources }: CataloguePack): string {
  const name = manifest.id.replace(/@.*$/, "");
  const size = megabytes(pinnedFiles(manifest).reduce((sum, { bytes }) => sum + bytes, 0));
  const isPublic = Object.values(sources).every(({ kind }) => kind !== "import");
  const command = isPublic ? `pull ${name}` : `import ${name} --from <folder>`;
  return `${manifest.id} is not here (${size}): sourire models ${command}`;
}
