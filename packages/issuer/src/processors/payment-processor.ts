import type { Money } from "@sourire/core";

/**
 * Moves money. Implementations pass `paymentProcessorConformance` from `@sourire/issuer/testing`.
 * Everything is idempotent by the key: one key, at most one charge, whatever the network does.
 */
export interface PaymentProcessor {
  /** Stable, for logs (`"simulated"`). */
  readonly id: string;
  /** True only where no real money can move; a live issuer refuses such a processor. */
  readonly simulated: boolean;
  /**
   * Charges. The same key again answers what the first call decided and charges nothing.
   * Throwing, or outliving `signal`, means "unknown": the issuer then asks with {@link query}.
   */
  charge(request: ChargeRequest): Promise<ChargeResult>;
  /** What became of a key. `not-found` is not final while a charge may still be on its way. */
  query(idempotencyKey: string, options: ProcessorCallOptions): Promise<ChargeStanding>;
  /**
   * Gives the money of a key back. On a key that was never charged it voids the key: a charge that
   * arrives later is declined.
   */
  reverse(idempotencyKey: string, options: ProcessorCallOptions): Promise<void>;
}

/** Options of a call to a processor. */
export interface ProcessorCallOptions {
  /** When nobody waits any more. */
  readonly signal: AbortSignal;
}

/** One charge. */
export interface ChargeRequest extends ProcessorCallOptions {
  /** One an intent. */
  readonly idempotencyKey: string;
  /** The processor's own token of the payer's instrument, never a card number. */
  readonly instrumentToken: string;
  /** What to take. */
  readonly money: Money;
}

/** How a charge ended. */
export type ChargeResult =
  | {
      readonly status: "approved";
      /** The processor's own reference, printable, at most 64 characters. */
      readonly reference: string;
    }
  | {
      readonly status: "declined";
      /** For the log; the payer sees "processor-declined". */
      readonly reason: string;
    };

/** What a processor knows of a key. */
export type ChargeStanding = ChargeResult | { readonly status: "not-found" };
