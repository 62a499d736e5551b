import { type Embedding, seededUniform, toEmbedding } from "@sourire/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createExactSearch } from "../../src/match/exact-search.js";

const DIMENSIONS = 8;

function synthetic(seed: number): Embedding {
  const next = seededUniform(seed);
  return toEmbedding(
    Float32Array.from({ length: DIMENSIONS }, () => next() - 0.5),
    "synthetic",
  );
}

/** How alike each payer is, written the slow and obvious way. */
function obviousBest(
  rows: readonly (readonly [string, Embedding])[],
  probe: Embedding,
): ReadonlyMap<string, number> {
  const best = new Map<string, number>();
  for (const [payer, row] of rows) {
    const dot = row.reduce((sum, value, i) => sum + value * (probe[i] ?? 0), 0);
    best.set(payer, Math.max(best.get(payer) ?? -2, dot));
  }
  return best;
}

describe("createExactSearch", () => {
  it("equals the obvious search, also after payers were removed", () => {
    const operation = fc.record({
      payer: fc.integer({ min: 0, max: 9 }),
      seed: fc.nat(),
      remove: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 60 }), fc.nat(), (operations, probeSeed) => {
        const search = createExactSearch(DIMENSIONS);
        let rows: (readonly [string, Embedding])[] = [];
        for (const { payer, seed, remove } of operations) {
          if (remove) {
            search.remove(`p${payer}`);
            rows = rows.filter(([name]) => name !== `p${payer}`);
          } else {
            search.add(`p${payer}`, synthetic(seed));
            rows.push([`p${payer}`, synthetic(seed)]);
          }
        }
        const probe = synthetic(probeSeed);
        expect(search.size).toBe(rows.length);
        const best = obviousBest(rows, probe);
        const hits = search.top2(probe);
        const expected = [...best.values()].sort((p, q) => q - p).slice(0, 2);
        expect(hits.map(({ similarity }) => similarity)).toEqual(expected);
        // two payers may be equally alike: then either may come first
        expect(hits.map(({ payer }) => best.get(payer))).toEqual(expected);
        expect(new Set(hits.map(({ payer }) => payer)).size).toBe(hits.length);
      }),
    );
  });

  it("finds the same template with similarity 1", () => {
    const search = createExactSearch(DIMENSIONS);
    search.add("maya", synthetic(7));
    expect(search.top2(synthetic(7))[0]?.similarity).toBeCloseTo(1, 6);
  });

  it("is empty at first and refuses vectors of another length", () => {
    const search = createExactSearch(DIMENSIONS);
    expect(search.top2(synthetic(1))).toEqual([]);
    const long = toEmbedding(new Float32Array(9).fill(1), "synthetic");
    expect(() => search.add("maya", long)).toThrow(RangeError);
    expect(() => search.top2(long)).toThrow(RangeError);
    expect(() => createExactSearch(0)).toThrow(RangeError);
  });
});
