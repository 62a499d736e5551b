import {
  type Camera,
  type CameraCapabilities,
  type Clock,
  SourireError,
  sleep as sleepFor,
  systemClock,
} from "@sourire/core";
import { waitUntil } from "../pacing/wait-until.js";
import type { Film } from "./film.js";

/** What a simulated camera is made of. */
export interface FilmCameraOptions<B> {
  /** Shown in receipts and logs. */
  readonly id: string;
  /** What it states; `simulated` is among it. */
  readonly capabilities: CameraCapabilities;
  /** What it sees. */
  readonly film: Film<B>;
  /** @defaultValue the machine's own */
  readonly clock?: Clock | undefined;
  /** Waits; rejects when the signal aborts. @defaultValue `sleep` of `@sourire/core` */
  readonly sleep?: ((ms: number, signal: AbortSignal) => Promise<void>) | undefined;
}

/**
 * Shows a film in its own time: it starts with the first call of `frames`, and frames that nobody reads are not drawn.
 */
export function createFilmCamera<B>(options: FilmCameraOptions<B>): Camera {
  const { id, capabilities, film, clock = systemClock, sleep = sleepFor } = options;
  const closing = new AbortController();
  let startedAtMs: number | undefined;
  let next = 0;
  return {
    id,
    transport: "program",
    capabilities,
    async *frames({ signal }) {
      const stop = AbortSignal.any([signal, closing.signal]);
      const buffer = film.buffer();
      while (!stop.aborted) {
        startedAtMs ??= clock.monotonic();
        const start = startedAtMs;
        const sequence = Math.max(next, film.newest(clock.monotonic() - start));
        if (film.last !== undefined && sequence > film.last) break;
        if (!(await waitUntil(start + film.takenAtMs(sequence), { clock, sleep, stop }))) break;
        next = sequence + 1;
        yield film.frame(sequence, start, buffer);
      }
      if (closing.signal.aborted) {
        throw new SourireError("CAMERA_CLOSED", `${id} was disposed of`);
      }
    },
    async [Symbol.asyncDispose]() {
      closing.abort();
    },
  };
}
