import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { invertAffine } from "../../src/align/affine.js";
import { letterbox, squareCrop } from "../../src/align/letterbox.js";
import { applyAffine } from "../../src/kernel/geometry.js";

const length = fc.integer({ min: 1, max: 4000 });

describe("letterbox", () => {
  it("lays the whole picture centred into the square, its longer side touching both edges", () => {
    fc.assert(
      fc.property(length, length, (width, height) => {
        const toSquare = invertAffine(letterbox(width, height, 256));
        const first = applyAffine(toSquare, { x: 0, y: 0 });
        const last = applyAffine(toSquare, { x: width, y: height });
        expect(first.x + last.x).toBeCloseTo(256, 6);
        expect(first.y + last.y).toBeCloseTo(256, 6);
        expect(Math.min(first.x, first.y)).toBeCloseTo(0, 6);
        expect((last.x - first.x) / width).toBeCloseTo((last.y - first.y) / height, 9);
      }),
    );
  });
});

describe("squareCrop", () => {
  it("puts the centre in the middle and turns clockwise as seen", () => {
    const map = squareCrop({ x: 100, y: 50 }, 40, Math.PI / 2, 20);
    expect(applyAffine(map, { x: 10, y: 10 })).toEqual({ x: 100, y: 50 });
    const right = applyAffine(map, { x: 20, y: 10 }); // the crop's right edge lies below the centre
    expect(right.x).toBeCloseTo(100, 9);
    expect(right.y).toBeCloseTo(70, 9);
  });
});
