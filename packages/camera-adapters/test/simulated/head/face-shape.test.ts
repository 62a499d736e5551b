import type { FaceTemplate } from "@sourire/core";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import {
  LEFT_EYE,
  LOWER_LIP,
  RIGHT_EYE,
  UPPER_LIP,
} from "../../../src/simulated/head/face-points.data.js";
import { MEAN_SHAPE, shapeFace } from "../../../src/simulated/head/face-shape.js";
import type { FaceShape } from "../../../src/simulated/head/face-traits.js";
import { distance, pointAt } from "../../../src/simulated/head/vector.js";
import { starterTemplate } from "../support/stand-in.js";

let template: FaceTemplate;

beforeAll(async () => {
  template = await starterTemplate();
});

const TRAITS = Object.keys(MEAN_SHAPE) as (keyof FaceShape)[];
const anyShape = fc
  .array(fc.double({ min: -1.8, max: 1.8, noNaN: true }), {
    minLength: TRAITS.length,
    maxLength: TRAITS.length,
  })
  .map(
    (values) =>
      Object.fromEntries(TRAITS.map((trait, k) => [trait, values[k]])) as unknown as FaceShape,
  );

const shaped = (shape: FaceShape, asymmetry = 0): Float32Array => {
  let draws = 0;
  return shapeFace(template.points, shape, () => (draws++ * 0.618) % 1, asymmetry);
};

describe("shapeFace", () => {
  it("gives symmetric faces where no asymmetry is asked for", () => {
    fc.assert(
      fc.property(anyShape, (shape) => {
        const points = shaped(shape);
        let most = 0;
        for (let i = 0; i < template.mirror.length; i++) {
          const [x, y, z] = pointAt(points, i);
          const [mx, my, mz] = pointAt(points, template.mirror[i] as number);
          most = Math.max(most, Math.hypot(x + mx, y - my, z - mz));
        }
        expect(most).toBeLessThan(0.02);
      }),
      { numRuns: 25 },
    );
  });

  it("closes the lips and opens the eyes of every face", () => {
    fc.assert(
      fc.property(anyShape, (shape) => {
        const points = shaped(shape);
        for (let k = 0; k < UPPER_LIP[3].length; k++) {
          const upper = pointAt(points, UPPER_LIP[3][k] as number);
          const lower = pointAt(points, LOWER_LIP[3][k] as number);
          expect(Math.abs(upper[1] - lower[1])).toBeLessThan(1.5);
        }
        for (const eye of [RIGHT_EYE, LEFT_EYE]) {
          const height = distance(
            pointAt(points, eye.upper[3] as number),
            pointAt(points, eye.lower[3] as number),
          );
          const width = distance(pointAt(points, eye.outer), pointAt(points, eye.inner));
          expect(height / width).toBeGreaterThan(0.24);
          expect(height / width).toBeLessThan(0.46);
        }
      }),
      { numRuns: 25 },
    );
  });

  it("makes the two sides differ by little", () => {
    const even = shaped(MEAN_SHAPE);
    const uneven = shaped(MEAN_SHAPE, 0.9);
    expect(uneven).not.toEqual(even);
    for (let i = 0; i < 468; i++) {
      expect(distance(pointAt(even, i), pointAt(uneven, i))).toBeLessThan(4);
    }
  });

  it.each(TRAITS)("%s moves the face", (trait) => {
    const changed = shaped({ ...MEAN_SHAPE, [trait]: 1 });
    let most = 0;
    const mean = shaped(MEAN_SHAPE);
    for (let i = 0; i < 468; i++) {
      most = Math.max(most, distance(pointAt(changed, i), pointAt(mean, i)));
    }
    expect(most).toBeGreaterThan(0.8);
    expect(most).toBeLessThan(12);
  });
});
