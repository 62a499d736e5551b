import { expect, test } from "vitest";
import type { SensorOptions } from "../../../src/simulated/sensor/options.js";
import { createSensor } from "../../../src/simulated/sensor/sensor.js";
import { rasterOf, SIZE, statistics } from "./rasters.js";

/** Depth in mm of every pixel, 0 where there is none. */
function measure(
  depth: (x: number, y: number) => number,
  options: Partial<SensorOptions> = {},
  sequence = 0,
): Float32Array {
  const out = new Uint16Array(SIZE.width * SIZE.height);
  createSensor({ seed: 3, ...options }).depth(
    rasterOf(() => 0, depth),
    { sequence, atMs: 0 },
    out,
  );
  const unit = options.depthUnitMm ?? 0.5;
  return Float32Array.from(out, (value) => value * unit);
}

const valid = (values: Float32Array): Float32Array => values.filter((value) => value > 0);

test("noise grows with the square of the distance, from 1 to 3 mm at half a metre, without bias", () => {
  for (const z of [350, 500, 700, 1000, 1400]) {
    const { mean, deviation } = statistics(valid(measure(() => z)));
    const scale = (z / 500) ** 2;
    // steps of the disparity add a little
    const expected = Math.hypot(1.5, 1 / Math.sqrt(12)) * scale;
    expect(deviation / expected).toBeGreaterThan(0.9);
    expect(deviation / expected).toBeLessThan(1.1);
    expect(Math.abs(mean - z)).toBeLessThan(0.3 * scale);
  }
});

test("distances come in steps of the disparity", () => {
  const steps = (z: number): number => {
    const values = [
      ...new Set(valid(measure((x) => z + x / 10, { depthNoiseMm: 0, depthStepMm: 2 }))),
    ];
    return values.length;
  };
  // 32 mm in steps of 2 mm, four times as coarse at twice the distance
  expect(Math.abs(steps(500) - 16)).toBeLessThanOrEqual(2);
  expect(Math.abs(steps(1000) - 4)).toBeLessThanOrEqual(2);
});

test("neighbours err alike, frames do not", () => {
  const first = measure(() => 500, { depthStepMm: 0.01, depthUnitMm: 0.05 });
  const second = measure(() => 500, { depthStepMm: 0.01, depthUnitMm: 0.05 }, 1);
  const correlation = (shift: number, other: Float32Array): number => {
    let sum = 0;
    let count = 0;
    for (let i = 0; i + shift < first.length; i++) {
      const a = first[i] as number;
      const b = other[i + shift] as number;
      if (a === 0 || b === 0) continue;
      sum += (a - 500) * (b - 500);
      count++;
    }
    return sum / count / 1.5 ** 2;
  };
  expect(correlation(1, first)).toBeGreaterThan(0.5);
  expect(Math.abs(correlation(6, first))).toBeLessThan(0.1);
  expect(Math.abs(correlation(0, second))).toBeLessThan(0.1);
  expect(measure(() => 500)).toEqual(measure(() => 500));
});

test("the projector on the right throws a shadow to the left of what is near, as wide as geometry says", () => {
  const near = 500;
  const far = 1000;
  const depth = (x: number): number => (x >= 140 && x < 220 ? near : far);
  const row = measure(depth, { depthNoiseMm: 0 }).subarray(100 * SIZE.width, 101 * SIZE.width);
  const fx = SIZE.width / 2 / Math.tan(Math.PI / 6);
  const shadow = fx * 50 * (1 / near - 1 / far);
  let missing = 0;
  for (let x = 80; x < 139; x++) if (row[x] === 0) missing++;
  expect(Math.abs(missing - shadow)).toBeLessThanOrEqual(2);
  let right = 0;
  for (let x = 222; x < 300; x++) if (row[x] === 0) right++;
  expect(right).toBeLessThanOrEqual(3);
});

test("edges are lost on both sides, steep slopes too, gentle ones are not", () => {
  const step = measure((x) => (x < 160 ? 600 : 650), { depthBaselineMm: 0, depthNoiseMm: 0 });
  for (let y = 0; y < SIZE.height; y++) {
    expect(step[y * SIZE.width + 159]).toBe(0);
    expect(step[y * SIZE.width + 160]).toBe(0);
  }
  const slope = (tangent: number): number => {
    const fx = SIZE.width / 2 / Math.tan(Math.PI / 6);
    const wave = (x: number): number => 600 + (tangent * 600 * Math.abs((x % 40) - 20)) / fx;
    const values = measure(wave, { depthBaselineMm: 0 });
    return 1 - valid(values).length / values.length;
  };
  expect(slope(1)).toBeLessThan(0.02);
  expect(slope(8)).toBeGreaterThan(0.8);
});

test("nothing is measured on gloss, out of range, or where nothing is; a few pixels fail for no reason", () => {
  const holes = measure((x) => (x < 100 ? 0 : 600));
  for (let y = 0; y < SIZE.height; y++) expect(holes[y * SIZE.width + 50]).toBe(0);
  expect(valid(measure(() => 280)).length).toBe(0);
  expect(valid(measure(() => 1600)).length).toBe(0);
  const share = 1 - valid(measure(() => 600)).length / (SIZE.width * SIZE.height);
  expect(share).toBeGreaterThan(0.001);
  expect(share).toBeLessThan(0.02);
});
