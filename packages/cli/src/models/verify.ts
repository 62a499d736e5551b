import { pinnedFiles } from "@sourire/core";
import { findPacks, resolvePack, verifyPack } from "@sourire/models";
import type { Command } from "commander";
import type { CommandContext } from "../context.js";
import { EXIT_CODES } from "../exit-code.js";

/** One pack that was read to the last byte. */
interface Verified {
  readonly id: string;
  readonly location: string;
  readonly digest: string;
  readonly files: number;
}

/** `sourire models verify` */
export function addVerifyCommand(models: Command, context: CommandContext): void {
  models
    .command("verify")
    .description("compare every file of a pack with its manifest")
    .argument("[pack]", "name or folder; every pack on this machine where not given")
    .action(async (pack: string | undefined, _flags: object, command: Command) => {
      await context.run(command, async (output) => {
        const found = pack ? [await resolvePack(pack)] : await findPacks();
        const verified: Verified[] = [];
        for (const { location, open } of found) {
          const { manifest, digest } = await verifyPack(await open(), (path) => {
            context.signal.throwIfAborted();
            output.progress(`verifying ${path} (${location})`);
          });
          verified.push({ id: manifest.id, location, digest, files: pinnedFiles(manifest).length });
        }
        output.result(verified, () => {
          for (const { id, files, location } of verified) {
            output.line(`${id}: ${files} files are as the manifest says (${location})`);
          }
        });
        return verified.length > 0 ? EXIT_CODES.ok : EXIT_CODES.fault;
      });
    });
}
