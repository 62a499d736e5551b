import { SourireError } from "@sourire/core";
import { type ClockDifference, createClockDifference } from "./clock-difference.js";
import { createStreamQueue, type StreamQueue } from "./stream-queue.js";

/** Settings of {@link createPairing}. */
export interface PairingOptions {
  /** What each stream is called in a message. The first one is the reference; there are at least two. */
  readonly streams: readonly string[];
  /** How far apart the times of one moment may be, ms. Half a frame interval of the slowest stream where left out. */
  readonly toleranceMs?: number;
  /** Frames of one stream that may wait. */
  readonly queue: number;
  /** Frames without a partner until the streams count as unsynchronised. */
  readonly patience: number;
}

/** What became possible by a frame. */
export interface PairingStep<T> {
  /** Moments, in order of time: one item of each stream. */
  readonly matches: readonly (readonly T[])[];
  /** What will never have a partner. */
  readonly dropped: readonly T[];
}

/** Finds the frames of several streams that show the same moment. Times go in, decisions come out: no clock, no I/O. */
export interface Pairing<T> {
  /**
   * Takes a frame.
   * @param stream - index of its stream
   * @param timeMs - later than the stream's last one, or it is dropped
   * @throws {SourireError} `DEPTH_UNSYNCHRONISED`
   */
  offer(stream: number, timeMs: number, item: T): PairingStep<T>;
  /**
   * There will be no more frames of a stream.
   * @throws {SourireError} `DEPTH_UNSYNCHRONISED` when there was not one pair although all streams had frames
   */
  end(stream: number): PairingStep<T>;
  /** No further pair can come. */
  isDone(): boolean;
  /** Whether a stream is ahead of another and has no room: its next frame would push out one that may have a partner. */
  isFull(stream: number): boolean;
}

/** ms: half an interval at 30 frames a second, for streams that end before their rate is known. */
const FALLBACK_TOLERANCE_MS = 1000 / 60;

/**
 * Pairs frames by their times. A frame goes with the one of the other stream that is nearest to it, if that one has no
 * nearer partner itself and both are within the tolerance; a frame is used once, or dropped; the order is kept. A pair
 * is answered as soon as no nearer partner can come, judged by the streams' rates.
 *
 * A constant difference of the clocks is not learnt: a late frame cannot be told from a wrong clock, and a wrong pair
 * puts a face where it was. Where the difference hides all pairs it is a fault that states it.
 */
export function createPairing<T>(options: PairingOptions): Pairing<T> {
  const reference = createStreamQueue<T>();
  const others = options.streams.slice(1).map(() => createStreamQueue<T>());
  if (others.length === 0) throw new RangeError("streams: need two or more");
  const queues = [reference, ...others];
  const differences = others.map(createClockDifference);
  let everMatched = false;

  const step = (): PairingStep<T> => {
    const matches: (readonly T[])[] = [];
    const dropped: T[] = [];
    const withinMs = options.toleranceMs ?? learntTolerance(queues);
    while (withinMs !== undefined) {
      dropped.push(...dropStale(reference, others, withinMs));
      const decision = decide(reference, others, withinMs);
      if (decision === "wait") break;
      const taken = takeAll(queues, decision);
      dropped.push(...taken.dropped);
      if (taken.match.length < queues.length) continue;
      matches.push(taken.match);
      everMatched = true;
      for (const queue of queues) queue.matched();
    }
    dropped.push(...queues.flatMap((queue) => queue.trim(options.queue)));
    return { matches, dropped };
  };
  const fault = (): SourireError =>
    new SourireError("DEPTH_UNSYNCHRONISED", complaint(options, queues, differences));
  const isDone = (): boolean => queues.some(({ ended, times }) => ended && times.length === 0);

  return {
    offer(stream, timeMs, item) {
      const isNew = queueOf(queues, stream).add(timeMs, item);
      if (stream === 0) for (const difference of differences) difference.reference(timeMs);
      else differences[stream - 1]?.stream(timeMs);
      const result = isNew ? step() : { matches: [], dropped: [item] };
      if (isHopeless(queues, options)) throw fault();
      return result;
    },
    end(stream) {
      queueOf(queues, stream).end();
      const result = step();
      const allHadFrames = queues.every(({ unmatched }) => unmatched > 0);
      if (isDone() && !everMatched && allHadFrames) throw fault();
      return result;
    },
    isDone,
    isFull(stream) {
      const queue = queueOf(queues, stream);
      if (queue.times.length < options.queue) return false;
      return queues.some((other) => !other.ended && other.lastMs < queue.lastMs);
    },
  };
}

