import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  NCHW_TO_NHWC,
  NHWC_TO_NCHW,
  onnxAxis,
  onnxShape,
  permute,
  transposeWeight,
} from "../../src/tfjs/layout.js";

describe("transposeWeight", () => {
  it("turns a matrix", () => {
    const weight = { shape: [2, 3], values: Float32Array.of(1, 2, 3, 4, 5, 6) };
    expect(transposeWeight(weight, [1, 0])).toEqual({
      shape: [3, 2],
      values: Float32Array.of(1, 4, 2, 5, 3, 6),
    });
  });

  it("moves every element to where its index goes, and back", () => {
    const size = fc.integer({ min: 1, max: 4 });
    const order = fc.constantFrom(NHWC_TO_NCHW, [3, 2, 0, 1], [2, 3, 0, 1], [0, 1, 2, 3]);
    fc.assert(
      fc.property(fc.tuple(size, size, size, size), order, (shape, axes) => {
        const count = shape.reduce((a, b) => a * b, 1);
        const values = Float32Array.from({ length: count }, (_, i) => i);
        const turned = transposeWeight({ shape, values }, axes);
        expect(turned.shape).toEqual(permute(shape, axes));
        const back = axes.map((_, axis) => axes.indexOf(axis));
        expect(transposeWeight(turned, back)).toEqual({ shape, values });
      }),
    );
  });
});

describe("axes and shapes", () => {
  it("orders pictures as ONNX does and leaves the rest", () => {
    expect(onnxShape([1, 2, 3, 4])).toEqual([1, 4, 2, 3]);
    expect(onnxShape([5, 6])).toEqual([5, 6]);
    expect(permute(onnxShape([1, 2, 3, 4]), NCHW_TO_NHWC)).toEqual([1, 2, 3, 4]);
  });

  it("finds an axis again, from either end", () => {
    expect([0, 1, 2, 3].map((axis) => onnxAxis(axis, 4))).toEqual([0, 2, 3, 1]);
    expect(onnxAxis(-1, 4)).toBe(1);
    expect(onnxAxis(-1, 2)).toBe(1);
  });

  it("refuses an order that names an axis which is not there", () => {
    expect(() => permute([1, 2], [0, 2])).toThrow(RangeError);
  });
});
