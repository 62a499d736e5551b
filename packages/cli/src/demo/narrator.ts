import {
  type AuthorizationClaims,
  formatMoney,
  type PayerDisplay,
  type PaymentProgress,
  type PaymentRequest,
  type PayOutcome,
  sleep,
} from "@sourire/core";
import pc from "picocolors";
import type { Output } from "../output.js";
import { receiptLines } from "../receipt-lines.js";
import { SHOP, type World } from "../world/open-world.js";
import type { Scenario } from "./scenario.js";

/** Tells the demonstration as it happens; a silent one is used for `--smoke`. */
export interface Narrator {
  /** Plays the payer: taps, and confirms. */
  readonly display: PayerDisplay;
  /** Both sides are there. */
  opened(world: World): void;
  /** One more payer is enrolled. */
  enrolled(count: number, of: number): void;
  /** A payment begins. */
  begins(scenario: Scenario, request: PaymentRequest): void;
  /** A stage began or ended. */
  progress(progress: PaymentProgress): void;
  /** A payment ended; `receipt` where an authorization was verified. */
  ended(outcome: PayOutcome, receipt: AuthorizationClaims | undefined): void;
  /** Somebody has withdrawn. */
  withdrawn(name: string, templatesDeleted: number): void;
}

const TITLES: Readonly<Record<Scenario, string>> = {
  enrolled: "1. Somebody who has opted in",
  stranger: "2. Somebody who never has",
  withdrawn: "3. Somebody who has opted out again",
};

const WHAT: Readonly<Record<string, string>> = {
  intent: "the issuer signs what is to be paid, to whom, here and now",
  tap: 'the payer taps "Pay by smile": a face alone is never the wish to pay',
  capture: "the camera, until five good frames agree that they come from a camera",
  embed: "the face becomes 128 numbers, sealed to the issuer",
  confirm: "the payer's answer; nothing is charged before it",
  match: "evidence: signed, sealed, opened, compared with every template of this shop",
  authorize: "the signed confirm, the processor, the signed authorization",
};

/**
 * A narrator.
 * @param paceMs - time left to read each step; 0 for none
 */
export function createNarrator(output: Output, paceMs: number, signal: AbortSignal): Narrator {
  const say = (text = ""): void => output.line(text);
  const pause = (): Promise<void> => (paceMs > 0 ? sleep(paceMs, signal) : Promise.resolve());
  return {
    display: {
      async awaitTap() {
        await pause();
        return "pay-by-smile";
      },
      guide: () => {},
      async confirm({ money, payee, payer }) {
        say(`  ${pc.bold(`${formatMoney(money)} to ${payee}, as ${payer}?`)}`);
        await pause();
        say(`  ${pc.dim("the payer says")} Pay`);
        return "pay";
      },
    },
    opened({ vision, issuer }) {
      const { id, paymentGrade } = vision.pack.manifest;
      say(
        `  model pack  ${id}${paymentGrade ? "" : pc.yellow("  (not payment grade: for trying only)")}`,
      );
      say(`  networks    ${vision.runtime.id}, ${vision.runtime.provider}`);
      say(`  issuer      ${issuer.url}, a fresh SQLite file, test mode`);
    },
    enrolled(count, of) {
      if (count === of)
        say(`  payers      ${of} enrolled: people who are drawn, so that this needs nobody's face`);
    },
    begins(scenario, { money, order }) {
      say();
      say(pc.bold(TITLES[scenario]));
      say(pc.dim("  simulated payer: a drawn head in 3D that smiles and turns before a camera"));
      say(`  ${SHOP.payee.name} asks for ${formatMoney(money)}, order ${order}`);
    },
    progress(progress) {
      for (const line of progressLines(progress)) say(line);
    },
    ended(outcome, receipt) {
      for (const line of endLines(outcome, receipt)) say(line);
    },
    withdrawn(name, templatesDeleted) {
      say();
      say(
        pc.dim(
          `  ${name} withdraws: ${templatesDeleted} template deleted, its key destroyed, name erased.`,
        ),
      );
    },
  };
}

function progressLines(progress: PaymentProgress): readonly string[] {
  if (progress.kind === "frames") {
    const { seen, usable, medianMs } = progress;
    const parts = Object.entries(medianMs).map(([part, ms]) => `${part} ${ms.toFixed(1)}`);
    return [
      pc.dim(
        `  ${"".padEnd(20)} ${usable} of ${seen} frames used; ms a frame: ${parts.join(", ")}`,
      ),
      pc.dim(
        `  ${"".padEnd(20)} liveness: frame integrity only, which stops no photograph: assurance "none"`,
      ),
    ];
  }
  if (progress.kind === "stage-started") return [];
  const { stage, ms } = progress;
  const what = WHAT[stage];
  return [
    `  ${stage.padEnd(10)} ${`${ms.toFixed(0)} ms`.padStart(8)}  ${what ? pc.dim(what) : ""}`,
  ];
}

function endLines(
  outcome: PayOutcome,
  receipt: AuthorizationClaims | undefined,
): readonly string[] {
  switch (outcome.status) {
    case "approved":
      return [
        `  ${pc.green("✓ paid")}`,
        ...(receipt ? receiptLines(receipt).map((line) => `    ${line}`) : []),
        `  ${pc.green("✓")} authorization verified with the issuer's public keys alone`,
      ];
    case "fallback":
      return [`  ${pc.cyan("→ another way to pay")} ${pc.dim(`(${outcome.reason})`)}`];
    case "declined":
      return [`  ${pc.yellow("✗ declined")} (${outcome.reason})`];
    case "canceled":
      return [`  canceled by the ${outcome.by}`];
    case "pending":
      return ["  pending: take no other tender until it is settled"];
  }
}
