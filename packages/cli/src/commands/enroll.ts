import { createHash } from "node:crypto";
import { SourireError } from "@sourire/core";
import { readImageFile } from "@sourire/node";
import type { Command } from "commander";
import { askYesNo } from "../ask.js";
import type { CommandContext } from "../context.js";
import { EXIT_CODES } from "../exit-code.js";
import { enrollPicture } from "../world/enroll-picture.js";
import { openWorld } from "../world/open-world.js";
import { addWorldOptions, worldOptions } from "../world-options.js";

interface EnrollFlags {
  readonly image: string;
  readonly name: string;
  readonly account?: string;
  readonly consent?: boolean;
}

/** `sourire enroll` */
export function addEnrollCommand(program: Command, context: CommandContext): void {
  const command = program
    .command("enroll")
    .description("enrol one person from one picture, after consent")
    .requiredOption("--image <file>", "a picture with exactly one near face")
    .requiredOption("--name <name>", "shown masked when the payer confirms")
    .option(
      "--account <id>",
      "the account that the face is tied to; made from the name where not given",
    )
    .option("--consent", "the person has agreed; asked where not given")
    .addHelpText(
      "after",
      '\nExample:\n  sourire enroll --image maya.jpg --name "Maya Lind" --consent',
    );
  addWorldOptions(command).action(async (flags: EnrollFlags) => {
    await context.run(command, async (output) => {
      await requireConsent(flags, context);
      const picture = await readImageFile(flags.image);
      output.progress("opening the model pack and the issuer ...");
      await using world = await openWorld(worldOptions(command));
      const account = flags.account ?? accountOf(flags.name);
      const { name: displayName } = flags;
      const { signal } = context;
      const done = await enrollPicture(world, { account, displayName, picture }, { signal });
      output.result({ account, ...done }, () => {
        output.line(`Enrolled ${displayName} (account ${account}).`);
        output.line("The picture was not kept; the template lies encrypted at the issuer.");
        output.line(`Opt out at any time: sourire withdraw --account ${account}`);
      });
      return EXIT_CODES.ok;
    });
  });
}

async function requireConsent(flags: EnrollFlags, { streams }: CommandContext): Promise<void> {
  const question =
    "A template of this person's face will be kept, encrypted, to recognise them when they pay.\n" +
    "It can be withdrawn at any time. Has the person agreed?";
  if (flags.consent === true || (await askYesNo(streams, question))) return;
  throw new SourireError("CONSENT_REQUIRED", "nobody is enrolled without consent");
}

/** The same name gives the same account, so that enrolling twice is one payer. */
function accountOf(name: string): string {
  return `account-${createHash("sha256").update(name).digest("hex").slice(0, 12)}`;
}
