import fc from "fast-check";
import { expect, test } from "vitest";
import { createRasteriser } from "../../../src/simulated/render/rasterise.js";
import { matte, sheet } from "./shapes.js";
import { at, depthAt, draw, LENS, pixel, SIZE, stage } from "./stage.js";

test("a point lands where the pinhole says", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -100, max: 100, noNaN: true }),
      fc.double({ min: -80, max: 80, noNaN: true }),
      fc.double({ min: 300, max: 900, noNaN: true }),
      (x, y, z) => {
        const raster = draw([{ mesh: sheet(24, 24), material: matte(), placement: at(z, x, y) }]);
        let mass = 0;
        let left = 0;
        let top = 0;
        for (let row = 0; row < raster.height; row++) {
          for (let column = 0; column < raster.width; column++) {
            const light = pixel(raster, column, row)[0];
            mass += light;
            left += light * (column + 0.5);
            top += light * (row + 0.5);
          }
        }
        const u = (LENS.fx * x) / z + LENS.cx;
        const v = (LENS.fy * y) / z + LENS.cy;
        const reach = (LENS.fx * 12) / z + 1;
        // cut by the picture's edge, its middle is not its middle
        if (u < reach || u > raster.width - reach || v < reach || v > raster.height - reach) return;
        expect(Math.abs(left / mass - u)).toBeLessThan(0.15);
        expect(Math.abs(top / mass - v)).toBeLessThan(0.15);
      },
    ),
    { numRuns: 60 },
  );
});

test("depth is the distance along the axis, to a tenth of a millimetre, wherever the plane is cut", () => {
  const angle = fc.double({ min: -60, max: 60, noNaN: true });
  const cells = fc.integer({ min: 1, max: 12 });
  fc.assert(
    fc.property(angle, angle, cells, (yaw, pitch, count) => {
      const placement = at(600, 10, -5, yaw, pitch);
      const raster = draw([{ mesh: sheet(300, 300, count), material: matte(), placement }]);
      const r = placement.rotation;
      const normal = [r[2], r[5], r[8]] as const;
      const offset = normal[0] * 10 + normal[1] * -5 + normal[2] * 600;
      let seen = 0;
      for (let y = 0; y < raster.height; y++) {
        for (let x = 0; x < raster.width; x++) {
          const depth = depthAt(raster, x, y);
          if (depth === 0) continue;
          seen++;
          const ray = [(x + 0.5 - LENS.cx) / LENS.fx, (y + 0.5 - LENS.cy) / LENS.fy] as const;
          const exact = offset / (normal[0] * ray[0] + normal[1] * ray[1] + normal[2]);
          if (Math.abs(depth - exact) > 0.1) expect(depth).toBeCloseTo(exact, 1);
        }
      }
      expect(seen).toBeGreaterThan(500);
    }),
    { numRuns: 25 },
  );
});

test("the nearer surface hides the other, whichever comes first, and where they cross each shows its part", () => {
  const red = matte({ texture: { width: 1, height: 1, data: Uint8Array.of(255, 0, 0, 255) } });
  const near = { mesh: sheet(50, 50), material: red, placement: at(400) };
  const far = { mesh: sheet(300, 300), material: matte(), placement: at(500) };
  for (const actors of [
    [near, far],
    [far, near],
  ]) {
    const raster = draw(actors);
    expect(pixel(raster, 80, 60)).toEqual([1, 0, 0]);
    expect(pixel(raster, 50, 60)).toEqual([1, 1, 1]);
    expect(depthAt(raster, 80, 60)).toBeCloseTo(400, 3);
  }
  const turned = { mesh: sheet(200, 200), material: red, placement: at(500, 0, 0, 30) };
  const crossing = draw([turned, far]);
  // its right half goes away behind the wall, its left half comes nearer
  expect(pixel(crossing, 70, 60)).toEqual([1, 0, 0]);
  expect(pixel(crossing, 90, 60)).toEqual([1, 1, 1]);
});

