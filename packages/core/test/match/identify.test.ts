import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { identify } from "../../src/match/identify.js";
import { point } from "./points.js";

const pair = { accept: point(1e-4, 0.6), margin: point(1e-3, 0.5) };

describe("the margin rule", () => {
  it("takes a clear winner", () => {
    const hits = [
      { payer: "a", similarity: 0.6 },
      { payer: "b", similarity: 0.49 },
    ];
    expect(identify(hits, pair)).toEqual({ status: "match", payer: "a" });
  });

  it("takes the only payer there is", () => {
    expect(identify([{ payer: "a", similarity: 0.9 }], pair).status).toBe("match");
  });

  it("never chooses between two who look alike", () => {
    const hits = [
      { payer: "a", similarity: 0.99 },
      { payer: "b", similarity: 0.5 },
    ];
    expect(identify(hits, pair)).toEqual({ status: "ambiguous" });
  });

  it("calls an empty gallery, a weak best and a similarity that is no number strangers", () => {
    expect(identify([], pair).status).toBe("no-match");
    expect(identify([{ payer: "a", similarity: 0.599 }], pair).status).toBe("no-match");
    expect(identify([{ payer: "a", similarity: Number.NaN }], pair).status).toBe("no-match");
  });

  it("does not match when the runner-up is no number", () => {
    const hits = [
      { payer: "a", similarity: 0.9 },
      { payer: "b", similarity: Number.NaN },
    ];
    expect(identify(hits, pair).status).toBe("ambiguous");
  });

  it("matches only above the operating point and only with the margin kept", () => {
    const similarity = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(similarity, similarity, (p, q) => {
        const [best, next] = p >= q ? [p, q] : [q, p];
        const result = identify(
          [
            { payer: "a", similarity: best },
            { payer: "b", similarity: next },
          ],
          pair,
        );
        expect(result.status === "match").toBe(best >= 0.6 && next < 0.5);
      }),
    );
  });
});
