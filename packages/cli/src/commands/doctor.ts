import { type Command, Option } from "commander";
import type { CommandContext } from "../context.js";
import { diagnose } from "../doctor/diagnose.js";
import { printDiagnosis } from "../doctor/report.js";
import { EXIT_CODES } from "../exit-code.js";
import { dataFolder } from "../world/data-folder.js";
import { packOption } from "../world-options.js";

/** As parsed. */
interface DoctorOptions {
  readonly pack?: string;
  readonly provider: "cpu" | "webgpu" | "cuda";
  readonly data: string;
}

const HELP = `
Every network of every pack found is run on a made-up picture and compared with the golden values of its
manifest. The exit code is 1 when anything is broken.
With --json: { healthy, findings: [{ what, state: fine | note | broken, detail, remedy? }], environment,
providers, runtime, packs: [{ id, inUse, verified, files: [{ path, parity, cosine, errorShare, medianMs }] }],
frame }; all members are described in docs/guide/runtime.md.`;

/** `sourire doctor` */
export function addDoctorCommand(program: Command, context: CommandContext): void {
  program
    .command("doctor")
    .description("what is here, what works, how fast, and what to do about the rest")
    .addOption(packOption())
    .addOption(
      new Option("--provider <name>", "execution provider to run the networks on")
        .choices(["cpu", "webgpu", "cuda"])
        .default("cpu"),
    )
    .option("--data <folder>", "where payers, keys and payments are kept", dataFolder().root)
    .addHelpText("after", HELP)
    .action(async (options: DoctorOptions, command: Command) => {
      await context.run(command, async (output) => {
        const diagnosis = await diagnose({
          pack: options.pack,
          provider: options.provider,
          folder: dataFolder(options.data),
          progress: (text) => output.progress(text),
        });
        output.result(diagnosis, () => printDiagnosis(diagnosis, output));
        return diagnosis.healthy ? EXIT_CODES.ok : EXIT_CODES.fault;
      });
    });
}
