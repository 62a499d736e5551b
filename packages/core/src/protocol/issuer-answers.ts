import { SourireError } from "../kernel/errors.js";
import type { CommandResponse, IntentStatusResponse } from "./calls.js";
import type { AuthorizationClaims } from "./claims.js";
import type { ExpectedPayment } from "./receipt.js";

/** What became of a command, verified. */
export type CommandResult =
  | {
      /** Decided. */
      readonly status: "approved" | "declined";
      /** The compact JWS, a record. */
      readonly authorization: string;
      /** Its claims, verified to be about this intent. */
      readonly receipt: AuthorizationClaims;
    }
  | {
      /** Stopped, or sent to the processor and not yet known. */
      readonly status: "canceled" | "pending";
    };

/** Where an intent stands; where it was decided, with the verified authorization. */
export interface IntentStatus extends IntentStatusResponse {
  /** Claims of `authorization`, verified; always there when `state` is `approved` or `declined`. */
  readonly receipt?: AuthorizationClaims;
}

/** Verifies an authorization against what is expected of it. */
export type VerifyAuthorization = (
  authorization: string,
  expect: ExpectedPayment,
) => Promise<AuthorizationClaims>;

/** Turns the answer to a command into a result that was verified. */
export async function verifyCommandAnswer(
  answer: CommandResponse,
  expect: Omit<ExpectedPayment, "status">,
  verify: VerifyAuthorization,
): Promise<CommandResult> {
  if (answer.status !== "approved" && answer.status !== "declined") return answer;
  const { status, authorization } = answer;
  return { status, authorization, receipt: await verify(authorization, { ...expect, status }) };
}

/**
 * Turns an intent's state into one that was verified: a state without its proof is no state.
 * @throws {SourireError} `ISSUER_ANSWER_INVALID`
 */
export async function verifyStatusAnswer(
  intentId: string,
  answer: IntentStatusResponse,
  verify: VerifyAuthorization,
): Promise<IntentStatus> {
  const { id, state, amount, currency, order, authorization } = answer;
  if (id !== intentId) {
    throw new SourireError("ISSUER_ANSWER_INVALID", "the answer is about another intent");
  }
  const decided = state === "approved" || state === "declined";
  if (decided !== (authorization !== undefined)) {
    throw new SourireError("ISSUER_ANSWER_INVALID", `${state} does not fit its authorization`);
  }
  if (!decided || authorization === undefined) return answer;
  const expect = { status: state, intent: id, amount, currency, order };
  return { ...answer, receipt: await verify(authorization, expect) };
}
