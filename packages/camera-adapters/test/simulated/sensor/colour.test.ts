import { expect, test } from "vitest";
import { LINEAR_OF_SRGB } from "../../../src/simulated/render/tone.js";
import type { SensorMoment } from "../../../src/simulated/sensor/moment.js";
import type { SensorOptions } from "../../../src/simulated/sensor/options.js";
import { createSensor } from "../../../src/simulated/sensor/sensor.js";
import { rasterOf, SIZE, statistics } from "./rasters.js";

/** A sensor without what would blur the question. */
const STILL = {
  seed: 7,
  autoExposure: false,
  whiteBalanceDrift: 0,
  defocus: 0,
  vignetting: 0,
  noise: 0,
} as const;

function take(
  light: (x: number, y: number) => number,
  options: Partial<SensorOptions> = {},
  moment: SensorMoment = { sequence: 0, atMs: 10_000 },
): Uint8Array {
  const out = new Uint8Array(3 * SIZE.width * SIZE.height);
  createSensor({ ...STILL, ...options }).colour(rasterOf(light), moment, out);
  return out;
}

const at = (bytes: Uint8Array, x: number, y: number): number =>
  bytes[3 * (y * SIZE.width + x)] as number;

test("light below the shoulder comes out as sRGB, bright light bends instead of breaking", () => {
  for (const byte of [0, 20, 118, 200]) {
    const seen = at(
      take(() => LINEAR_OF_SRGB[byte] as number),
      5,
      5,
    );
    expect(Math.abs(seen - byte)).toBeLessThanOrEqual(1);
  }
  const bright = [0.8, 1, 1.5, 2.5, 50].map((light) =>
    at(
      take(() => light),
      5,
      5,
    ),
  );
  for (let i = 1; i < bright.length; i++) {
    expect(bright[i] as number).toBeGreaterThanOrEqual(bright[i - 1] as number);
  }
  expect(bright[1]).toBeLessThan(255);
  expect(bright[4]).toBe(255);
});

test("noise has no bias, grows with light and gain, and is as loud as stated", () => {
  const grey = statistics(take(() => 0.18, { noise: 1 }));
  expect(grey.mean).toBeCloseTo(statistics(take(() => 0.18)).mean, 0);
  expect(grey.deviation).toBeGreaterThan(1.4);
  expect(grey.deviation).toBeLessThan(2.6);
  const louder = statistics(take(() => 0.18 / 8, { noise: 1, exposureGain: 8 }));
  expect(louder.deviation / grey.deviation).toBeCloseTo(Math.sqrt(8), 0);
  const double = statistics(take(() => 0.18, { noise: 2 }));
  expect(double.deviation / grey.deviation).toBeCloseTo(2, 0);
});

test("neighbours, colours and frames have noise of their own", () => {
  const first = take(() => 0.18, { noise: 1 });
  const second = take(() => 0.18, { noise: 1 }, { sequence: 1, atMs: 10_000 });
  const correlation = (shift: number, other: Uint8Array): number => {
    const { mean, deviation } = statistics(first);
    let sum = 0;
    for (let i = 0; i + shift < first.length; i++) {
      sum += ((first[i] as number) - mean) * ((other[i + shift] as number) - mean);
    }
    return sum / first.length / deviation ** 2;
  };
  for (const shift of [1, 3, 3 * SIZE.width]) {
    expect(Math.abs(correlation(shift, first))).toBeLessThan(0.02);
  }
  expect(Math.abs(correlation(0, second))).toBeLessThan(0.02);
});

test("same seed, same bytes; another seed or frame, others", () => {
  const options = { noise: 1, whiteBalanceDrift: 0.1, defocus: 0.01 };
  const light = (x: number, y: number): number => (x ^ y) / 400;
  const take5 = (seed: number, sequence: number) =>
    take(light, { ...options, seed }, { sequence, atMs: 200 });
  expect(take5(1, 5)).toEqual(take5(1, 5));
  expect(take5(1, 5)).not.toEqual(take5(2, 5));
  expect(take5(1, 5)).not.toEqual(take5(1, 6));
});