test("what crosses the near plane is cut there, and nothing behind the lens is seen", () => {
  // a floor from behind the lens to far away
  const floor = {
    mesh: sheet(400, 4000),
    material: matte({ twoSided: true }),
    placement: at(0, 0, 100, 0, 90),
  };
  const raster = draw([floor]);
  for (let x = 0; x < raster.width; x++) {
    for (let y = 0; y < 60; y++) expect(depthAt(raster, x, y)).toBe(0);
  }
  const row = 110;
  const exact = 100 / ((row + 0.5 - LENS.cy) / LENS.fy);
  expect(depthAt(raster, 80, row)).toBeCloseTo(exact, 1);
  const behind = {
    mesh: sheet(400, 400),
    material: matte({ twoSided: true }),
    placement: at(-300),
  };
  expect(draw([behind]).light.every((value) => value === 0)).toBe(true);
  const { light } = createRasteriser({ ...SIZE, intrinsics: LENS, nearMm: 700 }).draw(
    stage([{ mesh: sheet(50, 50), material: matte(), placement: at(600) }]),
  );
  expect(light.every((value) => value === 0)).toBe(true);
});

test("a surface shows its back only if it has two sides, however its corners run", () => {
  const mesh = sheet(100, 100);
  const swapped = { ...mesh, triangles: Uint32Array.from(mesh.triangles).reverse() };
  for (const shape of [mesh, swapped]) {
    const shows = (twoSided: boolean, yaw: number): boolean => {
      const actor = { mesh: shape, material: matte({ twoSided }), placement: at(500, 0, 0, yaw) };
      return depthAt(draw([actor]), 80, 60) > 0;
    };
    expect([shows(false, 0), shows(false, 180)]).toEqual([true, false]);
    expect([shows(true, 0), shows(true, 180)]).toEqual([true, true]);
  }
});

test("triangles that share edges leave no cracks and no doubles", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 25 }),
      fc.double({ min: -50, max: 50, noNaN: true }),
      fc.double({ min: -180, max: 180, noNaN: true }),
      (cells, yaw, roll) => {
        const wall = { mesh: sheet(8000, 8000, cells), placement: at(500, 0, 0, yaw, 0, roll) };
        const solid = draw([{ ...wall, material: matte() }]);
        const texture = { width: 1, height: 1, data: Uint8Array.of(255, 255, 255, 128) };
        const sheer = draw([{ ...wall, material: matte({ texture, blended: true }) }]);
        for (let i = 0; i < solid.light.length; i++) {
          if (Math.abs((solid.light[i] as number) - 1) > 1e-6) expect(solid.light[i]).toBe(1);
          const once = 128 / 255;
          if (Math.abs((sheer.light[i] as number) - once) > 1e-4) expect(sheer.light[i]).toBe(once);
        }
      },
    ),
    { numRuns: 10 },
  );
});

test("a mesh whose arrays do not fit is refused", () => {
  const mesh = sheet(10, 10);
  const draws = (broken: Partial<typeof mesh>) => () =>
    draw([{ mesh: { ...mesh, ...broken }, material: matte(), placement: at(500) }]);
  expect(draws({ normals: new Float32Array(3) })).toThrow(RangeError);
  expect(draws({ uvs: new Float32Array(2) })).toThrow(RangeError);
  expect(draws({ triangles: Uint32Array.of(0, 1, 4) })).toThrow(RangeError);
  expect(draws({})).not.toThrow();
});

test("options out of their range are refused by name", () => {
  const good = { ...SIZE, intrinsics: LENS };
  expect(() => createRasteriser({ ...good, width: 0 })).toThrow("width");
  expect(() => createRasteriser({ ...good, height: 1.5 })).toThrow("height");
  expect(() => createRasteriser({ ...good, nearMm: 0 })).toThrow("nearMm");
  expect(() => createRasteriser({ ...good, intrinsics: { ...LENS, fx: 0 } })).toThrow("intrinsics");
});
