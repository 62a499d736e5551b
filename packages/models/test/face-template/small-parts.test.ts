import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseTriangles } from "../../src/face-template/parse-triangles.js";
import { solveLinear } from "../../src/face-template/solve-linear.js";
import { largestEigenvector } from "../../src/face-template/symmetric-eigen.js";

const entry = fc.double({ min: -10, max: 10, noNaN: true });
const text = (source: string): Uint8Array => new TextEncoder().encode(source);

describe("largestEigenvector", () => {
  it("is an eigenvector of length 1, and no direction has a larger form", () => {
    fc.assert(
      fc.property(
        fc.array(entry, { minLength: 16, maxLength: 16 }),
        fc.array(entry, { minLength: 4, maxLength: 4 }),
        (numbers, direction) => {
          const at = (i: number, j: number): number =>
            numbers[4 * Math.min(i, j) + Math.max(i, j)] as number;
          const matrix = [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => at(i, j)));
          const form = (v: readonly number[]): number =>
            matrix.reduce(
              (sum, row, i) =>
                sum +
                row.reduce((s, value, j) => s + value * (v[j] as number) * (v[i] as number), 0),
              0,
            );
          const vector = largestEigenvector(matrix);
          const length = (v: readonly number[]): number => v.reduce((s, x) => s + x * x, 0);
          expect(length(vector)).toBeCloseTo(1, 9);
          const value = form(vector);
          for (const [i, row] of matrix.entries()) {
            const product = row.reduce((s, x, j) => s + x * (vector[j] as number), 0);
            expect(product).toBeCloseTo(value * (vector[i] as number), 6);
          }
          expect(form(direction)).toBeLessThanOrEqual(value * length(direction) + 1e-6);
        },
      ),
    );
  });
});

describe("solveLinear", () => {
  it("finds what the right side was made of", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(entry, { minLength: 4, maxLength: 4 }), { minLength: 4, maxLength: 4 }),
        fc.array(entry, { minLength: 4, maxLength: 4 }),
        (rows, wanted) => {
          // a heavy diagonal: never singular
          const matrix = rows.map((row, i) => row.map((value, j) => value + (i === j ? 50 : 0)));
          const right = matrix.map((row) =>
            row.reduce((sum, value, j) => sum + value * (wanted[j] as number), 0),
          );
          for (const [i, value] of solveLinear(matrix, right).entries()) {
            expect(value).toBeCloseTo(wanted[i] as number, 8);
          }
        },
      ),
    );
  });

  it("swaps rows where it must, and refuses equations that depend on each other", () => {
    expect(
      solveLinear(
        [
          [0, 2],
          [3, 0],
        ],
        [4, 9],
      ),
    ).toEqual([3, 2]);
    const singular = [
      [1, 2],
      [2, 4],
    ];
    expect(() => solveLinear(singular, [1, 2])).toThrow(RangeError);
  });
});

describe("parseTriangles", () => {
  it("reads the one list", () => {
    const source =
      "export const A = [9];\nexport const TRI468: number[] = [\n  1, 2, 3,\n 4, 5, 467,\n];";
    expect(parseTriangles(text(source))).toEqual([
      [1, 2, 3],
      [4, 5, 467],
    ]);
  });

  it.each([
    ["no list", "export const TRI: number[] = [1, 2, 3];"],
    ["two corners", "export const TRI468: number[] = [1, 2];"],
    ["a point that is none", "export const TRI468: number[] = [1, 2, 468];"],
  ])("refuses %s", (_, source) => {
    expect(() => parseTriangles(text(source))).toThrow(/MODEL_CONVERSION_UNSUPPORTED/);
  });
});
