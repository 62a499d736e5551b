import { createFixedClock } from "@sourire/core/testing";
import { describe, expect, it } from "vitest";
import { createPace } from "../../src/rgbd/pace.js";

const running = new AbortController().signal;

describe("createPace", () => {
  it("holds a moment back until it is due", async () => {
    const startedAt = performance.now();
    const pace = createPace({ now: () => 0, monotonic: () => performance.now() });
    for (const timeMs of [1000, 1020, 1040, 1060]) {
      expect(await pace.admit(timeMs, running)).toBe(true);
    }
    expect(performance.now() - startedAt).toBeGreaterThan(55);
  });

  it("skips what has become due meanwhile, and goes on from there", async () => {
    const clock = createFixedClock(0);
    const pace = createPace(clock);
    expect(await pace.admit(0, running)).toBe(true);
    clock.advance(110); // 20 is 90 late, which is four intervals
    const admitted: number[] = [];
    for (let timeMs = 20; timeMs <= 100; timeMs += 20) {
      if (await pace.admit(timeMs, running)) admitted.push(timeMs);
    }
    expect(admitted).toEqual([100]);
    clock.advance(20);
    expect(await pace.admit(120, running)).toBe(true);
  });

  it("shows some where the machine cannot keep up", async () => {
    const clock = createFixedClock(0);
    const pace = createPace(clock);
    let shown = 0;
    for (let i = 0; i < 100; i++) {
      clock.advance(50);
      if (await pace.admit(20 * i, running)) shown++;
    }
    expect(shown).toBeGreaterThan(20);
  });

  it("ends waiting when it is stopped", async () => {
    const stop = new AbortController();
    const pace = createPace(createFixedClock(0));
    await pace.admit(0, stop.signal);
    const waiting = pace.admit(60_000, stop.signal);
    stop.abort();
    expect(await waiting).toBe(false);
  });
});
