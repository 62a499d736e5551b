import type { Camera, Frame } from "@sourire/core";
import { type Bell, createBell } from "./bell.js";
import { createFrameStore, type KeptFrame } from "./frame-store.js";
import { createPairing, type Pairing, type PairingStep } from "./pairing.js";

/** A camera among those that are read together. */
export interface MomentStream {
  /** Where the frames come from. */
  readonly camera: Camera;
  /** What messages call it. */
  readonly name: string;
  /** ms that are added to its times. */
  readonly offsetMs: number;
  /** Looks at each frame before it is kept; throws what is wrong with it. */
  check(frame: Frame): void;
}

/** How the streams are read. */
export interface MomentOptions {
  /** Frames of one stream that may wait for a partner. */
  readonly queue: number;
  /** See {@link createPairing}. */
  readonly toleranceMs?: number;
  /** Frames without a partner until it is a fault. */
  readonly patience: number;
  /** `newest`: what was not read in time is dropped. `every`: the cameras wait for the reader. */
  readonly delivery: "newest" | "every";
  /** Called for every moment, read or not. @returns its number */
  readonly count: () => number;
}

/** What the cameras saw at one time. Valid until the next one is asked for. */
export interface Moment {
  /** Counts every moment, read or not. */
  readonly sequence: number;
  /** One of each stream, in the streams' order. */
  readonly frames: readonly KeptFrame[];
  /** They are no longer looked at. Once. */
  release(): void;
}

/**
 * Reads several cameras at once and puts together what they saw at the same time. One signal stops all; the first failure
 * of any of them stops the others and is thrown once. Ends when one of the cameras ends. When it is over none of them is read any more.
 * @throws {SourireError} `DEPTH_UNSYNCHRONISED`, and whatever a camera or a check throws
 */
export async function* readMoments(
  streams: readonly MomentStream[],
  options: MomentOptions,
  stop: AbortSignal,
): AsyncGenerator<Moment, void, undefined> {
  if (stop.aborted) return;
  const bell = createBell();
  const over = new AbortController();
  const signal = AbortSignal.any([stop, over.signal]);
  signal.addEventListener("abort", bell.ring, { once: true });
  const gathering = createGathering(streams, options, signal, bell);
  const pumps = streams.map((stream, index) => gathering.pump(stream, index));
  try {
    while (!signal.aborted) {
      const moment = gathering.next();
      if (moment) {
        yield moment;
        moment.release();
        continue;
      }
      if (gathering.isOver()) return;
      await bell.wait();
    }
  } finally {
    over.abort();
    await Promise.all(pumps);
  }
}

/** The part that runs while nobody asks. */
function createGathering(
  streams: readonly MomentStream[],
  { count, delivery, ...options }: MomentOptions,
  signal: AbortSignal,
  bell: Bell,
) {
  const names = streams.map(({ name }) => name);
  const pairing: Pairing<Held> = createPairing({ ...options, streams: names });
  const ready: Moment[] = [];
  let failure: { readonly cause: unknown } | undefined;
  const take = ({ matches, dropped }: PairingStep<Held>): void => {
    for (const { release } of dropped) release();
    for (const held of matches) {
      if (delivery === "newest") for (const late of ready.splice(0)) late.release();
      const release = (): void => {
        for (const one of held) one.release();
      };
      ready.push({ sequence: count(), frames: held.map(({ frame }) => frame), release });
    }
    bell.ring();
  };
  const isAhead = (index: number): boolean => ready.length > 0 || pairing.isFull(index);
  return {
    /** @throws what failed, once */
    next(): Moment | undefined {
      if (failure) throw failure.cause;
      const moment = ready.shift();
      if (moment) bell.ring();
      return moment;
    },
    isOver: (): boolean => pairing.isDone() && ready.length === 0,
    /** Reads a stream until it ends; never rejects. */
    async pump({ camera, check, offsetMs }: MomentStream, index: number): Promise<void> {
      const store = createFrameStore(offsetMs);
      try {
        for await (const taken of camera.frames({ signal })) {
          if (signal.aborted) return;
          check(taken);
          const frame = store.keep(taken);
          const held: Held = { frame, release: () => store.release(frame) };
          take(pairing.offer(index, frame.capturedAtMs, held));
          while (delivery === "every" && isAhead(index) && !signal.aborted) await bell.wait();
        }
        if (!signal.aborted) take(pairing.end(index));
      } catch (cause) {
        // what fails because it was stopped is no failure
        if (!signal.aborted) failure ??= { cause };
      } finally {
        bell.ring();
      }
    },
  };
}

interface Held {
  readonly frame: KeptFrame;
  release(): void;
}
