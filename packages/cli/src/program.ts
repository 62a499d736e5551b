import { Command, CommanderError } from "commander";
import { addCamerasCommand } from "./commands/cameras.js";
import { addDemoCommand } from "./commands/demo.js";
import { addDoctorCommand } from "./commands/doctor.js";
import { addEnrollCommand } from "./commands/enroll.js";
import { addModelsCommand } from "./commands/models.js";
import { addPayCommand } from "./commands/pay.js";
import { addSimulateCommand } from "./commands/simulate.js";
import { addWithdrawCommand } from "./commands/withdraw.js";
import type { CommandContext } from "./context.js";
import { EXIT_CODES } from "./exit-code.js";
import { createOutput, type Streams } from "./output.js";

const EXIT_CODE_HELP = `
Exit codes:
  0  done; for a payment: approved
  1  a fault; its code and what to do about it were printed
  2  the command was called wrongly
  3  the payment ended without money: declined, another way to pay, or canceled
  4  the payment is pending: take no other tender until it is settled`;

/**
 * Runs the command.
 * @param args - without the interpreter and the script
 * @param streams - where it writes
 * @param signal - cancels what runs
 * @returns the exit code
 * @example process.exitCode = await runCli(process.argv.slice(2), process, signal);
 */
export async function runCli(
  args: readonly string[],
  streams: Streams & { readonly stdin?: NodeJS.ReadStream },
  signal: AbortSignal,
): Promise<number> {
  let exitCode: number = EXIT_CODES.ok;
  const program = new Command("sourire");
  const context: CommandContext = {
    signal,
    streams,
    run: async (command, work) => {
      const output = createOutput(streams, command.optsWithGlobals()["json"] === true);
      try {
        exitCode = await work(output);
      } catch (error) {
        if (error instanceof CommanderError) throw error; // called wrongly: handled below
        if (signal.aborted) {
          streams.stderr.write("stopped\n");
          exitCode = EXIT_CODES.notPaid;
          return;
        }
        output.fault(error);
        exitCode = EXIT_CODES.fault;
      }
    },
  };
  program
    .description("Open face payment. Everything here runs in test mode: no money moves.")
    .option("--json", "print one JSON document instead of text")
    .addHelpText("after", EXIT_CODE_HELP)
    .exitOverride()
    .showHelpAfterError("(add --help for what is possible)")
    .configureOutput({
      writeOut: (text) => void streams.stdout.write(text),
      writeErr: (text) => void streams.stderr.write(text),
    });
  addDemoCommand(program, context);
  addEnrollCommand(program, context);
  addPayCommand(program, context);
  addWithdrawCommand(program, context);
  addSimulateCommand(program, context);
  addModelsCommand(program, context);
  addCamerasCommand(program, context);
  addDoctorCommand(program, context);
  try {
    await program.parseAsync([...args], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT_CODES.ok : EXIT_CODES.usage;
  }
  return exitCode;
}
