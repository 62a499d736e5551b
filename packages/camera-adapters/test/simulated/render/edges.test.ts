import fc from "fast-check";
import { expect, test } from "vitest";
import { matte, painted, sheet } from "./shapes.js";
import { at, draw, LENS } from "./stage.js";

const sum = (values: Float32Array): number => values.reduce((total, value) => total + value, 0) / 3;

test("a turned square covers as much as it should, and its edges are neither jagged nor doubled", () => {
  const Z = 500;
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 90, noNaN: true }),
      fc.double({ min: 50, max: 100, noNaN: true }),
      fc.integer({ min: 1, max: 6 }),
      (roll, side, cells) => {
        const placement = at(Z, 0, 0, 0, 0, roll);
        const { light } = draw([{ mesh: sheet(side, side, cells), material: matte(), placement }]);
        const exact = ((LENS.fx * side) / Z) ** 2;
        expect(Math.abs(sum(light) / exact - 1)).toBeLessThan(0.04);
      },
    ),
  );
});

test("an edge that crosses the pixels slowly has steps of a quarter", () => {
  const { light, width } = draw([
    { mesh: sheet(200, 100), material: matte(), placement: at(500, 0, 0, 0, 0, 4) },
  ]);
  const levels = new Set<number>();
  for (let i = 0; i < 120; i++) levels.add(light[3 * (i * width + 80)] as number);
  for (let x = 60; x < 100; x++) {
    for (let y = 0; y < 120; y++) levels.add(light[3 * (y * width + x)] as number);
  }
  expect([...levels].sort()).toEqual([0, 0.25, 0.5, 0.75, 1]);
});

test("a hole in a texture has soft edges too and covers what it should", () => {
  const texture = painted(64, 64, (x, y) => [
    255,
    255,
    255,
    Math.hypot(x - 31.5, y - 31.5) < 20 ? 0 : 255,
  ]);
  const { light } = draw([
    { mesh: sheet(200, 200), material: matte({ texture }), placement: at(500, 0, 0, 0, 0, 20) },
  ]);
  const square = ((LENS.fx * 200) / 500) ** 2;
  const whole = square * (1 - (Math.PI * 20 * 20) / 64 / 64);
  expect(Math.abs(sum(light) / whole - 1)).toBeLessThan(0.03);
  expect(light.some((value) => value > 0.2 && value < 0.8)).toBe(true);
});

test("the inner edges of a bent surface are lit once: a mesh has no seams", () => {
  const light = (cells: number): Float32Array =>
    draw([{ mesh: sheet(2000, 2000, cells), material: matte(), placement: at(500) }]).light;
  expect(light(40)).toEqual(light(1));
});
