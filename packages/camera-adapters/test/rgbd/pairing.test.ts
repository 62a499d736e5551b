import { isSourireError, seededUniform } from "@sourire/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPairing, type PairingOptions } from "../../src/rgbd/pairing.js";

type Item = readonly [stream: number, timeMs: number];
const plain: PairingOptions = { streams: ["colour", "depth"], queue: 8, patience: 30 };

/** What a stream of a camera looks like: even times with jitter, some frames lost. */
function film(
  { count, intervalMs, startMs = 0, jitterMs = 0, lost = 0 }: FilmOptions,
  uniform = seededUniform(1),
): readonly number[] {
  return Array.from({ length: count }, (_, i) => startMs + i * intervalMs + jitterMs * uniform())
    .sort((a, b) => a - b)
    .filter(() => uniform() >= lost);
}
interface FilmOptions {
  readonly count: number;
  readonly intervalMs: number;
  readonly startMs?: number;
  readonly jitterMs?: number;
  readonly lost?: number;
}

/** Offers streams in order of arrival; a late stream arrives after its times. */
function play(
  streams: readonly (readonly number[])[],
  options: Partial<PairingOptions> = {},
  lateMs: readonly number[] = [],
) {
  const pairing = createPairing<Item>({ ...plain, ...options });
  const arrivals = streams
    .flatMap((times, stream) => times.map((timeMs): Item => [stream, timeMs]))
    .sort((a, b) => a[1] + (lateMs[a[0]] ?? 0) - b[1] - (lateMs[b[0]] ?? 0));
  const matches: (readonly Item[])[] = [];
  const dropped: Item[] = [];
  let waiting = 0;
  let mostWaiting = 0;
  const take = (step: ReturnType<typeof pairing.offer>): void => {
    matches.push(...step.matches);
    dropped.push(...step.dropped);
    waiting -= step.dropped.length + step.matches.flat().length;
    mostWaiting = Math.max(mostWaiting, waiting);
  };
  for (const item of arrivals) {
    waiting++;
    take(pairing.offer(item[0], item[1], item));
  }
  for (const stream of streams.keys()) if (!pairing.isDone()) take(pairing.end(stream));
  return { matches, dropped, mostWaiting, offered: arrivals, pairing };
}

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (cause) {
    if (isSourireError(cause) && cause.code === "DEPTH_UNSYNCHRONISED") return cause.message;
    throw cause;
  }
  return "nothing was thrown";
}

const films = fc.record({
  count: fc.integer({ min: 0, max: 60 }),
  intervalMs: fc.constantFrom(11.1, 16.7, 33.3, 66.7),
  startMs: fc.double({ min: 0, max: 100, noNaN: true }),
  jitterMs: fc.double({ min: 0, max: 12, noNaN: true }),
  lost: fc.double({ min: 0, max: 0.4, noNaN: true }),
});

