import type { Command } from "commander";
import type { CommandContext } from "../context.js";
import { EXIT_CODES } from "../exit-code.js";
import { withdrawAccount } from "../world/enroll-picture.js";
import { openWorld } from "../world/open-world.js";
import { addWorldOptions, worldOptions } from "../world-options.js";

/** `sourire withdraw` */
export function addWithdrawCommand(program: Command, context: CommandContext): void {
  const command = program
    .command("withdraw")
    .description("opt out: delete a payer's template, its key, name and ways to pay")
    .requiredOption("--account <id>", "as printed by enroll");
  addWorldOptions(command).action(async ({ account }: { account: string }) => {
    await context.run(command, async (output) => {
      await using world = await openWorld(worldOptions(command));
      const done = await withdrawAccount(world, account, { signal: context.signal });
      output.result({ account, ...done }, () => {
        output.line(
          `Withdrawn: ${done.templatesDeleted} template(s) deleted, the data key destroyed.`,
        );
        output.line("From now on this person is a stranger. Signed receipt:");
        output.line(done.receipt);
      });
      return EXIT_CODES.ok;
    });
  });
}
