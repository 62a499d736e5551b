import { describe, expect, it } from "vitest";
import {
  createInjectionRecorded,
  createInjectionRelit,
} from "../../../src/simulated/attack/injection.js";
import { plainTexture } from "../../../src/simulated/shape/plain-texture.js";
import { camera } from "../support/stand-in.js";

/** A video whose brightness is its time. */
const video = (timeMs: number) => plainTexture([timeMs / 100, 100, 100]);
const redAt = (attack: ReturnType<typeof createInjectionRecorded>, timeMs: number) =>
  attack.pictureAt({ timeMs, camera }).picture.data[0];

describe("createInjectionRecorded", () => {
  it("plays a recording of another time, in a loop, or stands still", () => {
    expect(redAt(createInjectionRecorded({ video }), 1500)).toBe(15);
    expect(redAt(createInjectionRecorded({ video, staleMs: 3000 }), 1500)).toBe(45);
    expect(redAt(createInjectionRecorded({ video, loopMs: 1000 }), 2500)).toBe(5);
    expect(redAt(createInjectionRecorded({ video, freezeAtMs: 700 }), 2500)).toBe(7);
  });

  it("has no depth, or one that is the same everywhere", () => {
    const depthOf = (options: object) =>
      createInjectionRecorded({ video, ...options }).pictureAt({ timeMs: 0, camera }).depthMm;
    expect(depthOf({})).toBe(0);
    expect(depthOf({ depthMm: 450 })).toBe(450);
  });
});

describe("createInjectionRelit", () => {
  const screenLight = (timeMs: number) =>
    timeMs < 1000 ? ([1, 0, 0] as const) : ([0, 0, 1] as const);
  const lit = (timeMs: number, options: object = {}) => {
    const attack = createInjectionRelit({
      video: () => plainTexture([100, 100, 100]),
      screenLight,
      ...options,
    });
    return [...attack.pictureAt({ timeMs, camera }).picture.data.subarray(0, 4)];
  };

  it("lays the display's colour on every pixel", () => {
    const [red = 0, green = 0, blue = 0, coverage] = lit(500);
    expect(red).toBeGreaterThan(105);
    expect(green).toBeLessThan(95);
    expect(blue).toBe(green);
    expect(coverage).toBe(255);
  });

  it("is late by the lag", () => {
    const isBlue = (timeMs: number) => (([r = 0, , b = 0]) => b > r)(lit(timeMs, { lagMs: 200 }));
    expect(isBlue(1199)).toBe(false);
    expect(isBlue(1200)).toBe(true);
  });

  it("counts its versions up, so that a renderer reads it anew", () => {
    const attack = createInjectionRelit({ video, screenLight });
    const version = () => attack.pictureAt({ timeMs: 0, camera }).picture.version ?? 0;
    expect(version()).toBeLessThan(version());
  });

  it("refuses a strength beyond the whole light", () => {
    expect(() => createInjectionRelit({ video, screenLight, strength: 1.1 })).toThrow(RangeError);
  });
});
