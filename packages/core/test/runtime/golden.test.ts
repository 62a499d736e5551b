import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeSample, encodeSample, sampleOf, samplePositions } from "../../src/runtime/golden.js";

describe("samplePositions", () => {
  it("takes every value of a small output once, 64 different ones of a large one", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), (length) => {
        const positions = samplePositions(length);
        expect(new Set(positions).size).toBe(Math.min(length, 64));
        expect(positions.every((at) => Number.isInteger(at) && at >= 0 && at < length)).toBe(true);
      }),
    );
  });

  it.each([400, 1404, 1600, 4000, 6144, 8192, 16_000])(
    "leaves no gap of more than a thirtieth of %d values",
    (length) => {
      const sorted = [...samplePositions(length), length].sort((a, b) => a - b);
      const gaps = sorted.map((at, i) => at - (sorted[i - 1] ?? 0));
      expect(Math.max(...gaps)).toBeLessThanOrEqual(length / 30);
    },
  );

  it.each([
    [16_000, 10],
    [6400, 4],
    [1404, 3],
    [8192, 16],
  ])("meets every coordinate of %d values in tuples of %d", (length, tuple) => {
    expect(new Set(samplePositions(length).map((at) => at % tuple)).size).toBe(tuple);
  });
});

describe("encodeSample and decodeSample", () => {
  it("carry every float32 through the manifest's text", () => {
    const values = fc
      .float32Array({ minLength: 1, maxLength: 300, noNaN: true })
      .filter((list) => list.every(Number.isFinite));
    fc.assert(
      fc.property(values, (list) => {
        const sample = sampleOf(list);
        expect(decodeSample(encodeSample(sample), list.length)).toEqual(sample);
      }),
    );
  });

  it("writes little endian base64, padded", () => {
    expect(encodeSample(Float32Array.of(1))).toBe("AACAPw==");
  });

  it.each([
    ["too few values", encodeSample(Float32Array.of(1, 2)), 3],
    ["too many values", encodeSample(Float32Array.of(1, 2)), 1],
    ["no whole value", "AACA", 1],
    ["a value that is no number", encodeSample(Float32Array.of(Number.NaN)), 1],
  ])("reads nothing from %s", (_, text, length) => {
    expect(decodeSample(text, length)).toBeUndefined();
  });
});
