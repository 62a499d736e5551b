import fc from "fast-check";
import { expect, test } from "vitest";
import { intrinsicsOf, placementOf } from "../../../src/simulated/render/placement.js";

/** Where a point of the body goes. */
function moved(
  pose: { readonly yaw: number; readonly pitch: number; readonly roll: number },
  [x, y, z]: readonly [number, number, number],
): readonly [number, number, number] {
  const { rotation: r } = placementOf({ ...pose, positionMm: [0, 0, 0] });
  return [
    r[0] * x + r[1] * y + r[2] * z,
    r[3] * x + r[4] * y + r[5] * z,
    r[6] * x + r[7] * y + r[8] * z,
  ];
}

const NOSE = [0, 0, -1] as const;
const CROWN = [0, -1, 0] as const;

test("the nose goes where the signs of the pose say", () => {
  expect(moved({ yaw: 30, pitch: 0, roll: 0 }, NOSE)[0]).toBeCloseTo(0.5);
  expect(moved({ yaw: 0, pitch: 30, roll: 0 }, NOSE)[1]).toBeCloseTo(-0.5);
  // clockwise as seen: the crown goes to the right
  expect(moved({ yaw: 0, pitch: 0, roll: 30 }, CROWN)[0]).toBeCloseTo(0.5);
});

test("measured as core measures a head, every pose comes back", () => {
  const angle = fc.double({ min: -60, max: 60, noNaN: true });
  fc.assert(
    fc.property(angle, angle, angle, (yaw, pitch, roll) => {
      const { rotation: r } = placementOf({ yaw, pitch, roll, positionMm: [0, 0, 0] });
      const x = [r[0], r[3], r[6]] as const;
      const y = [r[1], r[4], r[7]] as const;
      const degrees = 180 / Math.PI;
      expect(Math.asin(x[2]) * degrees).toBeCloseTo(yaw, 6);
      expect(Math.atan2(-y[2], x[0] * y[1] - x[1] * y[0]) * degrees).toBeCloseTo(pitch, 6);
      expect(Math.atan2(x[1], x[0]) * degrees).toBeCloseTo(roll, 6);
    }),
  );
});

test("a placement turns and never stretches or mirrors", () => {
  const { rotation: r } = placementOf({ yaw: 20, pitch: -35, roll: 70, positionMm: [1, 2, 3] });
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      const dot = [0, 1, 2].reduce(
        (sum, k) => sum + (r[3 * i + k] as number) * (r[3 * j + k] as number),
        0,
      );
      expect(dot).toBeCloseTo(i === j ? 1 : 0, 12);
    }
  }
  const volume =
    r[0] * (r[4] * r[8] - r[5] * r[7]) -
    r[1] * (r[3] * r[8] - r[5] * r[6]) +
    r[2] * (r[3] * r[7] - r[4] * r[6]);
  expect(volume).toBeCloseTo(1, 12);
});

test("a lens of 90 degrees is as long as half the picture is wide", () => {
  const lens = intrinsicsOf({ width: 640, height: 480, fovDegrees: 90 });
  expect(lens.fx).toBeCloseTo(320);
  expect(lens).toMatchObject({ fy: lens.fx, cx: 320, cy: 240 });
  expect(() => intrinsicsOf({ width: 640, height: 480, fovDegrees: 180 })).toThrow(RangeError);
  expect(() => intrinsicsOf({ width: 640, height: 480, fovDegrees: Number.NaN })).toThrow(
    RangeError,
  );
});
