import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCaptureClock } from "../../src/media-stream/capture-clock.js";
import { createFreshness } from "../../src/media-stream/freshness.js";
import type { Shot } from "../../src/media-stream/shots.js";
import { createStamps } from "../../src/media-stream/stamps.js";

describe("createCaptureClock", () => {
  it("keeps the camera's rhythm and takes the shortest way of a frame for its age", () => {
    const clock = createCaptureClock();
    const ways = [40, 9, 5, 12, 5, 30, 7];
    const taken = ways.map((way, i) => {
      const at = 1_000 + 33 * i;
      return clock.at(500_000 + 33 * i, at + way) - at;
    });
    // from the frame that came fastest on, all are 5 ms after they were taken; the drift that is allowed for is small
    for (const late of taken.slice(2)) expect(late).toBeCloseTo(5, 0);
    expect(clock.settled).toBe(true);
  });

  it("is settled by the second frame", () => {
    const clock = createCaptureClock();
    expect(clock.settled).toBe(false);
    clock.at(0, 10);
    expect(clock.settled).toBe(false);
    clock.at(33, 41);
    expect(clock.settled).toBe(true);
  });

  it("never says that a frame was taken after it came", () => {
    const step = fc.record({
      timestamp: fc.integer({ min: -10_000, max: 10_000 }),
      wait: fc.integer({ min: 0, max: 5_000 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const clock = createCaptureClock();
        let nowMs = 0;
        for (const { timestamp, wait } of steps) {
          nowMs += wait;
          expect(clock.at(timestamp, nowMs)).toBeLessThanOrEqual(nowMs);
        }
      }),
    );
  });

  it("follows a clock that runs slow for hours, and one that is set anew", () => {
    const clock = createCaptureClock();
    let late = 0;
    for (let i = 0; i < 30 * 3_600; i++) {
      const at = (i * 1_000) / 30;
      late = at + 5 - clock.at(at * (1 - 100e-6), at + 5); // 100 parts in a million
    }
    expect(Math.abs(late)).toBeLessThan(1);
    expect(clock.at(0, 4_000_000)).toBeCloseTo(4_000_000, 0);
  });
});

describe("createFreshness", () => {
  it("passes over a frame that lay about while a newer one came, never two in a row", () => {
    const freshness = createFreshness();
    for (const time of [0, 33, 66, 100]) freshness.saw(time);
    expect(freshness.isFresh(100, 110)).toBe(true);
    expect(freshness.isFresh(133, 400)).toBe(false);
    expect(freshness.isFresh(133, 400)).toBe(true);
    expect(freshness.isFresh(133, 400)).toBe(false);
  });

  it("takes the first frame, however late, and two that came together for no rate", () => {
    expect(createFreshness().isFresh(0, 10_000)).toBe(true);
    const freshness = createFreshness();
    for (const time of [0, 0.1]) freshness.saw(time);
    expect(freshness.isFresh(0.1, 20)).toBe(true);
  });
});

describe("createStamps", () => {
  const shot = (count: number, capturedAtMs: number): Shot => ({
    picture: { format: "rgba8", width: 1, height: 1, stride: 4, data: new Uint8Array(4) },
    count,
    capturedAtMs,
  });

  it("goes on counting from reading to reading, and counts what was not handed over", () => {
    const stamps = createStamps(() => 1_000);
    const first = stamps();
    expect([first(shot(1, 10)), first(shot(4, 20))].map((s) => s.sequence)).toEqual([0, 3]);
    const second = stamps();
    expect([second(shot(2, 30)), second(shot(3, 40))].map((s) => s.sequence)).toEqual([5, 6]);
  });

  it("gives numbers and times that grow, whatever two readings at a time do", () => {
    const step = fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 9 }), fc.double({ noNaN: true }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const stamps = createStamps(() => 1e6);
        const readings = [stamps(), stamps()] as const;
        let last = { sequence: -1, capturedAtMs: Number.NEGATIVE_INFINITY };
        for (const [which, count, time] of steps) {
          const now = readings[which ? 1 : 0](shot(count, Math.max(time, -1e6)));
          expect(now.sequence).toBeGreaterThan(last.sequence);
          expect(now.capturedAtMs).toBeGreaterThan(last.capturedAtMs);
          last = now;
        }
      }),
    );
  });
});
