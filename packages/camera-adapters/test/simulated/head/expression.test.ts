import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { deformFace } from "../../../src/simulated/head/expression.js";
import {
  type EyePoints,
  LEFT_EYE,
  LEFT_MOUTH_CORNER,
  LOWER_LIP,
  RIGHT_EYE,
  RIGHT_MOUTH_CORNER,
  UPPER_LIP,
} from "../../../src/simulated/head/face-points.data.js";
import { type Expression, NEUTRAL } from "../../../src/simulated/head/head.js";
import { distance, pointAt } from "../../../src/simulated/head/vector.js";
import { starterTemplate } from "../support/stand-in.js";

let rest: Float32Array;
let mirror: Uint16Array;

beforeAll(async () => {
  const template = await starterTemplate();
  rest = template.points;
  mirror = template.mirror;
});

const shown = (expression: Partial<Expression>): Float32Array =>
  deformFace(rest, { ...NEUTRAL, ...expression });

/** Distance of the corners of the mouth over that of the outer corners of the eyes. */
function mouthShare(points: Float32Array): number {
  const width = distance(
    pointAt(points, RIGHT_MOUTH_CORNER[0]),
    pointAt(points, LEFT_MOUTH_CORNER[0]),
  );
  return width / distance(pointAt(points, RIGHT_EYE.outer), pointAt(points, LEFT_EYE.outer));
}

/** Opening of the lids over the distance of the eye's corners, at its middle. */
function opening(points: Float32Array, { upper, lower, outer, inner }: EyePoints): number {
  const height = distance(pointAt(points, upper[3] as number), pointAt(points, lower[3] as number));
  return height / distance(pointAt(points, outer), pointAt(points, inner));
}

describe("deformFace", () => {
  it("leaves a neutral face as it is", () => {
    expect(shown({})).toEqual(rest);
  });

  it("widens the mouth by a quarter in a full smile, of which networks read a fifth, and lifts its corners", () => {
    const points = shown({ smile: 1 });
    const widened = mouthShare(points) / mouthShare(rest) - 1;
    expect(widened).toBeGreaterThan(0.21);
    expect(widened).toBeLessThan(0.29);
    for (const [corner] of [RIGHT_MOUTH_CORNER, LEFT_MOUTH_CORNER]) {
      expect(pointAt(points, corner)[1]).toBeLessThan(pointAt(rest, corner)[1] - 3);
    }
  });

  it("opens the mouth without widening it, as talking does", () => {
    for (const mouthOpen of [0.2, 0.5, 1]) {
      const points = shown({ mouthOpen });
      const gap = pointAt(points, LOWER_LIP[3][4])[1] - pointAt(points, UPPER_LIP[3][4])[1];
      expect(gap).toBeGreaterThan(20 * mouthOpen);
      expect(Math.abs(mouthShare(points) / mouthShare(rest) - 1)).toBeLessThan(0.08);
    }
  });

  it("closes one eye and leaves the other open", () => {
    const points = shown({ blinkLeft: 1 });
    expect(opening(points, RIGHT_EYE)).toBeLessThan(0.35 * opening(rest, RIGHT_EYE));
    expect(opening(points, LEFT_EYE)).toBe(opening(rest, LEFT_EYE));
  });

  it("lets the upper lids follow eyes that look down", () => {
    expect(opening(shown({ gazeDown: 20 }), LEFT_EYE)).toBeLessThan(opening(rest, LEFT_EYE));
  });

  it("moves the brows both ways and the eyes hardly", () => {
    const brow = RIGHT_EYE.browHigh[2] as number;
    expect(pointAt(shown({ brows: 1 }), brow)[1]).toBeLessThan(pointAt(rest, brow)[1] - 3);
    expect(pointAt(shown({ brows: -1 }), brow)[1]).toBeGreaterThan(pointAt(rest, brow)[1] + 1.5);
    expect(opening(shown({ brows: 1 }), RIGHT_EYE) / opening(rest, RIGHT_EYE)).toBeCloseTo(1, 0);
  });

  it("keeps a symmetric face symmetric", () => {
    const points = shown({
      smile: 0.7,
      mouthOpen: 0.4,
      brows: 0.5,
      blinkLeft: 0.6,
      blinkRight: 0.6,
    });
    for (let i = 0; i < mirror.length; i++) {
      const [x, y, z] = pointAt(points, i);
      const [mx, my, mz] = pointAt(points, mirror[i] as number);
      expect(Math.hypot(x + mx, y - my, z - mz)).toBeLessThan(0.02);
    }
  });

  it("moves nothing farther than a face can, whatever is asked", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const gaze = fc.double({ min: -30, max: 30, noNaN: true });
    fc.assert(
      fc.property(
        fc.record({
          smile: share,
          mouthOpen: share,
          blinkLeft: share,
          blinkRight: share,
          brows: fc.double({ min: -1, max: 1, noNaN: true }),
          gazeRight: gaze,
          gazeDown: gaze,
        }),
        (expression) => {
          const points = deformFace(rest, expression);
          let farthest = 0;
          for (let i = 0; i < points.length / 3; i++) {
            farthest = Math.max(farthest, distance(pointAt(points, i), pointAt(rest, i)));
          }
          expect(farthest).toBeLessThan(45);
        },
      ),
      { numRuns: 40 },
    );
  });
});
