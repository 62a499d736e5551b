import { SecretEmbedding, toEmbedding } from "@sourire/core";
import { describe, expect, it } from "vitest";

describe("toEmbedding", () => {
  it("normalises", () => {
    const vector = toEmbedding(Float32Array.of(3, 4), "synthetic");
    expect([...vector]).toEqual([expect.closeTo(0.6, 6), expect.closeTo(0.8, 6)]);
  });

  it.each([
    ["zeros", [0, 0]],
    ["NaN", [Number.NaN, 1]],
    ["infinity", [Number.POSITIVE_INFINITY, 1]],
  ])("refuses %s", (_, values) => {
    expect(() => toEmbedding(Float32Array.from(values), "synthetic")).toThrow(RangeError);
  });
});

describe("SecretEmbedding", () => {
  it("shows nothing when printed or serialised", () => {
    const secret = new SecretEmbedding(toEmbedding(Float32Array.of(0.6, 0.8), "s"), "s");
    expect(JSON.stringify({ secret })).toBe('{"secret":"[biometric]"}');
    expect(Object.values(secret)).toEqual(["s"]);
  });

  it("is wiped on disposal", () => {
    const vector = toEmbedding(Float32Array.of(0.6, 0.8), "s");
    const secret = new SecretEmbedding(vector, "s");
    secret[Symbol.dispose]();
    expect([...vector]).toEqual([0, 0]);
  });
});
