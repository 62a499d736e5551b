import {
  type Camera,
  type Clock,
  SourireError,
  sleep as sleepFor,
  systemClock,
} from "@sourire/core";
import { createFilm } from "./film.js";
import {
  assertSettings,
  SIMULATED_CAMERA_DEFAULTS,
  type SimulatedCameraOptions,
} from "./options.js";

/**
 * A SIMULATED payer: one still picture that sways, comes nearer, tilts and changes light in the
 * plane of the frame. It is good for demos and for tests of the way from a frame to a receipt.
 *
 * No claim about liveness can be tested with it: nothing in it has depth, turns, blinks or smiles,
 * and to a camera it would be a print that is moved about. It states `simulated: true`, which a
 * live issuer refuses. A puppet with a head in three dimensions is another adapter.
 *
 * The camera starts with the first call of `frames`. Frames that nobody reads cost nothing.
 * @throws {SourireError} `FRAME_INVALID` when the picture is not what it states
 * @throws {RangeError} when an option is out of its range or the face lies outside the picture
 * @example await using camera = createSimulatedCamera({ picture, face: { box }, seed: 1 });
 */
export function createSimulatedCamera(options: SimulatedCameraOptions): Camera {
  const settings = { ...SIMULATED_CAMERA_DEFAULTS, ...options };
  assertSettings(settings);
  const { clock = systemClock, sleep = sleepFor } = options;
  const film = createFilm(settings);
  const closing = new AbortController();
  let startedAtMs: number | undefined;
  let next = 0;
  return {
    id: settings.id,
    capabilities: Object.freeze({ depth: false, infrared: false, simulated: true }),
    async *frames({ signal }) {
      const stop = AbortSignal.any([signal, closing.signal]);
      const buffer = film.buffer();
      while (!stop.aborted) {
        startedAtMs ??= clock.monotonic();
        const start = startedAtMs;
        const sequence = Math.max(next, film.newest(clock.monotonic() - start));
        if (!(await waitUntil(start + film.takenAtMs(sequence), { clock, sleep, stop }))) break;
        next = sequence + 1;
        yield film.frame(sequence, start, buffer);
      }
      if (closing.signal.aborted) {
        throw new SourireError("CAMERA_CLOSED", `${settings.id} was disposed of`);
      }
    },
    async [Symbol.asyncDispose]() {
      closing.abort();
    },
  };
}

interface Waiting {
  readonly clock: Clock;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly stop: AbortSignal;
}

/** @returns false when it was stopped before */
async function waitUntil(timeMs: number, { clock, sleep, stop }: Waiting): Promise<boolean> {
  for (let left = timeMs - clock.monotonic(); left > 0; left = timeMs - clock.monotonic()) {
    try {
      await sleep(Math.ceil(left), stop);
    } catch (cause) {
      if (stop.aborted) return false;
      throw cause;
    }
  }
  return !stop.aborted;
}
