import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Picture, sampleSquare } from "../../src/face-template/sample-square.js";

/** A slope: red rises to the right, green downwards, blue is even. */
function slope(width: number, height: number): Picture {
  const data = new Uint8Array(4 * width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set([2 * x, 3 * y, 77, 255], 4 * (y * width + x));
  }
  return { width, height, data };
}

describe("sampleSquare", () => {
  it("reads a slope at the centres of its pixels, turned and scaled", () => {
    const picture = slope(60, 60);
    const turn = fc.tuple(
      fc.double({ min: -12, max: 12, noNaN: true }),
      fc.double({ min: 1, max: 12, noNaN: true }),
    );
    fc.assert(
      fc.property(turn, ([dx, dy]) => {
        const side = 6;
        const square = { centreX: 30, centreY: 30, across: [dx, dy] as const };
        const { data, shape } = sampleSquare(picture, square, side, (level) => level);
        expect(shape).toEqual([1, 3, side, side]);
        for (const [i, j] of [
          [0, 0],
          [5, 0],
          [2, 5],
        ] as const) {
          const [u, v] = [(i + 0.5) / side - 0.5, (j + 0.5) / side - 0.5];
          const at = j * side + i;
          expect(data[at]).toBeCloseTo(2 * (29.5 + u * dx - v * dy), 3);
          expect(data[36 + at]).toBeCloseTo(3 * (29.5 + u * dy + v * dx), 3);
          expect(data[72 + at]).toBeCloseTo(77, 4);
        }
      }),
    );
  });

  it("is the mean of what a shrunken pixel covers, and black beyond the picture", () => {
    const data = Uint8Array.from({ length: 4 * 16 }, (_, i) => (i % 8 < 4 ? 0 : 200)); // stripes
    const picture = { width: 4, height: 4, data };
    const whole = { centreX: 2, centreY: 2, across: [4, 0] as const };
    expect([...sampleSquare(picture, whole, 1, (level) => level).data]).toEqual([100, 100, 100]);
    const outside = { centreX: -9, centreY: 2, across: [4, 0] as const };
    expect([...sampleSquare(picture, outside, 1, (level) => level / 2).data]).toEqual([0, 0, 0]);
  });
});
