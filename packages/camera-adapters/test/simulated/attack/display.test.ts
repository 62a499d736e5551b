import { describe, expect, it } from "vitest";
import { createDisplay, type DisplayOptions } from "../../../src/simulated/attack/display.js";
import { placementOf } from "../../../src/simulated/render/placement.js";
import { plainTexture } from "../../../src/simulated/shape/plain-texture.js";
import { camera, digest } from "../support/stand-in.js";

const phone: DisplayOptions = {
  widthMm: 60,
  heightMm: 120,
  pitchMm: 0.0634,
  refreshHz: 60,
  moire: 0,
  banding: 0,
  zoom: 1,
  seed: 1,
};
const grey = plainTexture([128, 128, 128]);
const pose = (distance: number) =>
  placementOf({ yaw: 0, pitch: 0, roll: 0, positionMm: [0, 0, distance] });

function show(options: Partial<DisplayOptions>, timeMs = 0, distance = 300, exposureMs = 8) {
  const display = createDisplay({ ...phone, ...options });
  display.show(grey, { timeMs, camera: { ...camera, exposureMs } }, pose(distance));
  return display.texture;
}

/** Means of the rows, green. */
function rows({ width, height, data }: ReturnType<typeof show>): number[] {
  return Array.from({ length: height }, (_, y) => {
    let sum = 0;
    for (let x = 0; x < width; x++) sum += data[4 * (y * width + x) + 1] as number;
    return sum / width;
  });
}

describe("createDisplay", () => {
  it("shows the video evenly where nothing beats", () => {
    const bytes = new Set(show({}).data);
    expect([...bytes].filter((v) => v !== 255)).toHaveLength(1);
  });

  it("shows coloured stripes that change with the distance", () => {
    const near = show({ moire: 0.1 }, 0, 294);
    const far = show({ moire: 0.1 }, 0, 297);
    expect(digest(near.data)).not.toBe(digest(far.data));
    const reds = near.data.filter((_, i) => i % 4 === 0);
    const blues = near.data.filter((_, i) => i % 4 === 2);
    expect(Math.max(...reds) - Math.min(...reds)).toBeGreaterThan(8);
    expect(digest(reds)).not.toBe(digest(blues));
  });

  it("is sampled where the beat is slow: it never alternates from one camera pixel to the next", () => {
    // at this distance there are exactly 33 display pixels in a camera pixel: the beat stands still
    const distance = 33 * phone.pitchMm * camera.intrinsics.fx;
    const { data } = show({ moire: 0.1 }, 0, distance);
    const greens = data.filter((_, i) => i % 4 === 1);
    expect(Math.max(...greens) - Math.min(...greens)).toBeLessThanOrEqual(2);
  });

  it("has a dark band that rolls, and none when the exposure takes in a whole refresh", () => {
    const band = rows(show({ banding: 0.5, refreshHz: 61 }, 0, 120));
    expect(Math.max(...band) - Math.min(...band)).toBeGreaterThan(20);
    const later = rows(show({ banding: 0.5, refreshHz: 61 }, 330, 120));
    expect(later.indexOf(Math.min(...later))).not.toBe(band.indexOf(Math.min(...band)));
    const whole = rows(show({ banding: 0.5, refreshHz: 60 }, 0, 120, 1000 / 60));
    expect(Math.max(...whole) - Math.min(...whole)).toBeLessThan(2);
  });

  it("counts its version up", () => {
    const display = createDisplay(phone);
    const moment = { timeMs: 0, camera };
    display.show(grey, moment, pose(300));
    const before = display.texture.version ?? 0;
    display.show(grey, moment, pose(300));
    expect(display.texture.version).toBeGreaterThan(before);
  });
});
