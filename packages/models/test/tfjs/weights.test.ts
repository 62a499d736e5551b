import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { float16ToNumber } from "../../src/tfjs/float16.js";
import { readWeights } from "../../src/tfjs/weights.js";

const entry = (dtype: string, quantization?: object) => [
  { weights: [{ name: "w", shape: [2, 1], dtype, ...(quantization ? { quantization } : {}) }] },
];
const bytesOf = (array: ArrayBufferView) =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

describe("readWeights", () => {
  it("reads float32 and int32", () => {
    const floats = readWeights(entry("float32"), bytesOf(Float32Array.of(0.5, -3)));
    expect(floats.get("w")).toEqual({ shape: [2, 1], values: Float32Array.of(0.5, -3) });
    const whole = readWeights(entry("int32"), bytesOf(Int32Array.of(-1, 7)));
    expect(whole.get("w")?.values).toEqual(Int32Array.of(-1, 7));
  });

  it("reads float16", () => {
    const data = bytesOf(Uint16Array.of(0x3c00, 0xc100)); // 1 and -2.5
    const weights = readWeights(entry("float32", { dtype: "float16" }), data);
    expect(weights.get("w")?.values).toEqual(Float32Array.of(1, -2.5));
  });

  it("reads uint8 with its scale and offset", () => {
    const quantization = { dtype: "uint8", scale: 0.25, min: -2 };
    const weights = readWeights(entry("float32", quantization), Uint8Array.of(0, 255));
    expect(weights.get("w")?.values).toEqual(Float32Array.of(-2, 61.75));
  });

  it("reads several weights and groups one after the other, at any offset in memory", () => {
    const group = (name: string) => ({ weights: [{ name, shape: [], dtype: "float32" }] });
    const data = new Uint8Array(9);
    data.set(bytesOf(Float32Array.of(1, 2)), 1);
    const weights = readWeights([group("a"), group("b")], data.subarray(1));
    expect([...weights].map(([name, { values }]) => [name, values[0]])).toEqual([
      ["a", 1],
      ["b", 2],
    ]);
  });

  it.each([
    ["an element type", entry("complex64"), 8],
    ["a quantised element type", entry("float32", { dtype: "uint16", scale: 1, min: 0 }), 4],
    ["a quantised whole number", entry("int32", { dtype: "uint8", scale: 1, min: 0 }), 2],
    ["a file that is too short", entry("float32"), 7],
    ["a file that is too long", entry("float32"), 9],
    ["a scale that is no number", entry("float32", { dtype: "uint8", scale: "1", min: 0 }), 2],
    ["no list", {}, 0],
  ])("refuses %s", (_, manifest, bytes) => {
    expect(() => readWeights(manifest, new Uint8Array(bytes))).toThrow(
      expect.objectContaining({ code: "MODEL_CONVERSION_UNSUPPORTED" }),
    );
  });
});

describe("float16ToNumber", () => {
  it.each([
    [0x0000, 0],
    [0x0001, 2 ** -24], // the smallest subnormal
    [0x03ff, 1023 * 2 ** -24],
    [0x0400, 2 ** -14],
    [0x3555, 0.333251953125],
    [0x7bff, 65504],
    [0xfc00, Number.NEGATIVE_INFINITY],
    [0x7c00, Number.POSITIVE_INFINITY],
    [0x7e00, Number.NaN],
  ])("%i is %d", (bits, value) => {
    expect(float16ToNumber(bits)).toBe(value);
  });

  it("keeps order, and the sign bit only turns the sign", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0x7bfe }), (bits) => {
        expect(float16ToNumber(bits + 1)).toBeGreaterThan(float16ToNumber(bits));
        expect(float16ToNumber(bits | 0x8000)).toBe(-float16ToNumber(bits));
      }),
    );
  });
});
