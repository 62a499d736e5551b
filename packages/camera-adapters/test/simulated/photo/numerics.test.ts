import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FACE_OVAL } from "../../../src/simulated/head/face-points.data.js";
import { boxMean, type Plane } from "../../../src/simulated/photo/box-mean.js";
import { fitTemplate, turned, turnedBack } from "../../../src/simulated/photo/fit-template.js";
import { guidedFilter } from "../../../src/simulated/photo/guided-filter.js";
import { insideOutline } from "../../../src/simulated/photo/inside-outline.js";
import { keepConnected } from "../../../src/simulated/photo/keep-connected.js";
import { placementOf } from "../../../src/simulated/render/placement.js";

const planeOf = (rows: readonly (readonly number[])[]): Plane => ({
  width: rows[0]?.length ?? 0,
  height: rows.length,
  data: Float32Array.from(rows.flat()),
});
const planes = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
  .chain(([width, height]) =>
    fc
      .array(fc.double({ min: 0, max: 1, noNaN: true }), {
        minLength: width * height,
        maxLength: width * height,
      })
      .map((data): Plane => ({ width, height, data: Float32Array.from(data) })),
  );

describe("fitTemplate", () => {
  it("finds the pose, the scale and the place that a cloud was moved by", () => {
    const angle = fc.double({ min: -40, max: 40, noNaN: true });
    const cloud = fc.array(fc.double({ min: -90, max: 90, noNaN: true }), {
      minLength: 30,
      maxLength: 30,
    });
    fc.assert(
      fc.property(
        cloud,
        angle,
        angle,
        angle,
        fc.double({ min: 0.3, max: 9, noNaN: true }),
        (values, yaw, pitch, roll, scale) => {
          const from = Float32Array.from([
            ...values,
            50,
            0,
            9,
            0,
            60,
            5,
            -40,
            -30,
            30,
            10,
            -70,
            -60,
          ]);
          const { rotation } = placementOf({ yaw, pitch, roll, positionMm: [0, 0, 0] });
          const to = new Float32Array(from.length);
          const shift = [300, 200, -50];
          for (let i = 0; i < from.length; i += 3) {
            const moved = turned(rotation, from.subarray(i, i + 3));
            to.set(
              moved.map((v, k) => scale * v + (shift[k] ?? 0)),
              i,
            );
          }
          const fit = fitTemplate(from, to);
          expect(fit.pixelsPerMm).toBeCloseTo(scale, 3);
          for (const [k, v] of rotation.entries()) expect(fit.rotation[k]).toBeCloseTo(v, 3);
          expect(fit.origin[0]).toBeCloseTo(300, 1);
        },
      ),
      { numRuns: 50 },
    );
  });

  it("turns back what it turned", () => {
    const { rotation } = placementOf({ yaw: 20, pitch: -10, roll: 5, positionMm: [0, 0, 0] });
    const back = turnedBack(rotation, turned(rotation, [1, 2, 3]));
    expect(back).toEqual([expect.closeTo(1, 5), expect.closeTo(2, 5), expect.closeTo(3, 5)]);
  });
});

describe("boxMean", () => {
  it("is the mean of the square, as a slow count says", () => {
    fc.assert(
      fc.property(planes, fc.integer({ min: 1, max: 4 }), (plane, radius) => {
        const { width, height, data } = plane;
        const quick = boxMean(plane, radius).data;
        for (let y = 0; y < height; y++) {
          for (let x = 0; x < width; x++) {
            let [sum, n] = [0, 0];
            for (let v = Math.max(0, y - radius); v <= Math.min(height - 1, y + radius); v++) {
              for (let u = Math.max(0, x - radius); u <= Math.min(width - 1, x + radius); u++) {
                sum += data[v * width + u] ?? 0;
                n++;
              }
            }
            expect(quick[y * width + x]).toBeCloseTo(sum / n, 4);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("guidedFilter", () => {
  it("keeps an even plane, and an edge that the guide has", () => {
    const edge = planeOf(Array.from({ length: 12 }, () => [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]));
    const even = { ...edge, data: edge.data.map(() => 0.3) };
    for (const v of guidedFilter(even, edge, 3, 1e-4).data) expect(v).toBeCloseTo(0.3, 3);
    const kept = guidedFilter(edge, edge, 3, 1e-4).data;
    for (const [i, v] of kept.entries()) expect(v).toBeCloseTo(edge.data[i] ?? 0, 1);
    const lost = guidedFilter(edge, even, 3, 1e-4).data;
    expect(lost[5]).toBeGreaterThan(0.2);
    expect(lost[6]).toBeLessThan(0.8);
  });
});

describe("keepConnected", () => {
  it("drops islands and fills holes", () => {
    const { data } = keepConnected(
      planeOf([
        [0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [0, 1, 1, 1, 1, 1, 0, 0, 0, 0],
        [0, 1, 1, 0, 0, 1, 0, 0, 0, 1],
        [0, 1, 1, 1, 1, 1, 0, 0, 0, 1],
        [0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      ]),
      1,
      1,
    );
    expect([data[23], data[24]]).toEqual([1, 1]);
    expect([data[29], data[39]]).toEqual([0, 0]);
    expect(data[12]).toBe(1);
  });
});

describe("insideOutline", () => {
  it("is true within the face's silhouette only", () => {
    const points = new Float32Array(3 * 468);
    for (const [i, landmark] of FACE_OVAL.entries()) {
      const angle = (2 * Math.PI * i) / FACE_OVAL.length;
      points.set([100 + 40 * Math.sin(angle), 100 - 60 * Math.cos(angle), 0], 3 * landmark);
    }
    const isFace = insideOutline(points);
    expect([isFace(100, 100), isFace(135, 100), isFace(100, 155)]).toEqual([true, true, true]);
    expect([isFace(145, 100), isFace(100, 165), isFace(0, 100)]).toEqual([false, false, false]);
  });
});
