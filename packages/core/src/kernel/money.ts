import type { Brand } from "./brand.js";

/** An amount in the currency's minor unit (cents for EUR, yen for JPY): a safe integer >= 0. */
export type AmountMinor = Brand<number, "AmountMinor">;
/** An ISO 4217 alphabetic code in capitals, known to this runtime's `Intl`. */
export type CurrencyCode = Brand<string, "CurrencyCode">;

/** What is paid: amount and currency are never apart. */
export interface Money {
  /** Minor units. */
  readonly amount: AmountMinor;
  /** ISO 4217. */
  readonly currency: CurrencyCode;
}

/** @throws {RangeError} when `value` is negative, fractional or beyond 2^53 - 1. */
export function amountMinor(value: number): AmountMinor {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`not minor units: ${value}`);
  return value as AmountMinor;
}

/** @throws {RangeError} when `code` is no ISO 4217 code that this runtime knows. */
export function currencyCode(code: string): CurrencyCode {
  if (!/^[A-Z]{3}$/.test(code) || !Intl.supportedValuesOf("currency").includes(code)) {
    throw new RangeError(`not an ISO 4217 currency code: ${JSON.stringify(code)}`);
  }
  return code as CurrencyCode;
}

/**
 * Digits after the decimal point of a currency: 2 for EUR, 0 for JPY, 3 for KWD.
 * @see ISO 4217, as carried by CLDR
 */
export function minorDigits(currency: CurrencyCode): number {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

/**
 * Reads a decimal amount as a person types it, without floating point.
 * @param text - digits with at most one point: `"4.50"`
 * @throws {RangeError} when it is no such number or has more decimals than the currency
 * @example parseMoney("4.50", "EUR") // { amount: 450, currency: "EUR" }
 */
export function parseMoney(text: string, currency: string): Money {
  const code = currencyCode(currency);
  const digits = minorDigits(code);
  const match = /^(\d{1,13})(?:\.(\d+))?$/.exec(text);
  const fraction = match?.[2] ?? "";
  if (!match || fraction.length > digits) {
    throw new RangeError(`not an amount in ${code} (${digits} decimals): ${JSON.stringify(text)}`);
  }
  return {
    amount: amountMinor(Number(`${match[1]}${fraction.padEnd(digits, "0")}`)),
    currency: code,
  };
}

/**
 * Writes money for a person.
 * @param locale - BCP 47, `"en"` unless told
 * @example formatMoney(parseMoney("4.50", "EUR")) // "€4.50"
 */
export function formatMoney(money: Money, locale = "en"): string {
  const value = money.amount / 10 ** minorDigits(money.currency);
  return new Intl.NumberFormat(locale, { style: "currency", currency: money.currency }).format(
    value,
  );
}
