import { LIVE_POLICY, policyDigest, TEST_POLICY } from "@sourire/issuer";
import { describe, expect, it } from "vitest";
import { isAtLeast, minAssurance, passesChecks } from "../../src/policy/assurance.js";
import { isOverCap } from "../../src/policy/policy.js";

describe("caps", () => {
  it.each([
    [TEST_POLICY, "none", 3000, "EUR", false],
    [TEST_POLICY, "none", 3001, "EUR", true],
    [LIVE_POLICY, "none", 1, "EUR", true],
    [LIVE_POLICY, "low", 3000, "EUR", false],
    [LIVE_POLICY, "low", 3001, "EUR", true],
    [LIVE_POLICY, "substantial", 10_000, "EUR", false],
    [LIVE_POLICY, "substantial", 10_001, "EUR", true],
    [TEST_POLICY, "substantial", 1, "USD", true],
    [TEST_POLICY, "none", 1, "constructor", true],
    [TEST_POLICY, "none", Number.NaN, "EUR", true],
  ] as const)(
    "%# over: amount and currency against the cap",
    (policy, level, amount, currency, over) => {
      expect(isOverCap(policy, level, amount, currency)).toBe(over);
    },
  );
});

describe("policies", () => {
  it("are frozen and named by a digest that any change changes", async () => {
    expect(Object.isFrozen(TEST_POLICY) && Object.isFrozen(TEST_POLICY.capsMinor)).toBe(true);
    const digests = await Promise.all([
      policyDigest(TEST_POLICY),
      policyDigest(LIVE_POLICY),
      policyDigest({ ...TEST_POLICY, fpirBudget: 2e-3 }),
    ]);
    expect(new Set(digests).size).toBe(3);
    expect(digests[0]).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });
});

describe("assurance", () => {
  it("takes the lesser", () => {
    expect(minAssurance("low", "high")).toBe("low");
    expect(minAssurance("substantial", "none")).toBe("none");
    expect(isAtLeast("none", "low")).toBe(false);
    expect(isAtLeast("high", "low")).toBe(true);
  });

  it("counts a missing, failed or inapplicable check as not passed", () => {
    const check = "frame-integrity";
    expect(passesChecks([check], [{ check, status: "passed" }])).toBe(true);
    expect(passesChecks([check], [])).toBe(false);
    expect(passesChecks([check], [{ check, status: "not-applicable" }])).toBe(false);
    expect(passesChecks([check], [{ check, status: "failed" }])).toBe(false);
    const extra = { check: "texture", status: "failed" } as const;
    expect(passesChecks([check], [{ check, status: "passed" }, extra])).toBe(false);
  });
});