describe("createPairing", () => {
  it("keeps its promises whatever comes", () => {
    fc.assert(
      fc.property(
        fc.array(films, { minLength: 2, maxLength: 3 }),
        fc.option(fc.double({ min: 0, max: 60, noNaN: true }), { nil: undefined }),
        fc.integer({ min: 2, max: 12 }),
        fc.array(fc.double({ min: 0, max: 90, noNaN: true }), { minLength: 3, maxLength: 3 }),
        fc.integer(),
        (given, toleranceMs, queue, lateMs, seed) => {
          const uniform = seededUniform(seed);
          const streams = given.map((one) => film(one, uniform));
          const options = {
            streams: ["colour", "depth", "infrared"].slice(0, streams.length),
            queue,
            patience: 1e9,
            ...(toleranceMs === undefined ? {} : { toleranceMs }),
          };
          let played: ReturnType<typeof play>;
          try {
            played = play(streams, options, lateMs);
          } catch (cause) {
            // that not one pair was found is allowed to be said
            expect(isSourireError(cause) && cause.code).toBe("DEPTH_UNSYNCHRONISED");
            return;
          }
          const { matches, dropped, mostWaiting } = played;
          // nothing is used twice, dropped twice, or both
          const seen = [...matches.flat(), ...dropped];
          expect(new Set(seen).size).toBe(seen.length);
          // one of each stream, in order, within the tolerance
          const limit =
            toleranceMs ?? Math.max(...given.map(({ intervalMs }) => 2 * intervalMs + 12));
          for (const match of matches) {
            expect(match.map(([stream]) => stream)).toEqual([...streams.keys()]);
            const [first] = match;
            for (const [, timeMs] of match) {
              expect(Math.abs(timeMs - (first?.[1] ?? 0))).toBeLessThanOrEqual(limit);
            }
          }
          for (const stream of streams.keys()) {
            const times = matches.map((match) => match[stream]?.[1] ?? Number.NaN);
            expect(times.every((time, i) => i === 0 || time > (times[i - 1] ?? 0))).toBe(true);
          }
          expect(mostWaiting).toBeLessThanOrEqual(queue * streams.length);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("pairs every frame of two streams of one rate, whatever their phase, jitter and delay", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -10, max: 10, noNaN: true }),
        fc.double({ min: 0, max: 6, noNaN: true }),
        fc.double({ min: 0, max: 150, noNaN: true }),
        fc.integer(),
        (phaseMs, jitterMs, lateMs, seed) => {
          const uniform = seededUniform(seed);
          const one = { count: 40, intervalMs: 33.3, jitterMs };
          const streams = [film(one, uniform), film({ ...one, startMs: phaseMs }, uniform)];
          const { matches } = play(streams, {}, [lateMs, 0]);
          expect(matches.length).toBe(40);
          expect(matches.every(([colour, depth]) => indexOf(colour) === indexOf(depth))).toBe(true);
          function indexOf(item: Item | undefined): number {
            return item ? (streams[item[0]]?.indexOf(item[1]) ?? Number.NaN) : Number.NaN;
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it("gives each frame of a slow stream the nearest of a fast one", () => {
    const depth = film({ count: 20, intervalMs: 66.7, startMs: 9 });
    const colour = film({ count: 80, intervalMs: 16.7 });
    const { matches } = play([colour, depth]);
    expect(matches.length).toBeGreaterThanOrEqual(18);
    for (const [mine, partner] of matches) {
      const nearest = Math.min(...colour.map((time) => Math.abs(time - (partner?.[1] ?? 0))));
      expect(Math.abs((mine?.[1] ?? 0) - (partner?.[1] ?? 0))).toBe(nearest);
    }
  });

  it("answers a pair at once where no nearer partner can come", () => {
    const pairing = createPairing<number>(plain);
    for (let i = 0; i < 5; i++) {
      pairing.offer(0, i * 33.3, i);
      pairing.offer(1, i * 33.3 + 4, i);
    }
    expect(pairing.offer(1, 5 * 33.3 - 3, 5).matches).toEqual([]);
    expect(pairing.offer(0, 5 * 33.3, 5).matches).toEqual([[5, 5]]);
  });

  it("does not pair beyond the tolerance, and takes the one that is given", () => {
    const colour = film({ count: 20, intervalMs: 100 });
    const depth = film({ count: 20, intervalMs: 100, startMs: 30 });
    expect(play([colour, depth]).matches.length).toBe(20);
    expect(play([colour, depth], { toleranceMs: 30 }).matches.length).toBe(20);
    expect(messageOf(() => play([colour, depth], { toleranceMs: 29 }))).toContain("within 29.0 ms");
  });

  it("ends when either stream has ended and its frames have had their chance", () => {
    const { matches, pairing } = play([
      film({ count: 12, intervalMs: 33.3 }),
      film({ count: 40, intervalMs: 33.3 }),
    ]);
    expect(matches.length).toBe(12);
    expect(pairing.isDone()).toBe(true);
    const late = createPairing<number>(plain);
    for (let i = 0; i < 6; i++) late.offer(0, i * 33.3, i);
    late.end(0);
    expect(late.isDone()).toBe(false);
    const found = [0, 1, 2, 3, 4, 5].flatMap((i) => late.offer(1, i * 33.3, i).matches);
    expect(found.length).toBe(6);
    expect(late.isDone()).toBe(true);
  });

  it("pairs streams that are too short to have a rate", () => {
    const { matches } = play([[5], [7]]);
    expect(matches.length).toBe(1);
  });

  it("says how far clocks are apart instead of learning it", () => {
    for (const offsetMs of [-7000, -480, 480, 1e9]) {
      const colour = film({ count: 60, intervalMs: 33.3 });
      const depth = colour.map((time) => time + offsetMs);
      const message = messageOf(() => play([colour, depth], {}, [0, -offsetMs]));
      const [, about = "", order] = /about ([\d.]+) ms (after|before) colour/.exec(message) ?? [];
      expect(order).toBe(offsetMs > 0 ? "after" : "before");
      expect(Math.abs(Number(about) - Math.abs(offsetMs)), message).toBeLessThan(34);
      // the cure: the offset taken off
      expect(play([colour, depth.map((time) => time - offsetMs)]).matches.length).toBe(60);
    }
  });

  it("gives up after its patience, counted anew from every pair", () => {
    const pairing = createPairing<number>({ ...plain, toleranceMs: 5 });
    const offer = (i: number, offsetMs: number): void => {
      pairing.offer(0, i * 33.3, i);
      pairing.offer(1, i * 33.3 + offsetMs, i);
    };
    for (let i = 0; i < 25; i++) offer(i, 15);
    offer(25, 1);
    for (let i = 26; i < 50; i++) offer(i, 15);
    expect(messageOf(() => [50, 51, 52, 53, 54, 55, 56].map((i) => offer(i, 15)))).toContain(
      "30 frames",
    );
  });

  it("does not call a stream that stands still unsynchronised", () => {
    const pairing = createPairing<number>(plain);
    pairing.offer(1, 0, 0);
    for (let i = 0; i < 500; i++) pairing.offer(0, i * 33.3, i);
    expect(pairing.isDone()).toBe(false);
  });

  it("says so at the end when two streams had frames and not one pair", () => {
    const colour = film({ count: 6, intervalMs: 33.3 });
    const message = messageOf(() => play([colour, colour.map((time) => time + 5000)]));
    expect(message).toContain("depth is stamped about");
    expect(play([colour, []]).matches).toEqual([]);
  });

  it("drops frames whose time does not go on", () => {
    const pairing = createPairing<string>(plain);
    pairing.offer(0, 10, "a");
    expect(pairing.offer(0, 10, "b").dropped).toEqual(["b"]);
    expect(pairing.offer(0, 9, "c").dropped).toEqual(["c"]);
    expect(pairing.offer(0, Number.NaN, "d").dropped).toEqual(["d"]);
    expect(pairing.offer(0, Number.POSITIVE_INFINITY, "e").dropped).toEqual(["e"]);
  });

  it("knows which stream may wait", () => {
    const pairing = createPairing<number>({ ...plain, queue: 3 });
    for (let i = 0; i < 3; i++) pairing.offer(0, 1000 + i, i);
    expect([pairing.isFull(0), pairing.isFull(1)]).toEqual([true, false]);
    pairing.offer(1, 0, 0);
    expect([pairing.isFull(0), pairing.isFull(1)]).toEqual([true, false]);
  });

  it("refuses a single stream and one that it does not have", () => {
    expect(() => createPairing({ ...plain, streams: ["colour"] })).toThrow(RangeError);
    expect(() => createPairing(plain).offer(2, 0, 0)).toThrow(RangeError);
  });
});
