import { expect, test } from "vitest";
import { createPyramid } from "../../../src/simulated/render/pyramid.js";
import { createRasteriser } from "../../../src/simulated/render/rasterise.js";
import { LINEAR_OF_SRGB } from "../../../src/simulated/render/tone.js";
import { matte, painted, plain, sheet } from "./shapes.js";
import { at, draw, LENS, pixel, SIZE, stage } from "./stage.js";

const WHITE = 1;
const DARK = LINEAR_OF_SRGB[60] as number;

test.each([
  { yaw: 0, pitch: 0, z: 400 },
  { yaw: 50, pitch: 0, z: 420 },
  { yaw: -35, pitch: 35, z: 500 },
  { yaw: 0, pitch: -60, z: 500 },
])("a slanted checkerboard looks as rays say: $yaw, $pitch", ({ yaw, pitch, z }) => {
  const cells = 8;
  const texture = painted(256, 256, (x, y) => {
    const byte = (Math.floor(x / 32) + Math.floor(y / 32)) % 2 === 0 ? 255 : 60;
    return [byte, byte, byte, 255];
  });
  const placement = at(z, 0, 0, yaw, pitch);
  const raster = draw([{ mesh: sheet(300, 300), material: matte({ texture }), placement }]);
  const r = placement.rotation;
  const n = [r[2], r[5], r[8]] as const;
  const cast = (px: number, py: number): number => {
    const x = (px - LENS.cx) / LENS.fx;
    const y = (py - LENS.cy) / LENS.fy;
    const t = (n[2] * z) / (n[0] * x + n[1] * y + n[2]);
    const p = [t * x, t * y, t - z] as const;
    const u = (r[0] * p[0] + r[3] * p[1] + r[6] * p[2]) / 300 + 0.5;
    const v = (r[1] * p[0] + r[4] * p[1] + r[7] * p[2]) / 300 + 0.5;
    if (t <= 0 || u < 0 || u > 1 || v < 0 || v > 1) return 0;
    return (Math.floor(u * cells) + Math.floor(v * cells)) % 2 === 0 ? WHITE : DARK;
  };
  let error = 0;
  let worst = 0;
  let count = 0;
  for (let y = 0; y < SIZE.height; y++) {
    for (let x = 0; x < SIZE.width; x++) {
      let exact = 0;
      for (let k = 0; k < 64; k++) exact += cast(x + ((k & 7) + 0.5) / 8, y + ((k >> 3) + 0.5) / 8);
      exact /= 64;
      const difference = Math.abs(pixel(raster, x, y)[0] - exact);
      worst = Math.max(worst, difference);
      if (exact === 0) continue;
      error += difference;
      count++;
    }
  }
  expect(count).toBeGreaterThan(3000);
  // fields of the board are 6 to 20 pixels wide: were it affine, whole fields would be wrong
  expect(error / count).toBeLessThan(0.03);
  expect(worst).toBeLessThan(0.5);
});

test("seen from far away a fine board is its mean in linear light, without moire", () => {
  const texture = painted(512, 512, (x, y) => {
    const byte = (x + y) % 2 === 0 ? 255 : 0;
    return [byte, byte, byte, 255];
  });
  const raster = draw([
    { mesh: sheet(200, 200), material: matte({ texture }), placement: at(500) },
  ]);
  for (let x = 60; x < 100; x++) expect(pixel(raster, x, 60)[0]).toBeCloseTo(0.5, 2);
});

test("a texture's bytes are sRGB", () => {
  const texture = plain(188, 0, 255);
  const raster = draw([
    { mesh: sheet(200, 200), material: matte({ texture }), placement: at(500) },
  ]);
  const [red, green, blue] = pixel(raster, 80, 60);
  expect(red).toBeCloseTo(0.503, 3);
  expect(green).toBe(0);
  expect(blue).toBeCloseTo(1, 4);
});

test("every level of a pyramid has the mean of the first, also where sizes are odd", () => {
  for (const [width, height] of [
    [64, 64],
    [37, 53],
    [1, 9],
  ] as const) {
    const p = createPyramid(painted(width, height, () => [120, 120, 120, 200]));
    for (let level = 0; level <= p.last; level++) {
      const from = p.offsets[level] as number;
      const texel = p.data.subarray(from, from + 4);
      expect(texel[3]).toBeCloseTo((65_535 * 200) / 255, -1);
      // colour is kept times coverage
      const colour = (texel[0] as number) / (texel[3] as number);
      expect(colour).toBeCloseTo(LINEAR_OF_SRGB[120] as number, 3);
    }
    expect(p.widths[p.last]).toBe(1);
    expect(p.heights[p.last]).toBe(1);
  }
});

test("a background fills the picture whatever its shape, and is not lit", () => {
  const background = painted(300, 100, (x) => (x < 150 ? [255, 0, 0, 255] : [0, 0, 255, 255]));
  const raster = draw([], { background, backgroundMm: 900, lights: [] });
  expect(pixel(raster, 20, 10)).toEqual([1, 0, 0]);
  expect(pixel(raster, 140, 110)).toEqual([0, 0, 1]);
  expect(raster.depth.every((value) => value === 900)).toBe(true);
});

test("a texture is read anew when its version changes", () => {
  const rasteriser = createRasteriser({ ...SIZE, intrinsics: LENS });
  const data = Uint8Array.of(255, 255, 255, 255);
  const film = { width: 1, height: 1, data, version: 1 };
  const show = () =>
    pixel(
      rasteriser.draw(
        stage([{ mesh: sheet(200, 200), material: matte({ texture: film }), placement: at(500) }]),
      ),
      80,
      60,
    );
  expect(show()).toEqual([1, 1, 1]);
  data.set([0, 0, 0]);
  film.version = 2;
  expect(show()).toEqual([0, 0, 0]);
});

test("a texture with too few bytes is refused", () => {
  const texture = { width: 2, height: 2, data: new Uint8Array(12) };
  expect(() => createPyramid(texture)).toThrow(RangeError);
});
