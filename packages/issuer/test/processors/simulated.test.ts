import { amountMinor, currencyCode } from "@sourire/core";
import { createSimulatedProcessor } from "@sourire/issuer/processors/simulated";
import { paymentProcessorConformance } from "@sourire/issuer/testing";
import { describe, expect, it } from "vitest";

describe("createSimulatedProcessor is a PaymentProcessor", () => {
  const make = async () => createSimulatedProcessor();
  it.each(paymentProcessorConformance)("$name", ({ run }) => run(make, expect));
});

describe("createSimulatedProcessor", () => {
  const request = (idempotencyKey: string) => ({
    idempotencyKey,
    instrumentToken: "tok",
    money: { amount: amountMinor(100), currency: currencyCode("EUR") },
    signal: new AbortController().signal,
  });

  it("follows its script, one step a new charge, then approves", async () => {
    const script = ["decline", "fail-before", "lose-answer"] as const;
    const processor = createSimulatedProcessor({ script });
    expect((await processor.charge(request("a"))).status).toBe("declined");
    expect((await processor.charge(request("a"))).status).toBe("declined");
    await expect(processor.charge(request("b"))).rejects.toThrow("before any effect");
    await expect(processor.charge(request("c"))).rejects.toThrow("lost");
    expect(processor.charges().map((c) => c.idempotencyKey)).toEqual(["c"]);
    expect((await processor.charge(request("c"))).status).toBe("approved");
    expect((await processor.charge(request("b"))).status).toBe("approved");
    expect(processor.charges()).toEqual([
      { idempotencyKey: "c", instrumentToken: "tok", amount: 100, currency: "EUR" },
      { idempotencyKey: "b", instrumentToken: "tok", amount: 100, currency: "EUR" },
    ]);
  });
});
