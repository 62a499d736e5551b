import {
  assertNever,
  type CommandClaims,
  type CommandResponse,
  commandClaims,
  commandRequest,
  SourireError,
  TOKEN_TYPES,
  tokenDigest,
  VERIFY_DEFAULTS,
  verifyToken,
} from "@sourire/core";
import { authenticateTerminal } from "../http/authenticate.js";
import type { CallRequest } from "../http/call-request.js";
import { authorize, settle } from "../intent/authorize.js";
import { applyEvent, ownIntent } from "../intent/intent-events.js";
import { nextState } from "../intent/state.js";
import type { Services } from "../services.js";
import type { IntentRecord, TerminalRecord } from "../store/records.js";

type ConfirmClaims = Extract<CommandClaims, { readonly action: "confirm" }>;

/** `POST /v1/intents/{id}/commands`: an act of the payer or the till. */
export async function handleCommand(
  services: Services,
  call: CallRequest,
): Promise<CommandResponse> {
  const { issuer, livemode, clock, intentQueues } = services;
  const terminal = await authenticateTerminal(services, call);
  const { command } = await call.body(commandRequest);
  const intentId = call.id;
  return intentQueues.run(intentId, async () => {
    const intent = await ownIntent(services, terminal, intentId);
    const claims = await verifyToken(TOKEN_TYPES.command, commandClaims, command, {
      keys: (kid) => (kid === terminal.thumbprint ? terminal.publicKey : undefined),
      issuer: terminal.id,
      audience: issuer,
      livemode,
      nowMs: clock.now(),
    });
    assertBound(terminal, intent, claims);
    await useOnce(services, terminal, claims, await tokenDigest(command));
    switch (claims.action) {
      case "confirm":
        return confirm(services, terminal, intent, claims);
      case "cancel":
        return cancel(services, terminal, intent);
      default:
        return assertNever(claims);
    }
  });
}

/** Dynamic linking: what the payer was shown is what the intent says (PSD2 RTS, article 5). */
function assertBound(terminal: TerminalRecord, intent: IntentRecord, claims: CommandClaims): void {
  if (claims.intentHash !== intent.hash) {
    throw new SourireError("INTENT_MISMATCH", "the command is for another intent");
  }
  const { amount, currency, payee } = claims.displayed;
  const samePayee = payee.id === terminal.payee.id && payee.name === terminal.payee.name;
  if (amount !== intent.amount || currency !== intent.currency || !samePayee) {
    throw new SourireError("AMOUNT_MISMATCH", "what was displayed is not what the intent says");
  }
}

/** The same command again is welcome (an answer may have been lost); another one by its `jti` is not. */
async function useOnce(
  { store }: Services,
  terminal: TerminalRecord,
  claims: CommandClaims,
  digest: string,
): Promise<void> {
  const first = await store.transaction((tx) =>
    tx.useToken({
      kind: "command",
      signer: terminal.id,
      jti: claims.jti,
      digest,
      expiresAtS: claims.exp + VERIFY_DEFAULTS.clockToleranceS + 1,
    }),
  );
  if (first !== undefined && first !== digest) {
    throw new SourireError("TOKEN_REPLAYED", "the jti belongs to another command");
  }
}

async function confirm(
  services: Services,
  terminal: TerminalRecord,
  intent: IntentRecord,
  claims: ConfirmClaims,
): Promise<CommandResponse> {
  if (claims.evidenceHash !== intent.evidenceHash || claims.candidate !== intent.candidate) {
    // states without a candidate say more precisely what is wrong
    if (intent.state === "expired" || intent.state === "canceled") {
      nextState(intent.state, "authorize");
    }
    throw new SourireError("EVIDENCE_MISMATCH", "the command names other evidence");
  }
  return decisionOf(await authorize(services, terminal, intent));
}

/**
 * Stops an intent. One that was decided, or sent to the processor, cannot be stopped any more: then
 * the truth is the answer, because a fault in its place could look like "nothing was paid".
 */
async function cancel(
  services: Services,
  terminal: TerminalRecord,
  intent: IntentRecord,
): Promise<CommandResponse> {
  const { store, clock } = services;
  switch (intent.state) {
    case "canceled":
      return { status: "canceled" };
    case "authorizing":
    case "approved":
    case "declined":
      return decisionOf(await settle(services, terminal, intent));
    default:
      await store.transaction((tx) => applyEvent(tx, intent, "cancel", clock.now()));
      return { status: "canceled" };
  }
}

function decisionOf({ state, authorization }: IntentRecord): CommandResponse {
  if ((state === "approved" || state === "declined") && authorization) {
    return { status: state, authorization };
  }
  return { status: "pending" };
}
