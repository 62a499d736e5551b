import { expect, test } from "vitest";
import { createSensor } from "../../../src/simulated/sensor/sensor.js";
import { rasterOf, SIZE, statistics } from "./rasters.js";

test("an infrared camera exposes a face and cannot make a dark display bright", () => {
  const sensor = createSensor({ seed: 1, exposureLagMs: 0, vignetting: 0 });
  const out = new Uint8Array(SIZE.width * SIZE.height);
  const level = (light: number, sequence: number): number => {
    sensor.infrared(
      rasterOf(() => light),
      { sequence, atMs: 100 * sequence },
      out,
    );
    return statistics(out).mean;
  };
  expect(level(0.5, 0)).toBeGreaterThan(110);
  expect(level(0.5, 0)).toBeLessThan(160);
  expect(level(0.01, 1)).toBeLessThan(50);
});

test("it needs a raster with infrared", () => {
  const { infrared, ...without } = rasterOf(() => 0);
  const out = new Uint8Array(infrared.length);
  expect(() => createSensor({ seed: 1 }).infrared(without, { sequence: 0, atMs: 0 }, out)).toThrow(
    "infrared",
  );
});
