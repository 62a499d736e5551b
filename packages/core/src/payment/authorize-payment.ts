import { isSourireError } from "../kernel/errors.js";
import type { AuthorizationClaims } from "../protocol/claims.js";
import type { Displayed } from "../protocol/command.js";
import type { Intent } from "../protocol/intent.js";
import type { CommandResult, IntentStatus } from "../protocol/issuer-answers.js";
import type { IssuerClient } from "../protocol/issuer-client.js";
import type { PayOutcome } from "./outcome.js";

/** What the payer said yes to. */
export interface Confirmation {
  /** SHA-256 of the signed evidence, base64url. */
  readonly evidenceHash: string;
  /** The handle of the candidate. */
  readonly candidate: string;
  /** What stood on the payer's screen. */
  readonly displayed: Displayed;
}

/**
 * Sends confirm and makes the answer an outcome. Whatever breaks on the way, the issuer is asked for
 * the truth; where it cannot be had the payment is `pending`: never lost, never sent as a new one.
 * Takes no signal: the payer has said yes, and leaving now would leave the truth unknown.
 * @throws {SourireError} why the issuer refused the command, once it says that nothing was charged
 */
export async function authorizePayment(
  issuer: IssuerClient,
  intent: Intent,
  confirmation: Confirmation,
): Promise<PayOutcome> {
  try {
    return outcomeOf(await issuer.confirm(intent, confirmation), intent);
  } catch (cause) {
    const outcome = await settle(issuer, intent);
    const refused = isSourireError(cause) && cause.code !== "ISSUER_UNREACHABLE";
    if (outcome.status === "canceled" && refused) throw cause;
    return outcome;
  }
}

/**
 * Asks what became of a payment whose confirm was sent. Never charges anything.
 * @returns `canceled` only when the issuer says that confirm never took effect and never will
 */
export async function settle(issuer: IssuerClient, intent: Intent): Promise<PayOutcome> {
  try {
    const status = await issuer.status(intent.id);
    if (status.state !== "matched") return outcomeOf(decisionOf(status), intent);
    // confirm did not arrive; a cancel that the issuer answers makes that final
    return outcomeOf(await issuer.cancel(intent), intent);
  } catch {
    return { status: "pending", intentId: intent.id };
  }
}

function decisionOf({ state, authorization, receipt }: IntentStatus): CommandResult {
  if (authorization !== undefined && receipt !== undefined) {
    return { status: receipt.status, authorization, receipt };
  }
  return { status: state === "canceled" || state === "expired" ? "canceled" : "pending" };
}

function outcomeOf(result: CommandResult, intent: Intent): PayOutcome {
  switch (result.status) {
    case "canceled":
      return { status: "canceled", by: "till" };
    case "pending":
      return { status: "pending", intentId: intent.id };
    default: {
      const { authorization, receipt } = result;
      if (receipt.status === "approved") return { status: "approved", authorization, receipt };
      return { status: "declined", reason: reasonOf(receipt), authorization };
    }
  }
}

/** The schema leaves the reason open; a refusal without one is the processor's. */
function reasonOf({ reason }: AuthorizationClaims): NonNullable<AuthorizationClaims["reason"]> {
  return reason ?? "processor-declined";
}