test("exposure closes in on its target, at its own pace, unless it is locked or off", () => {
  const out = new Uint8Array(3 * SIZE.width * SIZE.height);
  const dim = rasterOf(() => 0.02);
  const run = (options: Partial<SensorOptions>, locked: boolean): readonly number[] => {
    const sensor = createSensor({ ...STILL, autoExposure: true, ...options });
    return Array.from({ length: 40 }, (_, sequence) => {
      sensor.colour(dim, { sequence, atMs: sequence * 66, exposureLocked: locked }, out);
      return LINEAR_OF_SRGB[statistics(out).mean | 0] as number;
    });
  };
  const levels = run({ exposureLagMs: 300 }, false);
  for (let i = 1; i < levels.length; i++) {
    expect(levels[i] as number).toBeGreaterThanOrEqual(levels[i - 1] as number);
  }
  // after one time constant 63 % of the stops between 0.02 and 0.2
  const stops = Math.log2((levels[4] as number) / 0.02) / Math.log2(10);
  expect(stops).toBeGreaterThan(0.5);
  expect(stops).toBeLessThan(0.7);
  expect(levels.at(-1)).toBeCloseTo(0.2, 2);
  expect(run({}, true).at(-1)).toBeCloseTo(0.02, 2);
  expect(run({ autoExposure: false }, false).at(-1)).toBeCloseTo(0.02, 2);
  expect(run({ exposureLagMs: 0 }, false)[0]).toBeCloseTo(0.2, 2);
});

test("the lens starts out of focus and settles", () => {
  const edge = (x: number): number => (x < 160 ? 0 : 0.5);
  const width = (atMs: number): number => {
    const bytes = take(edge, { defocus: 0.01, breathing: 0 }, { sequence: 0, atMs });
    let between = 0;
    for (let x = 0; x < SIZE.width; x++) {
      const value = at(bytes, x, 100);
      if (value > 10 && value < 180) between++;
    }
    return between;
  };
  expect(width(0)).toBeGreaterThan(6);
  expect(width(450)).toBeLessThan(width(0));
  expect(width(1000)).toBe(0);
});

test("blur keeps the light", () => {
  const spot = (x: number, y: number): number => (Math.hypot(x - 160, y - 120) < 12 ? 0.4 : 0.1);
  const mean = (defocus: number): number => {
    const bytes = take(spot, { defocus, breathing: 0 }, { sequence: 0, atMs: 0 });
    return statistics(Float32Array.from(bytes, (byte) => LINEAR_OF_SRGB[byte] as number)).mean;
  };
  for (const defocus of [0.002, 0.005, 0.02]) expect(mean(defocus) / mean(0)).toBeCloseTo(1, 2);
});

test("corners are darker, the middle is not", () => {
  const bytes = take(() => 0.3, { vignetting: 0.5 });
  expect(LINEAR_OF_SRGB[at(bytes, 160, 120)]).toBeCloseTo(0.3, 2);
  expect(LINEAR_OF_SRGB[at(bytes, 0, 0)]).toBeCloseTo(0.15, 2);
});

test("white balance wanders within its range and leaves green alone", () => {
  const reds: number[] = [];
  for (let s = 0; s < 60; s++) {
    const bytes = take(() => 0.2, { whiteBalanceDrift: 0.1 }, { sequence: s, atMs: 1000 * s });
    reds.push(LINEAR_OF_SRGB[bytes[0] as number] as number);
    expect(LINEAR_OF_SRGB[bytes[1] as number]).toBeCloseTo(0.2, 2);
  }
  expect(Math.max(...reds)).toBeLessThan(0.2 * 1.11);
  expect(Math.min(...reds)).toBeGreaterThan(0.2 * 0.89);
  expect(Math.max(...reds) - Math.min(...reds)).toBeGreaterThan(0.02);
});

test("buffers of another size and options out of their range are refused", () => {
  const sensor = createSensor(STILL);
  const raster = rasterOf(() => 0);
  const moment = { sequence: 0, atMs: 0 };
  expect(() => sensor.colour(raster, moment, new Uint8Array(5))).toThrow(RangeError);
  expect(() => sensor.depth(raster, moment, new Uint16Array(5))).toThrow(RangeError);
  expect(() => sensor.infrared(raster, moment, new Uint8Array(5))).toThrow(RangeError);
  expect(() => createSensor({ seed: 0.5 })).toThrow("seed");
  expect(() => createSensor({ seed: 1, noise: -1 })).toThrow("noise");
  expect(() => createSensor({ seed: 1, defocus: Number.NaN })).toThrow("defocus");
  expect(() => createSensor({ seed: 1, depthMinMm: 2000 })).toThrow("depthMinMm");
  expect(() => createSensor({ seed: 1, depthMaxMm: 60_000 })).toThrow("depthUnitMm");
});
