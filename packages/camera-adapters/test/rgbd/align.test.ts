import type { RgbdCalibration } from "@sourire/camera-adapters/rgbd";
import { seededUniform } from "@sourire/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createAlignDepth } from "../../src/rgbd/align.js";
import { calibration, rotation } from "./calibrations.js";
import { alignSlowly } from "./reference-align.js";

/** SYNTHETIC: a wall with steps, a slope, holes and values out of range. */
function scene({ depth }: RgbdCalibration, seed: number): Uint16Array {
  const uniform = seededUniform(seed);
  const data = new Uint16Array(depth.width * depth.height);
  const [wall, slope, box] = [900 + 900 * uniform(), 6 * (uniform() - 0.5), 300 + 300 * uniform()];
  for (let y = 0; y < depth.height; y++) {
    for (let x = 0; x < depth.width; x++) {
      const inBox = x > 20 && x < 40 && y > 10 && y < 30;
      const mm = inBox ? box + 2 * (x - 20) : wall + slope * x;
      const shown = uniform() < 0.08 ? 0 : mm + 4 * (uniform() - 0.5);
      data[y * depth.width + x] = Math.round((uniform() < 0.01 ? 9000 : shown) / depth.unitMm);
    }
  }
  return data;
}

const lens = fc.record({
  k1: fc.double({ min: -0.1, max: 0.1, noNaN: true }),
  k2: fc.double({ min: -0.05, max: 0.05, noNaN: true }),
  p1: fc.double({ min: -0.002, max: 0.002, noNaN: true }),
  p2: fc.double({ min: -0.002, max: 0.002, noNaN: true }),
  k3: fc.constant(0),
});
const calibrations = fc
  .record({
    unitMm: fc.constantFrom(1, 0.25, 0.5),
    degrees: fc.double({ min: -5, max: 5, noNaN: true }),
    axis: fc.constantFrom("x" as const, "y" as const, "z" as const),
    translation: fc.tuple(
      fc.double({ min: 2, max: 60, noNaN: true }),
      fc.double({ min: -20, max: 20, noNaN: true }),
      fc.double({ min: -20, max: 20, noNaN: true }),
    ),
    size: fc.constantFrom(
      { width: 80, height: 60, focal: 75 },
      { width: 120, height: 70, focal: 110 },
      { width: 40, height: 40, focal: 40 },
    ),
    colourLens: fc.option(lens, { nil: undefined }),
    depthLens: fc.option(lens, { nil: undefined }),
  })
  .map(({ unitMm, degrees, axis, translation, size, colourLens, depthLens }): RgbdCalibration => {
    const plain = calibration();
    const { width, height, focal } = size;
    return {
      ...plain,
      colour: {
        width,
        height,
        intrinsics: { fx: focal, fy: 1.02 * focal, cx: 0.52 * width, cy: 0.48 * height },
        ...(colourLens ? { distortion: colourLens } : {}),
      },
      depth: { ...plain.depth, unitMm, ...(depthLens ? { distortion: depthLens } : {}) },
      depthToColour: { rotation: rotation(degrees, axis), translationMm: translation },
    };
  });

