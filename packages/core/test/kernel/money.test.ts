import { amountMinor, currencyCode, formatMoney, minorDigits, parseMoney } from "@sourire/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

describe("money", () => {
  it("is read in the currency's own decimals", () => {
    expect(parseMoney("4.50", "EUR")).toEqual({ amount: 450, currency: "EUR" });
    expect(parseMoney("4.5", "EUR").amount).toBe(450);
    expect(parseMoney("4", "EUR").amount).toBe(400);
    expect(parseMoney("450", "JPY").amount).toBe(450);
    expect(parseMoney("1.234", "KWD").amount).toBe(1234);
  });

  it.each([
    "",
    "-1",
    "+1",
    "4,50",
    "4.505",
    "1e3",
    " 4",
    "4.",
    ".5",
    "NaN",
    "0x10",
    "99999999999999",
  ])("refuses %j as euros", (text) => {
    expect(() => parseMoney(text, "EUR")).toThrow(RangeError);
  });

  it("refuses decimals where a currency has none, and currencies that do not exist", () => {
    expect(() => parseMoney("4.50", "JPY")).toThrow(RangeError);
    expect(() => currencyCode("EURO")).toThrow(RangeError);
    expect(() => currencyCode("eur")).toThrow(RangeError);
    expect(() => currencyCode("QQQ")).toThrow(RangeError);
  });

  it("never loses a cent between text and number", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999_999 }), (cents) => {
        const text = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
        expect(parseMoney(text, "EUR").amount).toBe(cents);
      }),
    );
  });

  it("is written for people", () => {
    expect(formatMoney(parseMoney("4.50", "EUR"))).toBe("€4.50");
    expect(formatMoney(parseMoney("1234", "JPY"))).toBe("¥1,234");
  });

  it("knows the decimals of 0, 2 and 3 digit currencies", () => {
    expect(["JPY", "EUR", "KWD"].map((code) => minorDigits(currencyCode(code)))).toEqual([0, 2, 3]);
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
    "refuses %d minor units",
    (n) => {
      expect(() => amountMinor(n)).toThrow(RangeError);
    },
  );
});
