import type { Camera } from "../capture/camera.js";
import { withDeadline } from "../kernel/async.js";
import { type Clock, systemClock } from "../kernel/clock.js";
import { assertNever, SourireError } from "../kernel/errors.js";
import { type Log, silentLog } from "../kernel/log.js";
import type { Money } from "../kernel/money.js";
import type { FacePipeline } from "../pipeline/face-pipeline.js";
import type { Intent } from "../protocol/intent.js";
import type { IssuerClient } from "../protocol/issuer-client.js";
import { authorizePayment, type Confirmation } from "./authorize-payment.js";
import { type Capture, captureFace } from "./capture-face.js";
import type { PayOutcome } from "./outcome.js";
import type { PayerDisplay, PaymentAsk } from "./payer-display.js";
import { createRequiredChecks } from "./required-checks.js";
import { createStageMeter, type PaymentProgress, type StageMeter } from "./stage.js";

/** What one payment needs; the caller owns all of it. */
export interface PaymentParts {
  /** Where frames come from. */
  readonly camera: Camera;
  /** What looks at them. */
  readonly pipeline: FacePipeline;
  /** The deciding side. */
  readonly issuer: IssuerClient;
  /** What faces the payer. */
  readonly display: PayerDisplay;
  /** Told of stages and frames. */
  readonly onProgress?: (progress: PaymentProgress) => void;
  /** @defaultValue the machine's clocks */
  readonly clock?: Clock;
  /** @defaultValue silence */
  readonly log?: Log;
  /** Time to show a usable, live face, ms. @defaultValue {@link PAYMENT_DEFAULTS} */
  readonly captureBudgetMs?: number;
}

/** What the till asks for. */
export interface PaymentRequest {
  /** How much. */
  readonly money: Money;
  /** The till's own order number: 1 to 64 printable characters. */
  readonly order: string;
}

/** The deadlines of a payment. */
export const PAYMENT_DEFAULTS: Readonly<{
  /** ms */
  captureBudgetMs: number;
}> = Object.freeze({ captureBudgetMs: 20_000 });

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

  const captured = await captureInTime(parts, checks, clock, meter, signal);
  if (captured.status !== "captured") return captured;

  using embedding = captured.embedding;
  const { packDigest, space } = parts.pipeline;
  const camera = { id: parts.camera.id, ...parts.camera.capabilities };
  const seen = { packDigest, space, camera, ...captured.evidence };
  const { answer, evidenceHash } = await meter("match", () =>
    parts.issuer.sendEvidence(intent, { ...seen, embedding }, { signal }),
  );
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

type Captured = Extract<Capture, { status: "captured" }>;

/** The capture under its deadline: running out of time is a decision, not a fault. */
async function captureInTime(
  parts: PaymentParts,
  checks: ReturnType<typeof createRequiredChecks>,
  clock: Clock,
  meter: StageMeter,
  signal: AbortSignal,
): Promise<Captured | PayOutcome> {
  const budgetMs = parts.captureBudgetMs ?? PAYMENT_DEFAULTS.captureBudgetMs;
  let faceSeen = false;
  const guide: PayerDisplay["guide"] = (hint) => {
    faceSeen ||= hint !== "show-your-face";
    parts.display.guide(hint);
  };
  try {
    const capture = await meter("capture", () =>
      withDeadline(budgetMs, signal, (inTime) =>
        captureFace(
          { camera: parts.camera, pipeline: parts.pipeline, checks, guide, clock },
          (work) => meter("embed", work),
          { signal: inTime },
        ),
      ),
    );
    const { seen, usable } = capture.statistics;
    parts.onProgress?.({ kind: "frames", seen, usable, medianMs: capture.statistics.medianMs() });
    return capture.status === "captured" ? capture : { status: "fallback", reason: "not-live" };
  } catch (cause) {
    const late = cause instanceof DOMException && cause.name === "TimeoutError";
    if (!late || signal.aborted) throw cause;
    return { status: "fallback", reason: faceSeen ? "face-not-usable" : "timeout" };
  }
}

function askOf({ claims }: Intent): PaymentAsk {
  return {
    money: { amount: claims.amount, currency: claims.currency } as Money,
    payee: claims.payee.name,
  };
}

/** Tells the issuer that nothing will come. If that fails the intent expires by itself. */
async function abandon(parts: PaymentParts, intent: Intent): Promise<void> {
  try {
    await parts.issuer.cancel(intent, { signal: AbortSignal.timeout(2_000) });
  } catch (cause) {
    const code = cause instanceof SourireError ? cause.code : "unknown";
    (parts.log ?? silentLog).warn("payment.cancel-not-sent", { intent: intent.id, code });
  }
}
