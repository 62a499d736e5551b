import { randomUUID } from "node:crypto";
import {
  type Box,
  formatMoney,
  type Money,
  type PayerDisplay,
  type PayOutcome,
  type PixelImage,
  parseMoney,
  SourireError,
  selectPayer,
} from "@sourire/core";
import { readImageFile } from "@sourire/node";
import type { Command } from "commander";
import { askYesNo, canAsk } from "../ask.js";
import type { CommandContext } from "../context.js";
import { EXIT_CODES, exitCodeOf } from "../exit-code.js";
import type { Output } from "../output.js";
import { receiptLines } from "../receipt-lines.js";
import { wholeNumber } from "../whole-number.js";
import type { Vision } from "../world/open-vision.js";
import { openWorld } from "../world/open-world.js";
import { payWithPicture } from "../world/pay-with-picture.js";
import { addWorldOptions, worldOptions } from "../world-options.js";

interface PayFlags {
  readonly image: string;
  readonly amount: string;
  readonly currency: string;
  readonly order?: string;
  readonly seed: number;
  readonly yes?: boolean;
}

/** `sourire pay` */
export function addPayCommand(program: Command, context: CommandContext): void {
  const command = program
    .command("pay")
    .description("one payment by a simulated payer: a picture that moves before the camera")
    .requiredOption(
      "--image <file>",
      "a picture of the payer; another one than at enrolment is the honest test",
    )
    .requiredOption("--amount <decimal>", "for example 4.50")
    .option("--currency <code>", "ISO 4217", "EUR")
    .option("--order <text>", "the till's own order number; a random one where not given")
    .option("--seed <integer>", "of motion, light and noise", wholeNumber, 1)
    .option("--yes", "tap and confirm for the payer; asked where not given")
    .addHelpText("after", "\nExample:\n  sourire pay --image maya-today.jpg --amount 4.50 --yes");
  addWorldOptions(command).action(async (flags: PayFlags) => {
    await context.run(command, async (output) => {
      const money = moneyOf(flags, command);
      if (flags.yes !== true && !canAsk(context.streams)) {
        command.error("error: nobody is here to confirm; add --yes", {
          exitCode: EXIT_CODES.usage,
        });
      }
      const picture = await readImageFile(flags.image);
      output.progress("opening the model pack and the issuer ...");
      await using world = await openWorld(worldOptions(command));
      const box = await payersFace(world.vision, picture);
      const order = flags.order ?? randomUUID().slice(0, 8);
      const outcome = await payWithPicture(
        world,
        { picture, box },
        { money, order },
        {
          name: "picture",
          seed: flags.seed,
          display: flags.yes === true ? agreeing : asking(context),
          onProgress: (progress) => {
            if (progress.kind === "stage-started") output.progress(`${progress.stage} ...`);
          },
          signal: context.signal,
        },
      );
      printOutcome(output, outcome);
      return exitCodeOf(outcome);
    });
  });
}

function moneyOf({ amount, currency }: PayFlags, command: Command): Money {
  try {
    const money = parseMoney(amount, currency);
    if (money.amount === 0) throw new RangeError("give an amount of more than nothing");
    return money;
  } catch (cause) {
    const { message } = cause as RangeError;
    return command.error(`error: ${message}`, { exitCode: EXIT_CODES.usage });
  }
}

/** @throws {SourireError} `FACE_NOT_FOUND`, `FACES_SEVERAL` */
async function payersFace({ pipeline }: Vision, picture: PixelImage): Promise<Box> {
  const selection = selectPayer(await pipeline.findFaces(picture), picture);
  switch (selection.status) {
    case "payer":
      return selection.face.box;
    case "nobody":
      throw new SourireError("FACE_NOT_FOUND", "no near, centred face in the picture");
    case "several":
      throw new SourireError("FACES_SEVERAL", "more than one near face in the picture");
  }
}

const agreeing: PayerDisplay = {
  awaitTap: async () => "pay-by-smile",
  guide: () => {},
  confirm: async () => "pay",
};

function asking({ streams }: CommandContext): PayerDisplay {
  return {
    async awaitTap({ money, payee }, options) {
      const question = `Pay ${formatMoney(money)} to ${payee} by smile?`;
      return (await askYesNo(streams, question, options)) ? "pay-by-smile" : "another-way";
    },
    guide: () => {},
    async confirm({ money, payee, payer }, options) {
      const question = `${formatMoney(money)} to ${payee}, as ${payer}?`;
      return (await askYesNo(streams, question, options)) ? "pay" : "not-me";
    },
  };
}

function printOutcome(output: Output, outcome: PayOutcome): void {
  output.result(outcome, () => {
    if (outcome.status === "approved")
      for (const l of receiptLines(outcome.receipt)) output.line(l);
    else if (outcome.status === "fallback") output.line(`Another way to pay (${outcome.reason}).`);
    else if (outcome.status === "declined") output.line(`Declined (${outcome.reason}).`);
    else if (outcome.status === "canceled") output.line(`Canceled by the ${outcome.by}.`);
    else output.line(`Pending: take no other tender until intent ${outcome.intentId} is settled.`);
  });
}
