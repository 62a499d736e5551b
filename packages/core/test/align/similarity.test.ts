import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { invertAffine } from "../../src/align/affine.js";
import { estimateSimilarity } from "../../src/align/similarity.js";
import { type Affine, applyAffine, type Point } from "../../src/kernel/geometry.js";

const coordinate = fc.double({ min: -500, max: 500, noNaN: true });
const points = fc.array(fc.record({ x: coordinate, y: coordinate }), {
  minLength: 3,
  maxLength: 12,
});
const similarity = fc
  .record({
    scale: fc.double({ min: 0.05, max: 20, noNaN: true }),
    angle: fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }),
    tx: coordinate,
    ty: coordinate,
  })
  .map(({ scale, angle, tx, ty }): Affine => {
    const a = scale * Math.cos(angle);
    const c = scale * Math.sin(angle);
    return { a, b: -c, tx, c, d: a, ty };
  });

const spread = (list: readonly Point[]): number => {
  const xs = list.map(({ x }) => x);
  const ys = list.map(({ y }) => y);
  return Math.max(...xs) - Math.min(...xs) + Math.max(...ys) - Math.min(...ys);
};

const residual = (m: Affine, from: readonly Point[], to: readonly Point[]): number =>
  from.reduce((sum, p, i) => {
    const q = applyAffine(m, p);
    const t = to[i] as Point;
    return sum + (q.x - t.x) ** 2 + (q.y - t.y) ** 2;
  }, 0);

describe("estimateSimilarity", () => {
  it("finds the similarity that made the points", () => {
    fc.assert(
      fc.property(points, similarity, (from, made) => {
        fc.pre(spread(from) > 1);
        const to = from.map((p) => applyAffine(made, p));
        const found = estimateSimilarity(from, to);
        for (const [i, p] of from.entries()) {
          const q = applyAffine(found, p);
          const t = to[i] as Point;
          expect(Math.hypot(q.x - t.x, q.y - t.y)).toBeLessThan(1e-4);
        }
      }),
    );
  });

  it("is the least-squares optimum: no small change of it fits better", () => {
    fc.assert(
      fc.property(points, points, (from, other) => {
        fc.pre(spread(from) > 1);
        const to = from.map((_, i) => other[i % other.length] as Point);
        const found = estimateSimilarity(from, to);
        const best = residual(found, from, to);
        for (const [da, dc, dx, dy] of [
          [1e-3, 0, 0, 0],
          [-1e-3, 0, 0, 0],
          [0, 1e-3, 0, 0],
          [0, -1e-3, 0, 0],
          [0, 0, 0.1, 0],
          [0, 0, 0, -0.1],
        ] as const) {
          const a = found.a + da;
          const c = found.c + dc;
          const moved = { a, b: -c, tx: found.tx + dx, c, d: a, ty: found.ty + dy };
          expect(residual(moved, from, to)).toBeGreaterThanOrEqual(best * (1 - 1e-9) - 1e-6);
        }
      }),
    );
  });

  it("never mirrors", () => {
    const from = [
      { x: 0, y: 0 },
      { x: 10, y: 0 },
      { x: 5, y: 8 },
    ];
    const mirrored = from.map(({ x, y }) => ({ x: -x, y }));
    const m = estimateSimilarity(from, mirrored);
    expect(m.a * m.d - m.b * m.c).toBeGreaterThanOrEqual(0);
    expect(residual(m, from, mirrored)).toBeGreaterThan(1);
  });

  it("refuses what has no answer", () => {
    const p = { x: 1, y: 2 };
    expect(() => estimateSimilarity([p], [p])).toThrow(RangeError);
    expect(() => estimateSimilarity([p, p], [p])).toThrow(RangeError);
    expect(() => estimateSimilarity([p, p], [p, { x: 3, y: 4 }])).toThrow(RangeError);
    expect(() => estimateSimilarity([p, { x: Number.NaN, y: 0 }], [p, p])).toThrow(RangeError);
  });
});

describe("invertAffine", () => {
  it("undoes a map", () => {
    fc.assert(
      fc.property(similarity, coordinate, coordinate, (m, x, y) => {
        const back = applyAffine(invertAffine(m), applyAffine(m, { x, y }));
        expect(back.x).toBeCloseTo(x, 5);
        expect(back.y).toBeCloseTo(y, 5);
      }),
    );
  });

  it("refuses a map that flattens the plane", () => {
    expect(() => invertAffine({ a: 1, b: 2, tx: 0, c: 2, d: 4, ty: 0 })).toThrow(RangeError);
  });
});
