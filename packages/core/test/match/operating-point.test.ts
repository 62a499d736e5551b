import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectedFpir } from "../../src/match/expected-fpir.js";
import { cheapestHint } from "../../src/match/fpir-budget.js";
import { selectOperatingPoint } from "../../src/match/operating-point.js";
import { point } from "./points.js";

const ladder = [point(1e-5, 0.7), point(1e-3, 0.5), point(1e-4, 0.6)];

describe("expectedFpir", () => {
  it("follows 1 - (1 - FMR)^N", () => {
    expect(expectedFpir(1e-6, 10_000)).toBeCloseTo(0.00995, 5);
    expect(expectedFpir(1e-6, 1_000_000)).toBeCloseTo(0.632, 3);
    expect(expectedFpir(1e-6, 100)).toBeCloseTo(1e-4, 6);
    expect(expectedFpir(0.5, 0)).toBe(0);
  });
});

describe("selectOperatingPoint", () => {
  it("takes the loosest point within the budget, with the next looser one as margin", () => {
    expect(selectOperatingPoint(ladder, 1, 1e-3)).toMatchObject({
      accept: { fmr: 1e-3 },
      margin: { fmr: 1e-3 },
    });
    expect(selectOperatingPoint(ladder, 10, 1e-3)).toMatchObject({
      accept: { fmr: 1e-4 },
      margin: { fmr: 1e-3 },
    });
    expect(selectOperatingPoint(ladder, 100, 1e-3)).toMatchObject({ accept: { fmr: 1e-5 } });
  });

  it("has no answer for a gallery that is too large, or a pack without points", () => {
    expect(selectOperatingPoint(ladder, 1_000, 1e-3)).toBeUndefined();
    expect(selectOperatingPoint([], 1, 1e-3)).toBeUndefined();
  });

  it("goes by the upper end of the interval, not by the nominal rate", () => {
    const unsure = { ...point(1e-4, 0.6), fmrInterval: [5e-5, 5e-4] as [number, number] };
    expect(selectOperatingPoint([unsure], 10, 1e-3)).toBeUndefined();
  });

  it("never exceeds the budget", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.double({ min: 1e-5, max: 0.1 }),
        (n, budget) => {
          const pair = selectOperatingPoint(ladder, n, budget);
          if (pair) expect(expectedFpir(pair.accept.fmrInterval[1], n)).toBeLessThanOrEqual(budget);
        },
      ),
    );
  });
});

describe("cheapestHint", () => {
  it("asks for nothing while nothing is needed, then for the cheapest on offer", () => {
    expect(cheapestHint(ladder, { none: 50, card: 1 }, 1e-3)).toBe("none");
    expect(cheapestHint(ladder, { none: 5_000, "phone-2": 70, card: 1 }, 1e-3)).toBe("phone-2");
    expect(cheapestHint(ladder, { none: 5_000, card: 1 }, 1e-3)).toBe("card");
    expect(cheapestHint(ladder, { none: 5_000 }, 1e-3)).toBeUndefined();
  });
});
