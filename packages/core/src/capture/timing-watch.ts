import type { Frame } from "../kernel/frame.js";
import type { VirtualCameraSign } from "./virtual-camera.js";

/** Options of {@link createTimingWatch}. */
export interface TimingWatchOptions {
  /** Frames before there is a sign, >= 8; `memoryFrames` of them where their clock ticks in 0.1 ms or more. @defaultValue 30 */
  readonly minFrames?: number;
  /** Frames that are remembered, >= `minFrames`. @defaultValue 64 */
  readonly memoryFrames?: number;
  /** How far from perfectly even times may be to count as computed, ms from the earliest to the latest. @defaultValue 0.02 */
  readonly maxUnevenMs?: number;
}

/**
 * Used where {@link TimingWatchOptions} leaves something out; from what clocks and buses do, not from data. A frame's time
 * of arrival is taken by an interrupt: USB 2 delivers in steps of 0.125 ms and a system answers tens of microseconds
 * late or early, so that the arrivals of 30 frames do not lie within 0.02 ms.
 */
export const TIMING_WATCH_DEFAULTS: Readonly<Required<TimingWatchOptions>> = Object.freeze({
  minFrames: 30,
  memoryFrames: 64,
  maxUnevenMs: 0.02,
});

/** Looks at the times of frames as they come; keeps the last few, nothing of the pictures. */
export interface TimingWatch {
  /** Takes one frame into account, read or skipped ones between notwithstanding. */
  observe(frame: Pick<Frame, "sequence" | "capturedAtMs">): void;
  /** What the last frames hint at: `timing-perfect`, `timing-quantised` or nothing. */
  signs(): readonly VirtualCameraSign[];
}

/**
 * Watches whether frames come as evenly as a program counts them. Their times are compared with the evenly spaced ones
 * that fit best, whatever the rate and whichever frames a slow reader skipped.
 *
 * WEAK evidence, see {@link VirtualCameraSign}. It misses every injector that delays frames at random. And it is wrong about
 * honest cameras whose times are not those of arrival: sensors that stamp frames by their own crystal, and streams that carry
 * the sender's counted times (RTP, files). An adapter states the time of arrival where it has the choice.
 * @throws {RangeError} when an option is out of its range
 */
export function createTimingWatch(options: TimingWatchOptions = {}): TimingWatch {
  const { minFrames, memoryFrames, maxUnevenMs } = { ...TIMING_WATCH_DEFAULTS, ...options };
  if (!Number.isSafeInteger(minFrames) || minFrames < 8) {
    throw new RangeError("minFrames: need >= 8");
  }
  if (!Number.isSafeInteger(memoryFrames) || memoryFrames < minFrames) {
    throw new RangeError("memoryFrames: need >= minFrames");
  }
  if (!(maxUnevenMs >= 0)) throw new RangeError("maxUnevenMs: need >= 0");
  let moments: Moment[] = [];
  return {
    observe({ sequence, capturedAtMs }) {
      if (!Number.isFinite(sequence) || !Number.isFinite(capturedAtMs)) return;
      const last = moments.at(-1);
      const goesOn = !last || (sequence > last.n && capturedAtMs > last.atMs);
      if (!goesOn) moments = []; // opened again, or broken: nothing before can be compared
      moments.push({ n: sequence, atMs: capturedAtMs });
      if (moments.length > memoryFrames) moments.shift();
    },
    signs() {
      if (moments.length < minFrames) return [];
      const tickMs = tickOf(moments);
      // behind a coarse clock small delays do not show, so that more frames are needed
      if (tickMs !== undefined && moments.length < memoryFrames) return [];
      const best = evenSpacing(moments);
      if (best.unevenMs <= maxUnevenMs) return ["timing-perfect"];
      if (tickMs === undefined || best.unevenMs > tickMs) return [];
      // a spacing of whole ticks hides every delay shorter than one
      const ticks = best.spacingMs / tickMs;
      return Math.abs(ticks - Math.round(ticks)) < 0.2 ? [] : ["timing-quantised"];
    },
  };
}

interface Moment {
  readonly n: number;
  readonly atMs: number;
}

/**
 * The spacing to which the times are nearest, and how far apart the earliest and the latest of them are from it. That
 * is a convex function of the spacing, so that cutting off thirds finds its least value.
 */
function evenSpacing(moments: readonly Moment[]): { spacingMs: number; unevenMs: number } {
  const first = moments[0] ?? { n: 0, atMs: 0 };
  const points = moments.map(({ n, atMs }) => ({ n: n - first.n, ms: atMs - first.atMs }));
  let [low, high] = spacings(points);
  for (let i = 0; i < 100; i++) {
    const third = (high - low) / 3;
    if (stripMs(points, low + third) <= stripMs(points, high - third)) high -= third;
    else low += third;
  }
  const spacingMs = (low + high) / 2;
  return { spacingMs, unevenMs: stripMs(points, spacingMs) };
}

interface Point {
  readonly n: number;
  readonly ms: number;
}

function stripMs(points: readonly Point[], spacingMs: number): number {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { n, ms } of points) {
    const off = ms - n * spacingMs;
    least = Math.min(least, off);
    most = Math.max(most, off);
  }
  return most - least;
}

/** The shortest and longest time from one frame to the next: the best spacing lies between. */
function spacings(points: readonly Point[]): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, 0];
  points.slice(1).forEach(({ n, ms }, i) => {
    const before = points[i];
    if (!before) return;
    const spacing = (ms - before.ms) / (n - before.n);
    low = Math.min(low, spacing);
    high = Math.max(high, spacing);
  });
  return [low, high];
}

/** Coarse clocks that programs read: `Date.now()`, and `performance.now()` as browsers round it. */
const TICKS_MS: readonly number[] = [1, 0.1];
/** Times since the epoch are held to a quarter of a microsecond. */
const ROUNDING_MS = 0.001;

/** The coarsest of the clocks by which all the times could have been read. */
function tickOf(moments: readonly Moment[]): number | undefined {
  const startMs = moments[0]?.atMs ?? 0;
  return TICKS_MS.find((tick) =>
    moments.every(({ atMs }) => {
      const ticks = (atMs - startMs) / tick;
      return Math.abs(ticks - Math.round(ticks)) * tick <= ROUNDING_MS;
    }),
  );
}
