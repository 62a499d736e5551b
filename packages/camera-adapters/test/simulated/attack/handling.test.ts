import { describe, expect, it } from "vitest";
import { createHandling } from "../../../src/simulated/attack/handling.js";

const at = (place: ReturnType<typeof createHandling>, timeMs: number) => {
  const { rotation, translation } = place(timeMs);
  return { yaw: (Math.asin(rotation[6]) * 180) / Math.PI, rotation, translation };
};

describe("createHandling", () => {
  it("is the same for the same seed and another one for another", () => {
    const times = [0, 100, 2345];
    const film = (seed: number) => times.map(createHandling({ seed, distanceMm: 400 }));
    expect(film(1)).toEqual(film(1));
    expect(film(1)).not.toEqual(film(2));
  });

  it("moves smoothly: less than a mm and half a degree between frames of 60 Hz", () => {
    const place = createHandling({ seed: 3, distanceMm: 400 });
    for (let t = 0; t < 4000; t += 16) {
      const [a, b] = [at(place, t), at(place, t + 16)];
      const step = a.translation.map((v, k) => v - (b.translation[k] as number));
      expect(Math.hypot(...step)).toBeLessThan(1);
      expect(Math.abs(a.yaw - b.yaw)).toBeLessThan(0.5);
    }
  });

  it("swings as far as told to both sides", () => {
    const place = createHandling({ seed: 4, distanceMm: 400, swingDegrees: 20, unrest: 0 });
    const yaws = Array.from({ length: 300 }, (_, i) => at(place, 10 * i).yaw);
    expect(Math.max(...yaws)).toBeCloseTo(20, 0);
    expect(Math.min(...yaws)).toBeCloseTo(-20, 0);
  });

  it("does on purpose what it is told: a turn and a way nearer", () => {
    const moves = () => ({ yaw: 25, distance: 0.8 });
    const place = createHandling({ seed: 5, distanceMm: 400, unrest: 0, moves });
    expect(at(place, 0).yaw).toBeCloseTo(25, 5);
    expect(at(place, 0).translation[2]).toBeCloseTo(320, 5);
  });

  it("refuses a thing inside the lens", () => {
    expect(() => createHandling({ seed: 1, distanceMm: 0 })).toThrow(RangeError);
  });
});
