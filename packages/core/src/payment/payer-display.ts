import type { Money } from "../kernel/money.js";
import type { QualityHint } from "../quality/quality-gate.js";

/** What faces the payer: a screen, a browser page, a line of text. It decides nothing by itself. */
export interface PayerDisplay {
  /**
   * Shows amount and payee and waits for the tap, which is the wish to pay: a face alone never is.
   * Nothing is embedded before it.
   */
  awaitTap(ask: PaymentAsk, options: { readonly signal: AbortSignal }): Promise<TapAnswer>;
  /** Tells the payer what would help. Called for every frame that cannot be used. */
  guide(hint: PayerHint): void;
  /** Shows amount, payee and the masked name, and waits for the payer's answer. */
  confirm(
    ask: PaymentAsk & {
      /** Masked: `M•• L••`. */
      readonly payer: string;
    },
    options: { readonly signal: AbortSignal },
  ): Promise<ConfirmAnswer>;
}

/** What is being paid, exactly as the signed intent says it. */
export interface PaymentAsk {
  /** How much. */
  readonly money: Money;
  /** To whom. */
  readonly payee: string;
}

/** The payer's answer to the first screen. */
export type TapAnswer = "pay-by-smile" | "another-way";
/** The payer's answer to the last question. */
export type ConfirmAnswer = "pay" | "not-me" | "another-way";
/** A key for the texts of a display. */
export type PayerHint = QualityHint | "show-your-face" | "one-person-please";
