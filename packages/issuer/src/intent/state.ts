import { type IntentState, SourireError } from "@sourire/core";

/** What can happen to an intent. */
export type IntentEvent =
  | "evidence"
  | "match"
  | "ambiguity"
  | "authorize"
  | "approve"
  | "decline"
  | "cancel"
  | "expire";

/**
 * Every legal move; what is not here is refused. `evidenced` is also where an intent stays that matched
 * nobody. Once `authorizing`, money may have moved: neither cancel nor time can end it, only the
 * processor's word.
 */
export const INTENT_MOVES: Readonly<
  Record<IntentState, Readonly<Partial<Record<IntentEvent, IntentState>>>>
> = Object.freeze({
  created: { evidence: "evidenced", cancel: "canceled", expire: "expired" },
  evidenced: { match: "matched", ambiguity: "ambiguous", cancel: "canceled", expire: "expired" },
  ambiguous: { cancel: "canceled", expire: "expired" },
  matched: {
    authorize: "authorizing",
    decline: "declined",
    cancel: "canceled",
    expire: "expired",
  },
  authorizing: { approve: "approved", decline: "declined" },
  approved: {},
  declined: {},
  canceled: {},
  expired: {},
});

/**
 * The state after an event.
 * @throws {SourireError} `INTENT_EXPIRED` on an expired intent, `INTENT_USED` on any other illegal move
 */
export function nextState(state: IntentState, event: IntentEvent): IntentState {
  const next = INTENT_MOVES[state][event];
  if (next) return next;
  if (state === "expired") throw new SourireError("INTENT_EXPIRED", "the intent is over");
  throw new SourireError("INTENT_USED", `an intent that is ${state} takes no ${event}`);
}
