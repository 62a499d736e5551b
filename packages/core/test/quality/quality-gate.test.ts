import { describe, expect, it } from "vitest";
import type { PixelImage } from "../../src/kernel/frame.js";
import { seededUniform } from "../../src/kernel/random.js";
import { createQualityGate, judgeQuality } from "../../src/quality/face-quality-gate.js";
import { measureQuality } from "../../src/quality/measure-quality.js";
import {
  QUALITY_DEFAULTS_ENROL,
  QUALITY_DEFAULTS_PROBE,
} from "../../src/quality/quality-limits.js";
import { paintPicture } from "../align/pictures.js";
import { type SyntheticPose, syntheticMesh } from "../landmarks/synthetic-mesh.js";

/** SYNTHETIC skin: smooth shading with fine grain, about as detailed as a sharp face. */
function skin(level: (value: number) => number = (v) => v): PixelImage {
  const next = seededUniform(5);
  return paintPicture("rgb8", 640, 480, (x, y) => {
    const shade = 130 + 50 * Math.sin(x / 25) * Math.cos(y / 30) + 40 * (next() - 0.5);
    const value = Math.max(0, Math.min(255, Math.round(level(shade))));
    return [value, value, value];
  });
}

/** Averages over 9 x 9 pixels. */
function blurred(image: PixelImage): PixelImage {
  const { width, height, data, stride } = image;
  return paintPicture("rgb8", width, height, (x, y) => {
    let sum = 0;
    let count = 0;
    for (let v = Math.max(0, y - 4); v <= Math.min(height - 1, y + 4); v++) {
      for (let u = Math.max(0, x - 4); u <= Math.min(width - 1, x + 4); u++) {
        sum += data[v * stride + 3 * u] as number;
        count++;
      }
    }
    const mean = Math.round(sum / count);
    return [mean, mean, mean];
  });
}

const SHARP = skin();
const MIDDLE = { x: 320, y: 220, span: 100 } as const;
const assess = (image: PixelImage, pose: SyntheticPose = {}) =>
  createQualityGate().assess(image, {
    points: syntheticMesh({ ...MIDDLE, ...pose }),
    presence: 1,
  });

describe("createQualityGate", () => {
  it("finds nothing wrong with a sharp, well lit, frontal face", () => {
    expect(assess(SHARP)).toEqual([]);
    expect(
      createQualityGate(QUALITY_DEFAULTS_ENROL).assess(SHARP, {
        points: syntheticMesh(MIDDLE),
        presence: 1,
      }),
    ).toEqual([]);
  });

  it.each([
    ["inter-eye-distance", "come-closer", SHARP, { span: 39 }],
    ["margin-of-face", "move-to-the-middle", SHARP, { x: 70 }],
    ["margin-of-face", "move-to-the-middle", SHARP, { y: 470 - 120 + 20 }],
    ["head-pose-yaw", "look-straight", SHARP, { yaw: 36 }],
    ["head-pose-yaw", "look-straight", SHARP, { yaw: -36 }],
    ["head-pose-pitch", "look-straight", SHARP, { pitch: 34 }],
    ["head-pose-pitch", "look-straight", SHARP, { pitch: -34 }],
    ["head-pose-roll", "level-your-head", SHARP, { roll: -31 }],
    ["sharpness", "hold-still", blurred(SHARP), {}],
    ["under-exposure", "more-light", skin((v) => v / 8), {}],
    ["over-exposure", "less-light", skin((v) => v * 2.5), {}],
  ] as const)("%s asks to %s", (component, hint, image, pose) => {
    expect(assess(image, pose)).toEqual([{ component, hint }]);
  });

  it("passes a face that is just within a limit", () => {
    expect(assess(SHARP, { span: 41 })).toEqual([]);
    expect(assess(SHARP, { yaw: 34 })).toEqual([]);
    expect(assess(SHARP, { roll: 29 })).toEqual([]);
  });

  it("says first what helps most: come closer before hold still", () => {
    const defects = assess(blurred(SHARP), { span: 30, yaw: 40 });
    expect(defects.map(({ hint }) => hint)).toEqual(["come-closer", "look-straight", "hold-still"]);
  });

  it("does not call a dim, sharp face blurred", () => {
    const values = (image: PixelImage) =>
      measureQuality(image, { points: syntheticMesh(MIDDLE), presence: 1 });
    const dim = values(skin((v) => 20 + v / 4)).sharpness;
    expect(dim / values(SHARP).sharpness).toBeGreaterThan(0.9);
    expect(dim / values(SHARP).sharpness).toBeLessThan(1.2); // rounding to bytes adds a little noise
  });

  it("takes the caller's limits, the rest from the defaults", () => {
    const strict = createQualityGate({ minOuterEyeDistancePx: 120 });
    const face = { points: syntheticMesh(MIDDLE), presence: 1 };
    expect(strict.assess(SHARP, face)).toEqual([
      { component: "inter-eye-distance", hint: "come-closer" },
    ]);
  });

  it("reads a flat face as blurred, without dividing by nothing", () => {
    const flat = paintPicture("gray8", 640, 480, () => [128, 128, 128]);
    expect(assess(flat)).toEqual([{ component: "sharpness", hint: "hold-still" }]);
  });

  it("refuses a face whose measures are no numbers", () => {
    const values = measureQuality(SHARP, { points: syntheticMesh(MIDDLE), presence: 1 });
    for (const name of Object.keys(values)) {
      const broken = { ...values, [name]: Number.NaN };
      expect(judgeQuality(broken, QUALITY_DEFAULTS_PROBE), name).toHaveLength(1);
    }
  });
});

describe("the limits of enrolment", () => {
  it("are nowhere looser than those of a payment", () => {
    const enrol = QUALITY_DEFAULTS_ENROL;
    for (const [name, probe] of Object.entries(QUALITY_DEFAULTS_PROBE)) {
      const limit = enrol[name as keyof typeof enrol];
      if (name.startsWith("min")) expect(limit, name).toBeGreaterThanOrEqual(probe);
      else expect(limit, name).toBeLessThanOrEqual(probe);
    }
    expect(Object.isFrozen(enrol) && Object.isFrozen(QUALITY_DEFAULTS_PROBE)).toBe(true);
  });
});
