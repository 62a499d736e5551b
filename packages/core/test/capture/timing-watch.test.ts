import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTimingWatch } from "../../src/capture/timing-watch.js";
import { seededUniform } from "../../src/kernel/random.js";
import { arrivals, type Stream } from "./jitter.js";

/** What a watch says of a SYNTHETIC stream. */
function signsOf(stream: Partial<Stream>, frames = 30): readonly string[] {
  const watch = createTimingWatch();
  for (const frame of arrivals({ ...PERFECT, ...stream }, frames)) watch.observe(frame);
  return watch.signs();
}

const PERFECT: Stream = {
  intervalMs: 1000 / 30,
  jitterMs: 0,
  driftPpm: 0,
  tickMs: 0,
  skips: 0,
  startMs: 0,
  seed: 1,
};

describe("createTimingWatch", () => {
  it("knows times that were counted, whatever their rate, start and skipped frames", () => {
    const any = fc.record({
      intervalMs: fc.double({ min: 4, max: 500, noNaN: true }).map((ms) => ms + 1 / 3),
      startMs: fc.double({ min: 0, max: 1.8e12, noNaN: true }),
      skips: fc.double({ min: 0, max: 0.8, noNaN: true }),
      seed: fc.integer(),
    });
    fc.assert(
      fc.property(any, (stream) => {
        expect(signsOf(stream, 64)).toEqual(["timing-perfect"]);
      }),
    );
  });

  it("knows counted times behind a coarse clock", () => {
    const any = fc.record({
      // not a whole number of ticks: that would be perfect
      intervalMs: fc.constantFrom(1000 / 30, 1000 / 60, 1000 / 24, 1000 / 29.97),
      startMs: fc.double({ min: 0, max: 1e9, noNaN: true }),
      tickMs: fc.constantFrom(1, 0.1),
      seed: fc.integer(),
    });
    fc.assert(
      fc.property(any, (stream) => {
        expect(signsOf(stream, 64)).toEqual(["timing-quantised"]);
        expect(signsOf(stream, 63)).toEqual([]);
      }),
    );
  });

  it("knows whole milliseconds that are counted, and asks for more frames of a coarse clock", () => {
    expect(signsOf({ intervalMs: 40, tickMs: 1 }, 64)).toEqual(["timing-perfect"]);
    expect(signsOf({ intervalMs: 40, tickMs: 1 }, 63)).toEqual([]);
    expect(signsOf({ intervalMs: 40, tickMs: 1, jitterMs: 1 }, 64)).toEqual([]);
  });

  it("says nothing of times that arrive as a webcam's do (a model, not a webcam)", () => {
    const any = fc.record({
      intervalMs: fc.constantFrom(1000 / 30, 40, 1000 / 60, 1000 / 15),
      jitterMs: fc.double({ min: 0.1, max: 5, noNaN: true }),
      driftPpm: fc.double({ min: -100, max: 100, noNaN: true }),
      skips: fc.double({ min: 0, max: 0.8, noNaN: true }),
      seed: fc.integer(),
    });
    fc.assert(
      fc.property(any, (stream) => {
        expect(signsOf(stream)).toEqual([]);
      }),
    );
  });

  it("says nothing before it saw 30 frames, and starts again when a camera does", () => {
    expect(signsOf({}, 29)).toEqual([]);
    const watch = createTimingWatch();
    for (const frame of arrivals(PERFECT, 29)) watch.observe(frame);
    for (const frame of arrivals(PERFECT, 29)) watch.observe(frame);
    expect(watch.signs()).toEqual([]);
    watch.observe({ sequence: Number.NaN, capturedAtMs: Number.NaN });
    for (const frame of arrivals(PERFECT, 30).slice(29)) watch.observe(frame);
    expect(watch.signs()).toEqual(["timing-perfect"]);
  });

  it("forgets: only the last frames count", () => {
    const watch = createTimingWatch();
    const uniform = seededUniform(3);
    for (let n = 0; n < 10_000; n++) {
      const jitter = n < 9_936 ? uniform() * 3 : 0;
      watch.observe({ sequence: n, capturedAtMs: n * PERFECT.intervalMs + jitter });
    }
    expect(watch.signs()).toEqual(["timing-perfect"]);
  });

  it("does not hear an injector who delays frames at random: it is weak evidence", () => {
    expect(signsOf({ jitterMs: 0.5 })).toEqual([]);
  });

  it.each([{ minFrames: 7 }, { minFrames: 40, memoryFrames: 39 }, { maxUnevenMs: -1 }])(
    "refuses %j",
    (options) => {
      expect(() => createTimingWatch(options)).toThrow(RangeError);
    },
  );

  // the table of docs/guide/cameras.md
  it.each<[string, Partial<Stream>, readonly [number, number, number]]>([
    ["delays of 1 ms", { jitterMs: 1 }, [0, 0, 0]],
    ["delays of 0.1 ms", { jitterMs: 0.1 }, [0, 0, 0]],
    ["delays of 0.02 ms", { jitterMs: 0.02 }, [0, 0, 0]],
    ["stamps of a sensor's crystal", { jitterMs: 0.002, tickMs: 0.001 }, [1000, 1000, 1000]],
    ["delays of 1 ms, a clock of 1 ms", { jitterMs: 1, tickMs: 1 }, [0, 0, 0]],
    ["delays of 0.3 ms, a clock of 1 ms", { jitterMs: 0.3, tickMs: 1 }, [0, 1, 0]],
    ["delays of 0.1 ms, a clock of 1 ms", { jitterMs: 0.1, tickMs: 1 }, [80, 441, 42]],
    ["delays of 1 ms, a clock of 10 ms", { jitterMs: 1, tickMs: 10 }, [0, 511, 0]],
  ])("gives as many false signs of 1,000 modelled cameras as documented: %s", (_, model, wrong) => {
    const rates = [1000 / 30, 40, 1000 / 60].map((intervalMs) => {
      const streams = Array.from({ length: 1_000 }, (_, seed) => ({
        ...model,
        ...{ intervalMs, seed, driftPpm: (seed % 200) - 100, skips: seed % 3 === 0 ? 0.5 : 0 },
      }));
      return streams.filter((stream) => signsOf(stream, 64).length > 0).length;
    });
    expect(rates).toEqual(wrong);
  });
});
