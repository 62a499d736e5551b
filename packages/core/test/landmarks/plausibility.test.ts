import { describe, expect, it } from "vitest";
import { followsMesh } from "../../src/landmarks/plausibility.js";
import { meshAt } from "../track/fake-face.js";

const IMAGE = { width: 640, height: 480 };
const BEFORE = { x: 320, y: 240, span: 100 };
const before = meshAt(BEFORE);
/** Between the eye centres. */
const INTER_EYE = 70;

describe("followsMesh", () => {
  it.each([
    ["stays", {}],
    ["moves by 0.15 eye distances", { x: 320 + 0.15 * INTER_EYE }],
    ["comes 5 % nearer", { span: 105 }],
    ["leans by 5 degrees", { roll: 5 }],
    ["turns by 2 degrees", { yaw: 2 }],
  ])("bears a face that %s", (_, change) => {
    expect(followsMesh(meshAt({ ...BEFORE, ...change }), before, IMAGE)).toBe(true);
  });

  it.each([
    ["jumps by 0.25 eye distances", { y: 240 + 0.25 * INTER_EYE }],
    ["grows by 15 %", { span: 115 }],
    ["shrinks by 15 %", { span: 85 }],
    ["leans by 30 degrees at once", { roll: 30 }],
    ["is upside down", { roll: 180 }],
    ["changes its shape, as a mesh on a crop that slid does", { yaw: 20 }],
  ])("asks again when the face %s", (_, change) => {
    expect(followsMesh(meshAt({ ...BEFORE, ...change }), before, IMAGE)).toBe(false);
  });

  it("asks again when the network's own flag falls", () => {
    expect(followsMesh(meshAt(BEFORE, 0.6), before, IMAGE)).toBe(true);
    expect(followsMesh(meshAt(BEFORE, 0.4), before, IMAGE)).toBe(false);
  });

  it("asks again when left and right changed places", () => {
    const { points } = meshAt(BEFORE);
    const mirrored = points.slice();
    for (let i = 0; i < mirrored.length; i += 3) mirrored[i] = 640 - (points[i] as number);
    expect(followsMesh({ points: mirrored, presence: 1 }, before, IMAGE)).toBe(false);
  });

  it("asks again when the face touches an edge of the picture", () => {
    // the synthetic mesh reaches 0.8 spans to the sides, 0.8 up and 1.2 down
    for (const [x, y, inside] of [
      [82, 240, true],
      [79, 240, false],
      [561, 240, false],
      [320, 79, false],
      [320, 361, false],
      [320, 358, true],
    ] as const) {
      const pose = { ...BEFORE, x, y };
      expect(followsMesh(meshAt(pose), meshAt(pose), IMAGE), `${x}, ${y}`).toBe(inside);
    }
  });

  it("asks again when a point is no number", () => {
    const { points } = meshAt(BEFORE);
    const broken = points.slice();
    broken[3 * 33] = Number.NaN;
    expect(followsMesh({ points: broken, presence: 1 }, before, IMAGE)).toBe(false);
  });
});
