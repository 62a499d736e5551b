import { createHash } from "node:crypto";
import type { ChargeRequest, ChargeResult, PaymentProcessor } from "./payment-processor.js";

/** How the next new charge goes. */
export type SimulatedStep =
  | "approve"
  | "decline"
  /** Takes effect, then the answer is lost. */
  | "lose-answer"
  /** Fails before anything takes effect. */
  | "fail-before";

/** Options of {@link createSimulatedProcessor}. */
export interface SimulatedProcessorOptions {
  /** One step for each new charge, in order; after the last one all are approved. */
  readonly script?: readonly SimulatedStep[];
}

/** A processor that moves no money, for tests and demos. */
export interface SimulatedProcessor extends PaymentProcessor {
  /** Charges that took effect and were not reversed, oldest first. */
  charges(): readonly SimulatedCharge[];
}

/** A charge that took effect. */
export interface SimulatedCharge {
  /** Its key. */
  readonly idempotencyKey: string;
  /** The instrument's token. */
  readonly instrumentToken: string;
  /** Minor units. */
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
}

/**
 * Makes a simulated processor. It keeps its charges in memory only and states `simulated`, so that a
 * live issuer refuses it.
 */
export function createSimulatedProcessor(
  options: SimulatedProcessorOptions = {},
): SimulatedProcessor {
  const script = [...(options.script ?? [])];
  const results = new Map<string, ChargeResult>();
  const charges: SimulatedCharge[] = [];

  const decide = (request: ChargeRequest, step: SimulatedStep): ChargeResult => {
    if (step === "decline") return { status: "declined", reason: "scripted" };
    const { idempotencyKey, instrumentToken, money } = request;
    charges.push({ idempotencyKey, instrumentToken, ...money });
    return { status: "approved", reference: referenceOf(idempotencyKey) };
  };
  return {
    id: "simulated",
    simulated: true,
    async charge(request) {
      request.signal.throwIfAborted();
      const before = results.get(request.idempotencyKey);
      if (before) return before;
      const step = script.shift() ?? "approve";
      if (step === "fail-before") throw new Error("simulated: failed before any effect");
      const result = decide(request, step);
      results.set(request.idempotencyKey, result);
      if (step === "lose-answer") throw new Error("simulated: the answer was lost");
      return result;
    },
    async query(idempotencyKey, { signal }) {
      signal.throwIfAborted();
      return results.get(idempotencyKey) ?? { status: "not-found" };
    },
    async reverse(idempotencyKey, { signal }) {
      signal.throwIfAborted();
      results.set(idempotencyKey, { status: "declined", reason: "reversed" });
      const at = charges.findIndex((charge) => charge.idempotencyKey === idempotencyKey);
      if (at >= 0) charges.splice(at, 1);
    },
    charges: () => [...charges],
  };
}

/** Derived from the key, so that a repeated simulation gives the same references. */
function referenceOf(idempotencyKey: string): string {
  return `sim_${createHash("sha256").update(idempotencyKey).digest("hex").slice(0, 16)}`;
}
