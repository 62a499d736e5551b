import { extname } from "node:path";
import {
  ATTACK_CLAIMS,
  ATTACK_SPECIES,
  type AttackSpecies,
  DISGUISES,
  type Disguise,
  PUPPET_DEFAULTS,
  parseScript,
  SYNTHETIC_PEOPLE,
  VERBS,
} from "@sourire/camera-adapters/simulated";
import { resolvePack } from "@sourire/models";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { CommandContext } from "../context.js";
import { EXIT_CODES } from "../exit-code.js";
import { openCast } from "../simulate/cast.js";
import { CLIP_ENDINGS, openClipWriter } from "../simulate/clip-writer.js";
import { openFramesWriter } from "../simulate/frames-writer.js";
import type { ScenePlan } from "../simulate/plan.js";
import { runFilm } from "../simulate/run-film.js";
import { writeSheet } from "../simulate/sheet.js";
import { wholeNumber } from "../whole-number.js";
import { packOption } from "../world-options.js";

interface SimulateFlags {
  readonly script: string;
  readonly out?: string;
  readonly sheet?: string;
  readonly payer: string;
  readonly attack?: AttackSpecies;
  readonly attacker: string;
  readonly disguise: readonly Disguise["kind"][];
  readonly seed: number;
  readonly size: Size;
  readonly fps: number;
  readonly distance: number;
  readonly depth?: boolean;
  readonly pack?: string;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** `sourire simulate` */
export function addSimulateCommand(program: Command, context: CommandContext): void {
  const command = program
    .command("simulate")
    .description("draws a payer, or an attack on one, as a clip or as pictures")
    .option("--script <text>", "what they do, see below", PUPPET_DEFAULTS.script)
    .option("--out <path>", `a clip (${CLIP_ENDINGS.join(", ")}) or a folder for pictures`)
    .option("--sheet <file>", "instead of a clip: one HTML page with every species, to look at")
    .option("--payer <who>", "a synthetic person, or a picture of one who agreed", "iris")
    .addOption(
      new Option("--attack <species>", "show the payer's face in another way").choices(
        ATTACK_SPECIES,
      ),
    )
    .option("--attacker <who>", "who wears the mask or stands behind the cut-out", "bruno")
    .addOption(
      new Option("--disguise <kinds...>", "what the payer wears").choices(DISGUISES).default([]),
    )
    .option("--seed <integer>", "of everything that is random", wholeNumber, 1)
    .addOption(
      new Option("--size <pixels>", "of the pictures")
        .argParser(sizeOf)
        .default({ width: PUPPET_DEFAULTS.width, height: PUPPET_DEFAULTS.height }, "640x480"),
    )
    .option("--fps <number>", "frames a second", Number, PUPPET_DEFAULTS.framesPerSecond)
    .option("--distance <mm>", "from the lens to the eyes", Number, PUPPET_DEFAULTS.distanceMm)
    .option("--depth", "a depth picture too, as structured light measures it")
    .addOption(packOption())
    .addHelpText("after", HELP);
  command.action(async (flags: SimulateFlags) => {
    await context.run(command, async (output) => {
      parseScript(flags.script); // a wrong word is told before anything is opened
      const { out, sheet, pack } = flags;
      if ((out === undefined) === (sheet === undefined)) {
        command.error("error: give one of --out and --sheet", { exitCode: EXIT_CODES.usage });
      }
      const cast = await openCast(await (await resolvePack(pack)).open());
      const { signal } = context;
      if (sheet !== undefined) {
        const onScene = (title: string): void => output.progress(`drawing ${title} ...`);
        await writeSheet(cast, { plan: planOf(flags), path: sheet, onScene, signal });
        output.result({ sheet }, () => output.line(`${sheet}: open it in a browser`));
        return EXIT_CODES.ok;
      }
      const path = out as string;
      await using writer = CLIP_ENDINGS.includes(extname(path).toLowerCase())
        ? openClipWriter({ path, framesPerSecond: flags.fps, signal })
        : await openFramesWriter(path);
      const made = await runFilm(cast, planOf(flags), { writer, output, signal });
      output.result(made, () => output.line(`${made.written} (synthetic: test mode only)`));
      return EXIT_CODES.ok;
    });
  });
}

function planOf(flags: SimulateFlags): ScenePlan {
  const { payer, attack, attacker, disguise: disguises, script, seed, size, fps, depth } = flags;
  return {
    payer,
    attack,
    attacker,
    disguises,
    film: {
      script,
      seed,
      ...size,
      framesPerSecond: fps,
      distanceMm: flags.distance,
      depth: depth === true,
      atEnd: "end",
    },
  };
}

const HELP = `
A script is a list of steps, divided by commas: a verb, an amount (20deg, 80%), a time (0.8s, 300ms), and
"stay" to keep it up until "neutral". Verbs joined by + happen together. Left and right are the payer's own.

Verbs:
${Object.entries(VERBS)
  .map(
    ([name, { help, amount, unit, seconds }]) =>
      `  ${name.padEnd(12)} ${help} (${amount}${unit}, ${seconds}s)`,
  )
  .join("\n")}

Synthetic people: ${SYNTHETIC_PEOPLE.join(", ")}

Attacks, and the checks that are expected to stop them:
${ATTACK_SPECIES.map((name) => `  ${name.padEnd(19)} ${ATTACK_CLAIMS[name].stoppedBy.join(", ") || "none of these alone"}`).join("\n")}

Examples:
  sourire simulate --script "neutral 0.5s, smile 0.8s, turn-left 20deg 1s" --out smile.webm
  sourire simulate --payer amara --attack screen-phone --out frames/
  sourire simulate --sheet species.html`;

function sizeOf(text: string): Size {
  const [, width, height] = /^(\d{2,4})x(\d{2,4})$/.exec(text) ?? [];
  if (width === undefined || height === undefined) {
    throw new InvalidArgumentError("Give width and height, such as 640x480.");
  }
  return { width: Number(width), height: Number(height) };
}
