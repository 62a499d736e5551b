import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitSimilarity } from "../../src/face-template/fit-similarity.js";
import { meanShape } from "../../src/face-template/mean-shape.js";
import { mirrored, rmsDistance, type Shape } from "../../src/face-template/shape.js";
import { moved, shaken } from "../support/synthetic-faces.js";

const random = (seed: number): Shape => shaken(new Float64Array(3 * 468), 50, seed);
const seeds = fc.tuple(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 1e6 }));

describe("fitSimilarity", () => {
  it("undoes every turn, size and shift", () => {
    fc.assert(
      fc.property(seeds, ([a, b]) => {
        const shape = random(a);
        const elsewhere = moved(shape, b);
        expect(rmsDistance(fitSimilarity(elsewhere, shape)(elsewhere), shape)).toBeLessThan(1e-9);
      }),
      { numRuns: 50 },
    );
  });

  it("fits by the points that it is told, to their partners, and keeps the size where it must", () => {
    const shape = random(1);
    const reversed = Array.from({ length: 468 }, (_, i) => 467 - i);
    const image = new Float64Array(shape.length);
    for (const [i, j] of reversed.entries()) image.set(shape.subarray(3 * j, 3 * j + 3), 3 * i);
    const indices = Array.from({ length: 100 }, (_, i) => i);
    const partners = indices.map((i) => 467 - i);
    const back = fitSimilarity(moved(image, 3), shape, { indices, partners });
    expect(rmsDistance(back(moved(image, 3)), image)).toBeLessThan(1e-9);
    const twice = shape.map((value) => 2 * value);
    const kept = fitSimilarity(twice, shape, { rigid: true })(twice);
    expect(rmsDistance(kept, shape)).toBeGreaterThan(10);
  });

  it("never reflects", () => {
    const shape = random(4);
    const image = mirrored(
      shape,
      Array.from({ length: 468 }, (_, i) => i),
    );
    expect(rmsDistance(fitSimilarity(image, shape)(image), shape)).toBeGreaterThan(10);
  });
});

describe("meanShape", () => {
  it("is the shape itself where all are the same but for place, turn and size", () => {
    const shape = random(5);
    const shapes = [1, 2, 3, 4].map((seed) => moved(shape, seed));
    const { mean, aligned } = meanShape(shapes);
    for (const each of aligned) expect(rmsDistance(each, mean)).toBeLessThan(1e-9);
    expect(rmsDistance(fitSimilarity(mean, shape)(mean), shape)).toBeLessThan(1e-6);
  });

  it("comes nearer to the truth with more shapes", () => {
    const shape = random(6);
    const error = (count: number): number => {
      const noisy = Array.from({ length: count }, (_, i) => moved(shaken(shape, 5, i + 1), i + 50));
      const { mean } = meanShape(noisy);
      return rmsDistance(fitSimilarity(mean, shape)(mean), shape);
    };
    const [few, many] = [error(4), error(64)];
    expect(many).toBeLessThan(few / 3);
  });

  it("refuses to make a mean of nothing", () => {
    expect(() => meanShape([])).toThrow(RangeError);
  });
});