function queueOf<T>(queues: readonly StreamQueue<T>[], stream: number): StreamQueue<T> {
  const queue = queues[stream];
  if (!queue) throw new RangeError(`there is no stream ${stream}`);
  return queue;
}

/** @returns undefined until the rate of every stream is known */
function learntTolerance<T>(queues: readonly StreamQueue<T>[]): number | undefined {
  let slowest = 0;
  for (const { intervalMs, ended } of queues) {
    if (intervalMs === undefined && !ended) return undefined;
    slowest = Math.max(slowest, intervalMs ?? 0);
  }
  return slowest > 0 ? slowest / 2 : FALLBACK_TOLERANCE_MS;
}

/** Removes what is too old for every frame of the reference that waits or may come. */
function dropStale<T>(
  reference: StreamQueue<T>,
  others: readonly StreamQueue<T>[],
  withinMs: number,
): T[] {
  const oldest = reference.times[0] ?? reference.lastMs;
  return others.flatMap((other) => other.takeBefore(oldest - withinMs));
}

/** What to do with the reference's oldest frame: the times of a match, its own time alone to drop it, or wait. */
function decide<T>(
  reference: StreamQueue<T>,
  others: readonly StreamQueue<T>[],
  withinMs: number,
): readonly number[] | "wait" {
  const first = reference.times[0];
  if (first === undefined) return "wait";
  const match = [first];
  let isWaiting = false;
  for (const other of others) {
    const partner = partnerOf(first, reference, other, withinMs);
    if (partner === "never") return [first];
    if (partner === "wait") isWaiting = true;
    else match.push(partner);
  }
  return isWaiting ? "wait" : match;
}

function partnerOf<T>(
  first: number,
  reference: StreamQueue<T>,
  other: StreamQueue<T>,
  withinMs: number,
): number | "wait" | "never" {
  const nearest = other.nearest(first);
  const distance = nearest === undefined ? Number.NaN : Math.abs(nearest - first);
  if (nearest === undefined || distance > withinMs) {
    return other.ended || other.lastMs > first + withinMs ? "never" : "wait";
  }
  if (nearest < first) {
    const mayBeFollowed = nearest === other.lastMs && !other.ended;
    return mayBeFollowed && Math.abs(other.nextMs - first) < distance ? "wait" : nearest;
  }
  // the next frame of the reference may be nearer to this partner
  const next = reference.times[1];
  if (next !== undefined) return Math.abs(next - nearest) < distance ? "never" : nearest;
  const isNextNearer = !reference.ended && Math.abs(reference.nextMs - nearest) < distance;
  return isNextNearer ? "wait" : nearest;
}

function takeAll<T>(
  queues: readonly StreamQueue<T>[],
  times: readonly number[],
): { readonly match: readonly T[]; readonly dropped: readonly T[] } {
  const isMatch = times.length === queues.length;
  const match: T[] = [];
  const dropped: T[] = [];
  for (const [i, timeMs] of times.entries()) {
    const items = queueOf(queues, i).takeUntil(timeMs);
    match.push(...(isMatch ? items.slice(-1) : []));
    dropped.push(...(isMatch ? items.slice(0, -1) : items));
  }
  return { match, dropped };
}

/** A stream that stands still is not unsynchronised: every one must have had its chances. */
function isHopeless<T>(
  queues: readonly StreamQueue<T>[],
  { patience, queue }: PairingOptions,
): boolean {
  const counts = queues.map(({ unmatched }) => unmatched);
  return Math.max(...counts) >= patience && Math.min(...counts) >= Math.min(patience, queue);
}

function complaint<T>(
  { streams, toleranceMs }: PairingOptions,
  queues: readonly StreamQueue<T>[],
  differences: readonly ClockDifference[],
): string {
  const withinMs = toleranceMs ?? learntTolerance(queues) ?? FALLBACK_TOLERANCE_MS;
  const count = Math.max(...queues.map(({ unmatched }) => unmatched));
  const parts = differences.map(({ aheadMs = Number.NaN }, i) => {
    const order = aheadMs > 0 ? "after" : "before";
    return `${streams[i + 1]} is stamped about ${Math.abs(aheadMs).toFixed(1)} ms ${order} ${streams[0]}`;
  });
  return (
    `no pair within ${withinMs.toFixed(1)} ms in ${count} frames; ${parts.join(", ")}. ` +
    "If that is a difference of their clocks, state it as timeOffsetMs of the calibration"
  );
}
