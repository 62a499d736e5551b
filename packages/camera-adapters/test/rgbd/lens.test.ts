import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { distort, undistort } from "../../src/rgbd/lens.js";
import { bend } from "./reference-align.js";

const coefficients = fc.record({
  k1: fc.double({ min: -0.2, max: 0.2, noNaN: true }),
  k2: fc.double({ min: -0.05, max: 0.1, noNaN: true }),
  p1: fc.double({ min: -0.005, max: 0.005, noNaN: true }),
  p2: fc.double({ min: -0.005, max: 0.005, noNaN: true }),
  k3: fc.double({ min: -0.01, max: 0.01, noNaN: true }),
});
const point = fc.record({
  x: fc.double({ min: -0.6, max: 0.6, noNaN: true }),
  y: fc.double({ min: -0.5, max: 0.5, noNaN: true }),
});

describe("lens", () => {
  it("bends as its formula says", () => {
    fc.assert(
      fc.property(coefficients, point, (lens, at) => {
        const [x, y] = bend(lens, [at.x, at.y]);
        const bent = distort(lens, at);
        expect(Math.hypot(bent.x - x, bent.y - y)).toBeLessThan(1e-12);
      }),
    );
  });

  it("finds back what it bent", () => {
    fc.assert(
      fc.property(coefficients, point, (lens, at) => {
        const back = undistort(lens, distort(lens, at));
        expect(back && Math.hypot(back.x - at.x, back.y - at.y)).toBeLessThan(1e-6);
      }),
    );
  });

  it("says where there is nothing to find", () => {
    const folding = { k1: -0.5, k2: 0, p1: 0, p2: 0, k3: 0 };
    // x (1 - x x / 2) is at most 0.544
    expect(undistort(folding, { x: 0.7, y: 0 })).toBeUndefined();
  });
});
