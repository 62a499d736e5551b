import { type Clock, systemClock } from "../kernel/clock.js";
import { assertNever, isSourireError } from "../kernel/errors.js";
import { silentLog } from "../kernel/log.js";
import { amountMinor, currencyCode } from "../kernel/money.js";
import type { Intent } from "../protocol/intent.js";
import { authorizePayment, type Confirmation } from "./authorize-payment.js";
import { watchCamera } from "./camera-evidence.js";
import { capturePayer } from "./capture-payer.js";
import type { PayOutcome } from "./outcome.js";
import type { PaymentAsk } from "./payer-display.js";
import type { PaymentParts, PaymentRequest } from "./payment-parts.js";
import { createRequiredChecks } from "./required-checks.js";
import { createStageMeter, type StageMeter } from "./stage.js";

/**
 * One payment, stage by stage: intent, tap, capture, match, confirm, authorize.
 * Until confirm is sent the signal cancels it; from then on it is settled by asking the issuer.
 * @throws {SourireError} a fault, with its code: whenever this throws, nothing was charged
 * @example const outcome = await runPayment(parts, { money: parseMoney("4.50", "EUR"), order: "1234" }, { signal });
 */
export async function runPayment(
  parts: PaymentParts,
  request: PaymentRequest,
  { signal }: { readonly signal: AbortSignal },
): Promise<PayOutcome> {
  const clock = parts.clock ?? systemClock;
  const meter = createStageMeter(clock, parts.onProgress ?? (() => {}));
  let intent: Intent | undefined;
  let reached: ReadyToConfirm | PayOutcome;
  try {
    intent = await meter("intent", () =>
      parts.issuer.createIntent({ ...request.money, order: request.order }, { signal }),
    );
    reached = await reachConfirm(parts, clock, meter, intent, signal);
  } catch (cause) {
    if (intent) await abandon(parts, intent);
    if (signal.aborted) return { status: "canceled", by: "till" };
    throw cause;
  }
  if (reached.status !== "ready") {
    await abandon(parts, intent);
    return reached;
  }
  // From here on the signal no longer cancels: the payer has said yes.
  const { status: _, ...confirmation } = reached;
  const sent = intent;
  return meter("authorize", () => authorizePayment(parts.issuer, sent, confirmation));
}

/** The payer has said yes. */
interface ReadyToConfirm extends Confirmation {
  readonly status: "ready";
}

async function reachConfirm(
  parts: PaymentParts,
  clock: Clock,
  meter: StageMeter,
  intent: Intent,
  signal: AbortSignal,
): Promise<ReadyToConfirm | PayOutcome> {
  const ask = askOf(intent);
  const checks = createRequiredChecks(intent.claims.policy.requiredChecks, parts.camera);
  const tap = await meter("tap", () => parts.display.awaitTap(ask, { signal }));
  signal.throwIfAborted();
  if (tap === "another-way") return { status: "fallback", reason: "payer-choice" };

  const watched = watchCamera(parts, intent);
  const seeing = { ...parts, camera: watched.camera };
  const captured = await capturePayer(seeing, checks, clock, meter, signal);
  if (captured.status !== "captured") return captured;

  using embedding = captured.embedding;
  const { packDigest, space } = parts.pipeline;
  const { answer, evidenceHash } = await meter("match", async () => {
    const seen = {
      packDigest,
      space,
      ...captured.evidence,
      ...(await watched.describe({ signal })),
    };
    return parts.issuer.sendEvidence(intent, { ...seen, embedding }, { signal });
  });
  switch (answer.status) {
    case "no-match":
    case "ambiguous":
    case "hint-needed":
      return { status: "fallback", reason: answer.status };
    case "refused":
      return { status: "fallback", reason: "not-live" };
    case "candidate":
      break;
    default:
      return assertNever(answer);
  }
  const said = await meter("confirm", () =>
    parts.display.confirm({ ...ask, payer: answer.payer }, { signal }),
  );
  signal.throwIfAborted();
  if (said !== "pay") return { status: "fallback", reason: "payer-choice" };
  const { amount, currency, payee } = intent.claims;
  const displayed = { amount, currency, payee };
  return { status: "ready", evidenceHash, candidate: answer.candidate, displayed };
}

function askOf({ claims }: Intent): PaymentAsk {
  return {
    money: { amount: amountMinor(claims.amount), currency: currencyCode(claims.currency) },
    payee: claims.payee.name,
  };
}

/** Tells the issuer that nothing will come. If that fails the intent expires by itself. */
async function abandon(parts: PaymentParts, intent: Intent): Promise<void> {
  try {
    await parts.issuer.cancel(intent, { signal: AbortSignal.timeout(2_000) });
  } catch (cause) {
    const code = isSourireError(cause) ? cause.code : "unknown";
    (parts.log ?? silentLog).warn("payment.cancel-not-sent", { intent: intent.id, code });
  }
}
