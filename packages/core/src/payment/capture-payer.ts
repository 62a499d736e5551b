import { withDeadline } from "../kernel/async.js";
import type { Clock } from "../kernel/clock.js";
import type { SecretEmbedding } from "../kernel/embedding.js";
import type { LivenessCheck } from "../liveness/liveness-check.js";
import { type Capture, type CaptureEvidence, captureFace } from "./capture-face.js";
import type { PayOutcome } from "./outcome.js";
import type { PayerDisplay } from "./payer-display.js";
import { PAYMENT_DEFAULTS, type PaymentParts } from "./payment-parts.js";
import type { StageMeter } from "./stage.js";

/** The payer, live and embedded. Wipe the embedding when it was sent. */
export interface CapturedPayer {
  readonly status: "captured";
  /** The face. */
  readonly embedding: SecretEmbedding;
  /** What the evidence tells of the frames. */
  readonly evidence: CaptureEvidence;
}

/**
 * The stages capture and embed. Running out of time is a decision, not a fault.
 * @throws {SourireError} what camera and pipeline throw
 */
export async function capturePayer(
  parts: PaymentParts,
  checks: readonly LivenessCheck[],
  clock: Clock,
  meter: StageMeter,
  signal: AbortSignal,
): Promise<CapturedPayer | PayOutcome> {
  const capture = await captureInTime(parts, checks, clock, meter, signal);
  if (capture.status === "fallback") return capture;
  const { seen, usable } = capture.statistics;
  parts.onProgress?.({ kind: "frames", seen, usable, medianMs: capture.statistics.medianMs() });
  if (capture.status === "not-live") return { status: "fallback", reason: "not-live" };
  await using held = capture; // the frame is valid until the camera is let go
  const { frame, face, evidence } = held;
  const embedding = await meter("embed", () => parts.pipeline.embed(frame, face));
  return { status: "captured", embedding, evidence };
}

async function captureInTime(
  { camera, pipeline, display, captureBudgetMs = PAYMENT_DEFAULTS.captureBudgetMs }: PaymentParts,
  checks: readonly LivenessCheck[],
  clock: Clock,
  meter: StageMeter,
  signal: AbortSignal,
): Promise<Capture | Extract<PayOutcome, { status: "fallback" }>> {
  let faceSeen = false;
  const guide: PayerDisplay["guide"] = (hint) => {
    faceSeen ||= hint !== "show-your-face";
    display.guide(hint);
  };
  try {
    return await meter("capture", () =>
      withDeadline(captureBudgetMs, signal, (inTime) =>
        captureFace({ camera, pipeline, checks, guide, clock }, { signal: inTime }),
      ),
    );
  } catch (cause) {
    const late = cause instanceof DOMException && cause.name === "TimeoutError";
    if (!late || signal.aborted) throw cause;
    return { status: "fallback", reason: faceSeen ? "face-not-usable" : "timeout" };
  }
}
