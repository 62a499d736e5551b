import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Box } from "../../src/kernel/geometry.js";
import { createSceneWatch } from "../../src/track/scene-watch.js";
import { TRACKING_DEFAULTS } from "../../src/track/tracking-options.js";
import { PIXEL_FORMATS, paintPicture } from "../align/pictures.js";
import { paintScene, type SceneScript, withBytesBetween } from "./scenes.js";

const { minLumaChange, minChangedCells } = TRACKING_DEFAULTS;
/** Of the default share of 0.1: a face is five cells wide. */
const CELLS = 50;
/** Least width of a face that may pay in 640 pixels. */
const LEAST = 64;

function changed(before: SceneScript, now: SceneScript, except: readonly Box[] = []): number {
  const watch = createSceneWatch(CELLS, minLumaChange);
  watch.look(paintScene(before));
  watch.remember();
  watch.look(paintScene(now));
  return watch.changedCells(except);
}

const someone = (x: number, y: number, width = LEAST): Box => ({
  x,
  y,
  width,
  height: 1.2 * width,
});

describe("a scene in which nothing moved", () => {
  it("does not change by a single cell, whatever exposure does", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.7, max: 1.4, noNaN: true }),
        fc.double({ min: -25, max: 25, noNaN: true }),
        (gain, offset) => {
          expect(
            changed({ faces: [someone(200, 100)] }, { faces: [someone(200, 100)], gain, offset }),
          ).toBe(0);
        },
      ),
      { numRuns: 20 },
    );
  });

  it.each([1, 3, 5, 8])("stays below the limit with sensor noise of %i levels", (noise) => {
    for (let seed = 1; seed <= 12; seed++) {
      const cells = changed({ noise, seed }, { noise, seed: seed + 100, gain: 1.1 });
      expect(cells).toBeLessThan(minChangedCells);
    }
  });

  it("is unclear, so changed, when the light changed beyond what exposure control does", () => {
    expect(changed({}, { gain: 0.3 })).toBeGreaterThan(1000);
    expect(changed({ gain: 0.4 }, { gain: 1 })).toBeGreaterThan(1000);
  });
});

describe("somebody who was not there", () => {
  const place = fc.record({
    x: fc.integer({ min: 0, max: 640 - LEAST }),
    y: fc.integer({ min: 0, max: 280 }),
  });
  const light = fc.record({
    gain: fc.double({ min: 0.75, max: 1.3, noNaN: true }),
    offset: fc.double({ min: -15, max: 15, noNaN: true }),
    noise: fc.constantFrom(0, 2, 4),
    seed: fc.integer({ min: 1, max: 1e6 }),
  });

  it("changes enough cells wherever they stand, also when the light changes with them", () => {
    fc.assert(
      fc.property(place, light, ({ x, y }, lit) => {
        const cells = changed(
          { noise: lit.noise, seed: lit.seed + 1 },
          { ...lit, faces: [someone(x, y)] },
        );
        expect(cells).toBeGreaterThanOrEqual(minChangedCells);
      }),
      { numRuns: 60 },
    );
  });

  it("counts when they leave, too", () => {
    expect(changed({ faces: [someone(100, 100)] }, {})).toBeGreaterThanOrEqual(minChangedCells);
  });

  it("is not the face that is followed", () => {
    const before = { faces: [someone(300, 100)] };
    const now = { faces: [someone(310, 104)] };
    expect(changed(before, now)).toBeGreaterThanOrEqual(minChangedCells);
    const own = [someone(290, 90, 90), someone(300, 94, 90)];
    expect(changed(before, now, own)).toBe(0);
    const joined = { faces: [...now.faces, someone(450, 100)] };
    expect(changed(before, joined, own)).toBeGreaterThanOrEqual(minChangedCells);
  });

  it("cannot come so slowly that no two frames differ", () => {
    const watch = createSceneWatch(CELLS, minLumaChange);
    const at = (visible: number) => ({ behind: [someone(100, 120)], visible });
    watch.look(paintScene(at(0)));
    watch.remember();
    let noticedAt = Number.NaN;
    for (let percent = 1; percent <= 100 && Number.isNaN(noticedAt); percent++) {
      const cells = changed(at((percent - 1) / 100), at(percent / 100));
      expect(cells).toBeLessThan(minChangedCells);
      watch.look(paintScene(at(percent / 100)));
      if (watch.changedCells([]) >= minChangedCells) noticedAt = percent;
    }
    expect(noticedAt).toBeLessThan(50);
  });
});

describe("the watch", () => {
  it("sees every pixel format alike, with padded rows too", () => {
    for (const format of PIXEL_FORMATS) {
      const paint = (joined: boolean) => {
        const scene = paintScene({
          width: 320,
          height: 180,
          faces: joined ? [someone(40, 40, 32)] : [],
        });
        const level = (x: number, y: number) => scene.data[y * 320 + x] as number;
        return paintPicture(format, 320, 180, (x, y) => {
          const v = level(x, y);
          return [v, v, v];
        });
      };
      const watch = createSceneWatch(CELLS, minLumaChange);
      watch.look(paint(false));
      watch.remember();
      watch.look(paint(false));
      expect(watch.changedCells([]), format).toBe(0);
      watch.look(paint(true));
      const cells = watch.changedCells([]);
      expect(cells, format).toBeGreaterThan(10);
      expect(cells, format).toBeLessThan(40);
    }
  });

  it("reads both bytes of gray16, so that a camera that stores ten bits low is seen", () => {
    const scene = (joined: boolean) => {
      const { data, width, height } = paintScene({ faces: joined ? [someone(40, 40)] : [] });
      const wide = new Uint8Array(2 * data.length);
      for (const [i, v] of data.entries()) wide.set([(4 * v) & 255, (4 * v) >> 8], 2 * i);
      const like = { format: "gray16", width, height, stride: 2 * width } as const;
      return { ...like, data: wide, whiteLevel: 1023 };
    };
    const watch = createSceneWatch(CELLS, minLumaChange);
    watch.look(scene(false));
    watch.remember();
    watch.look(scene(true));
    expect(watch.changedCells([])).toBeGreaterThanOrEqual(minChangedCells);
  });

  it("compares nothing across sizes, formats or a reset", () => {
    const watch = createSceneWatch(CELLS, minLumaChange);
    expect(watch.changedCells([])).toBe(0); // there is no grid yet
    const small = paintScene({ width: 160, height: 90 });
    watch.look(small);
    expect(watch.changedCells([])).toBe(50 * 28);
    watch.remember();
    expect(watch.changedCells([])).toBe(0);
    watch.look(withBytesBetween(small, 3));
    expect(watch.changedCells([])).toBe(50 * 28);
    watch.remember();
    watch.look(paintScene({ width: 90, height: 160 }));
    expect(watch.changedCells([])).toBe(28 * 50);
    watch.remember();
    watch.forget();
    expect(watch.changedCells([])).toBe(28 * 50);
  });

  it("bears pictures smaller than its grid", () => {
    for (const [width, height] of [
      [1, 1],
      [3, 200],
      [2000, 1],
    ] as const) {
      const watch = createSceneWatch(CELLS, minLumaChange);
      const image = paintPicture("rgb8", width, height, (x, y) => [x % 256, y % 256, 7]);
      watch.look(image);
      watch.remember();
      watch.look(image);
      expect(watch.changedCells([])).toBe(0);
    }
  });

  it("has nothing to compare when the face fills the picture", () => {
    const everywhere = { x: -10, y: -10, width: 2000, height: 2000 };
    expect(changed({}, { faces: [someone(200, 100, 200)] }, [everywhere])).toBe(0);
  });
});
