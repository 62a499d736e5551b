import { SourireError } from "@sourire/core";
import { appendToLedger } from "../ledger/ledger.js";
import type { LedgerEvent } from "../ledger/ledger-row.js";
import type { Services } from "../services.js";
import type { StoreTransaction } from "../store/issuer-store.js";
import type { IntentProgress, IntentRecord, TerminalRecord } from "../store/records.js";
import { INTENT_MOVES, type IntentEvent, nextState } from "./state.js";

const LEDGER_EVENT: Readonly<Record<IntentEvent, LedgerEvent>> = Object.freeze({
  evidence: "intent-evidenced",
  match: "intent-matched",
  ambiguity: "intent-ambiguous",
  authorize: "intent-authorizing",
  approve: "intent-approved",
  decline: "intent-declined",
  cancel: "intent-canceled",
  expire: "intent-expired",
});

/**
 * Moves an intent and writes the ledger row, in one transaction.
 * @throws {SourireError} `INTENT_USED`, `INTENT_EXPIRED`; also when somebody else moved it first
 */
export async function applyEvent(
  tx: StoreTransaction,
  intent: IntentRecord,
  event: IntentEvent,
  atMs: number,
  change: Partial<IntentProgress> = {},
  detail: string | null = null,
): Promise<IntentRecord> {
  const progress = { ...change, state: nextState(intent.state, event) };
  if (!(await tx.moveIntent(intent.id, intent.state, progress))) {
    throw new SourireError("INTENT_USED", "the intent was moved by another call");
  }
  const moved = { ...intent, ...progress };
  const payer = moved.payer === null ? undefined : await tx.payer(moved.payer);
  await appendToLedger(tx, {
    atMs,
    event: LEDGER_EVENT[event],
    subject: moved.id,
    terminal: moved.terminal,
    payer: payer?.pseudonym ?? null,
    amount: moved.amount,
    currency: moved.currency,
    detail,
  });
  return moved;
}

/**
 * An intent of this terminal; one whose time is over is `expired` from here on.
 * @throws {SourireError} `INTENT_UNKNOWN`, `TERMINAL_MISMATCH`
 */
export async function ownIntent(
  { store, clock }: Services,
  terminal: TerminalRecord,
  id: string,
): Promise<IntentRecord> {
  return store.transaction(async (tx) => {
    const intent = await tx.intent(id);
    if (!intent) throw new SourireError("INTENT_UNKNOWN", "no such intent");
    if (intent.terminal !== terminal.id) {
      throw new SourireError("TERMINAL_MISMATCH", "the intent is another terminal's");
    }
    if (!isOver(intent, clock.now()) || !INTENT_MOVES[intent.state].expire) return intent;
    return applyEvent(tx, intent, "expire", clock.now());
  });
}

/** Whether the intent's time is over. */
export function isOver(intent: IntentRecord, nowMs: number): boolean {
  return nowMs >= intent.expiresAtS * 1000;
}
