import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SecretEmbedding, toEmbedding } from "../../src/kernel/embedding.js";
import { decodeTemplate, encodeTemplate } from "../../src/protocol/template-codec.js";
import { codeOf } from "./fixtures.js";

const unit = fc
  .array(fc.float({ noNaN: true, min: -1, max: 1 }), { minLength: 1, maxLength: 512 })
  .filter((values) => values.some((v) => Math.abs(v) > 1e-3))
  .map((values) => toEmbedding(Float32Array.from(values), "test"));

describe("templates", () => {
  it("round-trip bit by bit", () => {
    fc.assert(
      fc.property(unit, (vector) => {
        expect(decodeTemplate(encodeTemplate(vector), vector.length)).toEqual(vector);
      }),
    );
  });

  it("are float32, little endian, base64url", () => {
    expect(encodeTemplate(Float32Array.of(1, -0.5))).toBe(
      Buffer.from([0, 0, 0x80, 0x3f, 0, 0, 0, 0xbf]).toString("base64url"),
    );
  });

  it("are written from a secret without showing it", () => {
    const vector = toEmbedding(Float32Array.of(3, 4), "test");
    using secret = new SecretEmbedding(vector, "test");
    expect(encodeTemplate(secret)).toBe(encodeTemplate(vector));
  });

  it("are refused with another length, with values that are no numbers, or off the unit sphere", async () => {
    const good = [0.6, 0.8];
    const bad: [string, number][] = [
      [encodeTemplate(Float32Array.from(good)), 3],
      [encodeTemplate(Float32Array.from(good)), 1],
      [encodeTemplate(Float32Array.of(Number.NaN, 1)), 2],
      [encodeTemplate(Float32Array.of(Number.POSITIVE_INFINITY, 0)), 2],
      [encodeTemplate(Float32Array.of(0, 0)), 2],
      [encodeTemplate(Float32Array.of(1.002, 0)), 2],
      [encodeTemplate(Float32Array.of(0.998, 0)), 2],
      [encodeTemplate(Float32Array.of(3e38, 3e38)), 2],
      ["", 2],
      ["AAA", 2],
      ["!!!!", 2],
    ];
    for (const [text, dimensions] of bad) {
      expect(await codeOf(() => decodeTemplate(text, dimensions)), text).toBe(
        "TOKEN_CLAIM_INVALID",
      );
    }
    expect(decodeTemplate(encodeTemplate(Float32Array.of(1.0005, 0)), 2)).toHaveLength(2);
  });

  it("never end in anything but a SourireError", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (text) => {
        expect(await codeOf(() => decodeTemplate(text, 128))).toBe("TOKEN_CLAIM_INVALID");
      }),
    );
  });
});