describe("createAlignDepth", () => {
  it("agrees with the slow form wherever rounding does not decide", () => {
    fc.assert(
      fc.property(calibrations, fc.integer(), (given, seed) => {
        const depth = scene(given, seed);
        const { data } = createAlignDepth(given)(depth, given.depth.width);
        // squares a hundredth of a pixel smaller and larger bracket what 1/256 of a pixel can change
        const [least, most] = [alignSlowly(given, depth, -0.01), alignSlowly(given, depth, 0.01)];
        let sure = 0;
        for (const [i, value] of data.entries()) {
          const [low, high] = [most[i] as number, least[i] as number];
          if (Math.abs(low - high) > 1e-9) {
            // the edge of a square passes by: either of both, or nothing
            const mm = value * given.depth.unitMm;
            const may = value === 0 ? high === 0 : mm >= low - 1 && (high === 0 || mm <= high + 1);
            if (!may) throw new Error(`pixel ${i}: ${mm} mm is not in ${low}..${high}`);
            continue;
          }
          sure++;
          const off = Math.abs(value * given.depth.unitMm - low);
          if (off > 0.51 * given.depth.unitMm) {
            throw new Error(`pixel ${i}: ${value * given.depth.unitMm} instead of ${low} mm`);
          }
        }
        expect(sure).toBeGreaterThan(0.7 * data.length);
      }),
      { numRuns: 15 },
    );
  });

  it("hands a depth frame over as it is where both cameras are one", () => {
    const plain = calibration();
    const one: RgbdCalibration = {
      ...plain,
      colour: { width: 64, height: 48, intrinsics: plain.depth.intrinsics },
      depthToColour: { rotation: rotation(0, "x"), translationMm: [0, 0, 0] },
    };
    const depth = Uint16Array.from({ length: 64 * 48 }, () => 700);
    const { data, ...counts } = createAlignDepth(one)(depth, 64);
    expect(data).toEqual(depth);
    expect(counts).toEqual({ inRange: 64 * 48, reached: 64 * 48, outOfRangeMm: 0 });
  });

  it("leaves no hole in a slanted surface that both cameras see", () => {
    const given = calibration();
    for (const perPixel of [-12, -6, 3, 9, 14]) {
      // 9 mm a pixel at 900 mm, where a pixel is 15 mm wide, is a slope of 31 degrees
      const depth = Uint16Array.from(
        { length: 64 * 48 },
        (_, i) => 1000 + perPixel * ((i % 64) - 32),
      );
      const { data } = createAlignDepth(given)(depth, 64);
      let holes = 0;
      for (let y = 10; y < 50; y++) {
        for (let x = 15; x < 65; x++) if (data[y * 80 + x] === 0) holes++;
      }
      expect(holes, `${perPixel} mm a pixel`).toBe(0);
    }
  });

  it("keeps the nearest of two surfaces, whichever is written first", () => {
    for (const nearSide of ["left", "right"]) {
      const depth = Uint16Array.from({ length: 64 * 48 }, (_, i) =>
        i % 64 < 32 === (nearSide === "left") ? 400 : 1600,
      );
      const { data } = createAlignDepth(calibration())(depth, 64);
      const row = Array.from(data.subarray(30 * 80, 31 * 80));
      const near = row.filter((value) => value > 0 && value < 500).length;
      // half the view of the near surface is 213 mm, which is 40 pixels of the colour picture
      expect(near, nearSide).toBeGreaterThan(30);
      const joints = row.slice(1).filter((value, i) => Math.abs(value - (row[i] ?? 0)) > 500);
      expect(joints.length, `${nearSide}: it changes once`).toBeLessThanOrEqual(3);
    }
  });

  it("leaves out what is out of range, and says how far that is where nothing else is", () => {
    const depth = new Uint16Array(64 * 48).fill(5000);
    depth.fill(199, 0, 64);
    const align = createAlignDepth(calibration());
    const outside = align(depth, 64);
    expect(outside).toMatchObject({ inRange: 0, reached: 0 });
    expect(outside.outOfRangeMm).toBeCloseTo((199 + 47 * 5000) / 48, 6);
    depth.fill(3000, 64, 128);
    const { data, ...counts } = align(depth, 64);
    expect(counts).toMatchObject({ inRange: 64, outOfRangeMm: 0 });
    expect(data.every((value) => value === 0 || Math.abs(value - 3000) < 100)).toBe(true);
    expect(align(new Uint16Array(64 * 48), 64)).toMatchObject({ inRange: 0, outOfRangeMm: 0 });
  });

  it("reads rows that are longer than the picture", () => {
    const given = calibration();
    const depth = scene(given, 5);
    const wide = new Uint16Array(70 * 48).fill(777);
    for (let y = 0; y < 48; y++) wide.set(depth.subarray(64 * y, 64 * y + 64), 70 * y);
    const align = createAlignDepth(given);
    expect(align(wide, 70).data).toEqual(align(depth, 64).data);
  });

  it("leaves a frame as it is while the next is made, and begins each with nothing", () => {
    const align = createAlignDepth(calibration());
    const first = align(new Uint16Array(64 * 48).fill(600), 64).data;
    const kept = first.slice();
    const second = align(new Uint16Array(64 * 48), 64).data;
    expect(first).toEqual(kept);
    expect(second.every((value) => value === 0)).toBe(true);
    expect(align(new Uint16Array(64 * 48), 64).data.every((value) => value === 0)).toBe(true);
  });

  it("shows nothing of points behind the colour camera, beside it or almost at its lens", () => {
    for (const translationMm of [
      [0, 0, -400],
      [400, 0, 0],
      [0, 0, -399.9],
      [0, -499, 0],
    ] as const) {
      const given = calibration({ depthToColour: { rotation: rotation(0, "x"), translationMm } });
      const depth = new Uint16Array(64 * 48).fill(translationMm[2] === 0 ? 201 : 400);
      const { data, reached } = createAlignDepth(given)(depth, 64);
      const shown = data.filter((value) => value > 0).length;
      expect(shown === 0 || translationMm[2] === 0, `${translationMm}`).toBe(true);
      expect(reached).toBeLessThan(64 * 48);
    }
  });
});
