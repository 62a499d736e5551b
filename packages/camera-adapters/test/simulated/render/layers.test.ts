import { expect, test } from "vitest";
import { createRasteriser } from "../../../src/simulated/render/rasterise.js";
import type { Material } from "../../../src/simulated/render/surface.js";
import { matte, painted, plain, sheet } from "./shapes.js";
import { type Actor, at, depthAt, draw, LENS, pixel, SIZE, stage } from "./stage.js";

const wall: Actor = { mesh: sheet(1200, 1200), material: matte(), placement: at(800) };

function pane(z: number, material: Partial<Material>): Actor {
  return { mesh: sheet(100, 100), material: matte(material), placement: at(z) };
}

const RED = plain(255, 0, 0, 102);
const BLUE = plain(0, 0, 255, 204);

test("layers blend from the back to the front, in whatever order they come", () => {
  const red = pane(400, { texture: RED, blended: true });
  const blue = pane(500, { texture: BLUE, blended: true });
  const expected = [0.4 + 0.6 * 0.2, 0.6 * 0.2, 0.6];
  for (const actors of [
    [wall, red, blue],
    [blue, red, wall],
    [red, wall, blue],
  ]) {
    const seen = pixel(draw(actors), 80, 60);
    seen.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i] as number, 3);
    });
  }
});

test("layers behind what is solid are not seen; one that lies on it is", () => {
  const hidden = pane(900, { texture: RED, blended: true });
  expect(pixel(draw([hidden, wall]), 80, 60)).toEqual([1, 1, 1]);
  const decal = pane(800, { texture: RED, blended: true });
  expect(pixel(draw([decal, wall]), 80, 60)[1]).toBeCloseTo(0.6, 3);
});

test("two layers that cross are sorted at every pixel", () => {
  const turned = (yaw: number, texture: typeof RED): Actor => ({
    ...pane(500, { texture, blended: true, twoSided: true }),
    placement: at(500, 0, 0, yaw),
  });
  const raster = draw([turned(30, plain(255, 0, 0, 230)), turned(-30, plain(0, 0, 255, 230))]);
  const left = pixel(raster, 72, 60);
  const right = pixel(raster, 88, 60);
  expect(left[0] > left[2]).not.toBe(right[0] > right[2]);
});

test.each([
  ["solid, opaque", { depth: "solid" }, 400],
  ["hole, opaque", { depth: "hole" }, 0],
  ["unseen, opaque", { depth: "unseen" }, 800],
  ["solid layer, mostly covering", { blended: true, texture: BLUE, depth: "solid" }, 400],
  ["solid layer, hardly covering", { blended: true, texture: RED, depth: "solid" }, 800],
  ["glass", { blended: true, texture: plain(0, 0, 0, 20), depth: "hole" }, 0],
  ["strands", { blended: true, texture: BLUE, depth: "unseen" }, 800],
  ["a hole in the texture", { texture: plain(0, 0, 0, 100) }, 800],
  ["nothing in the texture", { blended: true, texture: plain(0, 0, 0, 0), depth: "hole" }, 800],
] as const)("a depth camera sees: %s", (_, material, expected) => {
  const raster = draw([wall, pane(400, material)]);
  expect(depthAt(raster, 80, 60)).toBeCloseTo(expected, 2);
  expect(depthAt(raster, 20, 60)).toBeCloseTo(800, 2);
});

test("an opaque surface hides light even where the depth camera sees through it", () => {
  const raster = draw([wall, pane(400, { texture: plain(0, 255, 0), depth: "unseen" })]);
  expect(pixel(raster, 80, 60)).toEqual([0, 1, 0]);
});

test("glass keeps its highlight however clear it is, strands do not", () => {
  const lights = [{ kind: "directional", colour: [1, 1, 1], towards: [0, 0, 1] }] as const;
  const clear = { texture: plain(0, 0, 0, 13), blended: true, diffuse: 0, specular: 1 } as const;
  const shine = (depth: Material["depth"]): number =>
    pixel(draw([pane(400, { ...clear, depth })], { lights }), 80, 60)[0];
  expect(shine("hole")).toBeCloseTo(1, 1);
  expect(shine("unseen")).toBeCloseTo(13 / 255, 2);
});

test("coverage that fades over the surface fades in the picture", () => {
  const texture = painted(256, 4, (x) => [255, 255, 255, x]);
  const raster = draw([pane(400, { texture, blended: true })]);
  const values = [65, 72, 80, 88, 95].map((x) => pixel(raster, x, 60)[0]);
  for (let i = 1; i < values.length; i++) {
    expect(values[i] as number).toBeGreaterThan(values[i - 1] as number);
  }
  expect(values[2]).toBeCloseTo(0.5, 1);
});

test("infrared: displays are dark, prints flat, skin keeps some of its contrast, far is dark", () => {
  const rasteriser = createRasteriser({ ...SIZE, intrinsics: LENS, infrared: true });
  const seen = (material: Partial<Material>, z = 500): number =>
    rasteriser.draw(stage([pane(z, material)])).infrared?.[60 * SIZE.width + 80] as number;
  expect(seen({ emission: 1, diffuse: 0.03 })).toBeCloseTo(0.03, 2);
  const ink = { infrared: 0.7, texture: plain(0, 0, 0) };
  expect(seen(ink)).toBeCloseTo(0.7, 2);
  expect(seen({ ...ink, texture: plain(255, 255, 255) })).toBeCloseTo(0.7, 2);
  expect(seen(ink, 1000)).toBeCloseTo(0.7 / 4, 2);
  const dark = seen({ texture: plain(60, 40, 30) });
  const bright = seen({ texture: plain(230, 200, 180) });
  expect(dark).toBeGreaterThan(0.3);
  expect(bright).toBeGreaterThan(1.3 * dark);
  expect(createRasteriser({ ...SIZE, intrinsics: LENS }).draw(stage([])).infrared).toBeUndefined();
});

test("the same scene gives the same bytes, also after another one", () => {
  const rasteriser = createRasteriser({ ...SIZE, intrinsics: LENS });
  const scene = stage([wall, pane(400, { texture: RED, blended: true }), pane(500, {})]);
  const first = rasteriser.draw(scene).light.slice();
  rasteriser.draw(stage([pane(300, { texture: BLUE })]));
  expect(rasteriser.draw(scene).light).toEqual(first);
  expect(rasteriser.draw(scene)).toBe(rasteriser.draw(scene));
});
