import {
  type AuthorizationClaims,
  amountMinor,
  currencyCode,
  type EvidenceClaims,
  signToken,
  TOKEN_TYPES,
} from "@sourire/core";
import { isOverCap } from "../policy/policy.js";
import type { ChargeResult, ProcessorCallOptions } from "../processors/payment-processor.js";
import { newId, nowS, type Services } from "../services.js";
import type { InstrumentRecord, IntentRecord, TerminalRecord } from "../store/records.js";
import { applyEvent, isOver } from "./intent-events.js";
import { nextState } from "./state.js";

type Decision =
  | { readonly status: "approved"; readonly reference: string }
  | { readonly status: "declined"; readonly reason: NonNullable<AuthorizationClaims["reason"]> };

/**
 * Decides a confirmed intent: policy, then the processor. Run for one intent at a time.
 *
 * A decided intent stays as it is: to a repeated confirm over the same evidence the decision is the
 * answer, because a fault in its place could send the payer to pay a second time.
 * @returns the intent, `authorizing` when the processor's answer is not known
 * @throws {SourireError} `INTENT_USED`, `INTENT_EXPIRED`
 */
export async function authorize(
  services: Services,
  terminal: TerminalRecord,
  intent: IntentRecord,
): Promise<IntentRecord> {
  const { state } = intent;
  if (state === "approved" || state === "declined") return intent;
  if (state === "authorizing")
    return unlessUnknown(services, intent, () => retry(services, terminal, intent));
  nextState(state, "authorize");
  const { store, clock, policy } = services;
  const instrument = await instrumentOf(services, intent);
  const { amount, currency } = intent;
  if (isOverCap(policy, intent.assurance ?? "none", amount, currency)) {
    return decide(services, terminal, intent, { status: "declined", reason: "over-limit" });
  }
  if (!instrument) {
    return decide(services, terminal, intent, { status: "declined", reason: "no-instrument" });
  }
  // Durable before any money can move: after a crash this row says that the processor must be asked.
  const sent = await store.transaction((tx) =>
    applyEvent(tx, intent, "authorize", clock.now(), { instrument: instrument.id }),
  );
  return unlessUnknown(services, sent, async () =>
    decide(services, terminal, sent, fromProcessor(await charge(services, sent, instrument))),
  );
}

/**
 * Settles an intent whose charge was sent and whose answer is not known, by asking only. Other states
 * are left alone.
 */
export async function settle(
  services: Services,
  terminal: TerminalRecord,
  intent: IntentRecord,
): Promise<IntentRecord> {
  if (intent.state !== "authorizing") return intent;
  return unlessUnknown(services, intent, async () => {
    const standing = await ask(services, intent);
    if (standing.status !== "not-found") {
      return decide(services, terminal, intent, fromProcessor(standing));
    }
    return isOver(intent, services.clock.now()) ? giveUp(services, terminal, intent) : intent;
  });
}

/** A confirm that came again: ask first; only what never arrived is sent again, under the same key. */
async function retry(
  services: Services,
  terminal: TerminalRecord,
  intent: IntentRecord,
): Promise<IntentRecord> {
  const settled = await settle(services, terminal, intent);
  if (settled.state !== "authorizing") return settled;
  const instrument = await services.store.transaction((tx) =>
    tx.instrument(intent.instrument ?? ""),
  );
  if (!instrument) return giveUp(services, terminal, intent);
  return decide(
    services,
    terminal,
    intent,
    fromProcessor(await charge(services, intent, instrument)),
  );
}

/** "Not found" is not final: the key is voided first, so that a late charge cannot arrive. */
async function giveUp(
  services: Services,
  terminal: TerminalRecord,
  intent: IntentRecord,
): Promise<IntentRecord> {
  const { processor } = services;
  await timed(services, (options) => processor.reverse(intent.processorKey, options));
  const standing = await ask(services, intent);
  if (standing.status === "approved") throw new Error("reversed, and still approved");
  return decide(services, terminal, intent, { status: "declined", reason: "processor-declined" });
}

/** Once a charge was sent, no failure is an answer: the intent stays `authorizing`. */
async function unlessUnknown(
  services: Services,
  intent: IntentRecord,
  work: () => Promise<IntentRecord>,
): Promise<IntentRecord> {
  try {
    return await work();
  } catch (error) {
    const name = error instanceof Error ? error.name : typeof error;
    services.log.error("payment.unknown", { intent: intent.id, error: name });
    return intent;
  }
}

async function instrumentOf(
  { store }: Services,
  intent: IntentRecord,
): Promise<InstrumentRecord | undefined> {
  return store.transaction(async (tx) => {
    const payer = intent.payer === null ? undefined : await tx.payer(intent.payer);
    return payer?.withdrawnAtMs === null ? tx.newestInstrument(payer.id) : undefined;
  });
}

function charge(
  services: Services,
  intent: IntentRecord,
  instrument: InstrumentRecord,
): Promise<ChargeResult> {
  return timed(services, ({ signal }) =>
    services.processor.charge({
      idempotencyKey: intent.processorKey,
      instrumentToken: instrument.processorToken,
      money: { amount: amountMinor(intent.amount), currency: currencyCode(intent.currency) },
      signal,
    }),
  );
}

function ask(services: Services, intent: IntentRecord) {
  return timed(services, (options) => services.processor.query(intent.processorKey, options));
}

/** Lets go of a processor that does not listen to the signal. */
async function timed<T>(
  { policy }: Services,
  work: (options: ProcessorCallOptions) => Promise<T>,
): Promise<T> {
  const signal = AbortSignal.timeout(policy.processorTimeoutMs);
  let stop = (): void => {};
  const over = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([work({ signal }), over]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

function fromProcessor(result: ChargeResult): Decision {
  return result.status === "approved"
    ? { status: "approved", reference: result.reference }
    : { status: "declined", reason: "processor-declined" };
}

async function decide(
  services: Services,
  terminal: TerminalRecord,
  intent: IntentRecord,
  decision: Decision,
): Promise<IntentRecord> {
  const { store, clock } = services;
  const authorization = await signDecision(services, terminal, intent, decision);
  const [event, detail] =
    decision.status === "approved"
      ? (["approve", decision.reference] as const)
      : (["decline", decision.reason] as const);
  return store.transaction((tx) =>
    applyEvent(tx, intent, event, clock.now(), { authorization }, detail),
  );
}

async function signDecision(
  services: Services,
  terminal: TerminalRecord,
  intent: IntentRecord,
  decision: Decision,
): Promise<string> {
  const { store, issuer, livemode, random, clock, signing } = services;
  const payer = await store.transaction((tx) => tx.payer(intent.payer ?? ""));
  const claims: AuthorizationClaims = {
    iss: issuer,
    aud: terminal.id,
    jti: newId(random),
    iat: nowS(clock),
    livemode,
    status: decision.status,
    ...(decision.status === "declined"
      ? { reason: decision.reason }
      : { processorReference: decision.reference }),
    intent: intent.id,
    intentHash: intent.hash,
    order: intent.order,
    amount: intent.amount,
    currency: intent.currency,
    payee: terminal.payee,
    terminal: terminal.id,
    payer: payer?.maskedName ?? "••", // withdrawn since the match
    assurance: intent.assurance ?? "none",
    liveness: JSON.parse(intent.liveness ?? "[]") as EvidenceClaims["liveness"],
    packDigest: intent.packDigest ?? "",
    policyDigest: intent.policyDigest,
  };
  return signToken(TOKEN_TYPES.authorization, claims, signing);
}
