import { amountMinor, currencyCode } from "@sourire/core";
import type { ConformanceCase } from "@sourire/core/testing";
import type { ChargeRequest, PaymentProcessor } from "../processors/payment-processor.js";

const signal = (): AbortSignal => AbortSignal.timeout(10_000);
const request = (idempotencyKey: string): ChargeRequest => ({
  idempotencyKey,
  instrumentToken: "tok_conformance_approves",
  money: { amount: amountMinor(450), currency: currencyCode("EUR") },
  signal: signal(),
});

/**
 * What every processor must do. `make` answers one in which the token `tok_conformance_approves` is good
 * for any small amount: for a real processor, in its sandbox.
 */
export const paymentProcessorConformance: readonly ConformanceCase<PaymentProcessor>[] =
  Object.freeze([
    {
      name: "approves with a reference that fits a receipt",
      async run(make, expect) {
        const processor = await make();
        const result = await processor.charge(request(key()));
        expect(result.status).toBe("approved");
        const reference = result.status === "approved" ? result.reference : "";
        expect(/^[^\p{C}]{1,64}$/u.test(reference)).toBe(true);
      },
    },
    {
      name: "answers the same to the same key, also many times at once",
      async run(make, expect) {
        const processor = await make();
        const idempotencyKey = key();
        const results = await Promise.all(
          Array.from({ length: 10 }, () => processor.charge(request(idempotencyKey))),
        );
        for (const result of results) expect(result).toEqual(results[0]);
        const later = await processor.charge(request(idempotencyKey));
        expect(later).toEqual(results[0]);
      },
    },
    {
      name: "tells two keys apart",
      async run(make, expect) {
        const processor = await make();
        const one = await processor.charge(request(key()));
        const two = await processor.charge(request(key()));
        expect(JSON.stringify(one) === JSON.stringify(two)).toBe(false);
      },
    },
    {
      name: "knows what became of a key, and that it never saw another",
      async run(make, expect) {
        const processor = await make();
        const idempotencyKey = key();
        const charged = await processor.charge(request(idempotencyKey));
        expect(await processor.query(idempotencyKey, { signal: signal() })).toEqual(charged);
        const unknown = await processor.query(key(), { signal: signal() });
        expect(unknown.status).toBe("not-found");
      },
    },
    {
      name: "reverses: the key is not approved any more, twice is no fault",
      async run(make, expect) {
        const processor = await make();
        const idempotencyKey = key();
        await processor.charge(request(idempotencyKey));
        await processor.reverse(idempotencyKey, { signal: signal() });
        await processor.reverse(idempotencyKey, { signal: signal() });
        const standing = await processor.query(idempotencyKey, { signal: signal() });
        expect(standing.status).toBe("declined");
      },
    },
    {
      name: "declines a charge that arrives after its key was reversed",
      async run(make, expect) {
        const processor = await make();
        const idempotencyKey = key();
        await processor.reverse(idempotencyKey, { signal: signal() });
        const result = await processor.charge(request(idempotencyKey));
        expect(result.status).toBe("declined");
      },
    },
    {
      name: "charges nothing under a signal that has already aborted",
      async run(make, expect) {
        const processor = await make();
        const idempotencyKey = key();
        const aborted = { ...request(idempotencyKey), signal: AbortSignal.abort() };
        const refused = await processor.charge(aborted).then(
          () => false,
          () => true,
        );
        expect(refused).toBe(true);
        const standing = await processor.query(idempotencyKey, { signal: signal() });
        expect(standing.status).toBe("not-found");
      },
    },
  ]);

/** Fresh for every case, so that a sandbox that remembers is no trouble. */
function key(): string {
  return `conformance-${crypto.randomUUID()}`;
}
