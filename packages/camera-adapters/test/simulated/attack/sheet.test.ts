import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bentAt, createSheet, FLAT } from "../../../src/simulated/attack/sheet.js";
import { plainTexture } from "../../../src/simulated/shape/plain-texture.js";

const white = plainTexture([255, 255, 255]);
const size = { widthMm: 210, heightMm: 297 };

describe("createSheet", () => {
  it("is a plane when it is flat, as large as the paper", () => {
    const { mesh } = createSheet(white, size, [0.5, 0.4], FLAT);
    const axis = (k: number) => mesh.positions.filter((_, i) => i % 3 === k);
    expect(Math.max(...axis(2).map(Math.abs))).toBeLessThan(0.1);
    expect(Math.max(...axis(0)) - Math.min(...axis(0))).toBeCloseTo(210, 3);
    expect(Math.min(...axis(1))).toBeCloseTo(-0.4 * 297, 3);
    expect(Math.max(...axis(1))).toBeCloseTo(0.6 * 297, 3);
  });

  it.each([80, 130, 400])("lies on a cylinder of %i mm when it is bent", (radiusMm) => {
    const { mesh } = createSheet(white, size, [0.5, 0.5], { radiusMm, foldDegrees: 0 });
    for (let i = 0; i < mesh.positions.length; i += 3) {
      const [x = 0, , z = 0] = mesh.positions.subarray(i, i + 3);
      expect(Math.hypot(x, z - radiusMm)).toBeCloseTo(radiusMm, 2);
      expect(z).toBeGreaterThanOrEqual(-1e-4);
    }
  });

  it("looks at the viewer with its front, away with its back, which is white", () => {
    const { surfaces } = createSheet(plainTexture([10, 20, 30]), size, [0.5, 0.5], FLAT);
    const [front, back] = surfaces;
    expect(front?.mesh.normals[2]).toBeCloseTo(-1);
    expect(back?.mesh.normals[2]).toBeCloseTo(1);
    expect(back?.material.texture.data[0]).toBeGreaterThan(200);
  });

  it("has a back with the front's holes", () => {
    const cut = { width: 2, height: 1, data: Uint8Array.of(9, 9, 9, 255, 9, 9, 9, 0) };
    const [, back] = createSheet(cut, size, [0.5, 0.5], FLAT).surfaces;
    expect([...(back?.material.texture.data ?? [])]).toEqual([
      236, 236, 236, 255, 236, 236, 236, 0,
    ]);
  });
});

describe("bentAt", () => {
  it("does not stretch paper: lengths along it stay, however it is bent and folded", () => {
    const bends = fc.record({
      radiusMm: fc.oneof(fc.double({ min: 80, max: 1000 }), fc.constant(Number.POSITIVE_INFINITY)),
      foldDegrees: fc.double({ min: 0, max: 60, noNaN: true }),
    });
    fc.assert(
      fc.property(bends, fc.double({ min: -100, max: 99, noNaN: true }), (bend, x) => {
        const step = 0.01;
        const [ax, , az] = bentAt(bend, x, 0);
        const [bx, , bz] = bentAt(bend, x + step, 0);
        // across the fold itself the straight way is shorter
        if (Math.sign(x) !== Math.sign(x + step)) return;
        expect(Math.hypot(bx - ax, bz - az)).toBeCloseTo(step, 5);
      }),
    );
  });

  it("folds both halves back by the angle", () => {
    const bend = { radiusMm: Number.POSITIVE_INFINITY, foldDegrees: 30 };
    const [x, , z] = bentAt(bend, 100, 0);
    expect([x, z]).toEqual([expect.closeTo(86.6, 1), expect.closeTo(50, 5)]);
    expect(bentAt(bend, -100, 0)).toEqual([expect.closeTo(-86.6, 1), 0, expect.closeTo(50, 5)]);
  });
});
