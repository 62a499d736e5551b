import { assertNever, type PayOutcome } from "@sourire/core";

/** Exit codes of the command, for scripts. */
export const EXIT_CODES = {
  /** Done; for a payment: approved. */
  ok: 0,
  /** A fault; its code and remedy were printed. */
  fault: 1,
  /** The command was called wrongly. */
  usage: 2,
  /** The payment ended without money: declined, another way to pay, or canceled. */
  notPaid: 3,
  /** Sent, answer unknown: take no other tender until it is settled. */
  pending: 4,
} as const;

/** The exit code of a payment. */
export function exitCodeOf(outcome: PayOutcome): number {
  switch (outcome.status) {
    case "approved":
      return EXIT_CODES.ok;
    case "declined":
    case "fallback":
    case "canceled":
      return EXIT_CODES.notPaid;
    case "pending":
      return EXIT_CODES.pending;
    default:
      return assertNever(outcome);
  }
}
