import type { Command } from "commander";
import type { CommandContext } from "../context.js";
import { diagnose } from "../doctor/diagnose.js";
import { EXIT_CODES } from "../exit-code.js";
import { packOption } from "../world-options.js";

/** `sourire doctor` */
export function addDoctorCommand(program: Command, context: CommandContext): void {
  program
    .command("doctor")
    .description("what is here, what works, and what to do about the rest")
    .addOption(packOption())
    .action(async ({ pack }: { pack?: string }, command: Command) => {
      await context.run(command, async (output) => {
        const findings = await diagnose(pack);
        const healthy = findings.every(({ state }) => state !== "broken");
        output.result({ healthy, findings }, () => {
          for (const { what, state, detail, remedy } of findings) {
            const mark = { fine: "✓", note: "!", broken: "✗" }[state];
            output.line(`${mark} ${what.padEnd(18)} ${detail}`);
            if (remedy) output.line(`  ${"".padEnd(18)} ${remedy}`);
          }
        });
        return healthy ? EXIT_CODES.ok : EXIT_CODES.fault;
      });
    });
}
