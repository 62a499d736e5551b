import { type Clock, type Frame, SourireError } from "@sourire/core";
import { waitUntil } from "../pacing/wait-until.js";
import type { Film, Shot } from "./film.js";

/** How a film is played. */
export interface PlayerOptions {
  readonly film: Film;
  readonly loop: boolean;
  readonly pace: "realtime" | "fast";
  readonly clock: Clock;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** What it is, for messages. */
  readonly id: string;
}

/** Plays a film by the clock, to one reader at a time. Numbers and times rise over all that is read. */
export function createPlayer(
  options: PlayerOptions,
): (stop: AbortSignal) => AsyncGenerator<Frame, void, undefined> {
  const { film, loop, pace, id } = options;
  const stamps = createStamps(film.intervalMs);
  let reading = false;

  /** Every frame of the film, with numbers and times that only rise. */
  async function* all(stop: AbortSignal): AsyncGenerator<Shot, void, undefined> {
    do {
      stamps.begin();
      let shots = 0;
      for await (const shot of film.open()) {
        if (stop.aborted) return;
        shots++;
        yield { ...shot, ...stamps.of(shot) };
      }
      if (shots === 0) return;
    } while (loop && !stop.aborted);
  }

  return async function* play(stop) {
    if (stop.aborted) return;
    if (reading) throw new SourireError("CAMERA_BUSY", `${id} has a reader already`);
    reading = true;
    try {
      const shots = all(stop);
      for await (const shot of pace === "fast" ? shots : newestDue(shots, stop, options)) {
        const loaded = await shot.load(stop);
        if (!loaded || stop.aborted) return;
        const { sequence, capturedAtMs } = shot;
        yield { sequence, capturedAtMs, ...loaded };
      }
    } finally {
      reading = false;
    }
  };
}

/** The newest shot whose time has come; those before it are never loaded. */
async function* newestDue(
  shots: AsyncGenerator<Shot, void, undefined>,
  stop: AbortSignal,
  { clock, sleep }: Pick<PlayerOptions, "clock" | "sleep">,
): AsyncGenerator<Shot, void, undefined> {
  try {
    let next = await shots.next();
    const shift = next.done ? 0 : clock.monotonic() - next.value.capturedAtMs;
    while (!next.done) {
      if (!(await waitUntil(next.value.capturedAtMs + shift, { clock, sleep, stop }))) return;
      let shot = next.value;
      next = await shots.next();
      while (!next.done && next.value.capturedAtMs + shift <= clock.monotonic()) {
        shot = next.value;
        next = await shots.next();
      }
      yield shot;
    }
  } finally {
    await shots.return();
  }
}

type Stamp = Pick<Frame, "sequence" | "capturedAtMs">;

interface Stamps {
  /** The film begins, for the first time or again. */
  begin(): void;
  of(shot: Stamp): Stamp;
}

/** The first time a film keeps its own numbers and times; then they go on where they were. */
function createStamps(intervalMs: number): Stamps {
  let last: Stamp | undefined;
  let shift: { readonly frames: number; readonly ms: number } | undefined;
  return {
    begin() {
      shift = undefined;
    },
    of({ sequence, capturedAtMs }) {
      shift ??= last
        ? {
            frames: last.sequence + 1 - sequence,
            ms: last.capturedAtMs + intervalMs - capturedAtMs,
          }
        : { frames: 0, ms: 0 };
      last = { sequence: sequence + shift.frames, capturedAtMs: capturedAtMs + shift.ms };
      return last;
    },
  };
}
