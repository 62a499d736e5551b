import type { Output } from "../output.js";
import type { Cast } from "./cast.js";
import type { FilmWriter } from "./film-writer.js";
import { filmOf, type ScenePlan } from "./plan.js";

/** What was drawn. */
export interface DrawnFilm {
  /** Number of frames. */
  readonly frames: number;
  /** Where they are, for a person. */
  readonly written: string;
  /** Drawn a second, writing included. */
  readonly framesPerSecond: number;
}

/** How often a person is told, ms. */
const TELL_MS = 1_000;

/**
 * Draws a film from the first frame to the last and hands each to a writer.
 * @throws the signal's own reason when it aborts
 */
export async function runFilm(
  cast: Cast,
  plan: ScenePlan,
  parts: {
    readonly writer: FilmWriter;
    readonly output: Output;
    readonly signal: AbortSignal;
  },
): Promise<DrawnFilm> {
  const { writer, output, signal } = parts;
  const film = await filmOf(cast, plan);
  const buffer = film.buffer();
  const frames = (film.last ?? 0) + 1;
  const startedMs = performance.now();
  let toldMs = startedMs;
  for (let i = 0; i < frames; i++) {
    signal.throwIfAborted();
    await writer.write(film.frame(i, 0, buffer));
    if (performance.now() - toldMs < TELL_MS) continue;
    toldMs = performance.now();
    output.progress(`frame ${i + 1} of ${frames} ...`);
  }
  const written = await writer.finish();
  const seconds = (performance.now() - startedMs) / 1000;
  return { frames, written, framesPerSecond: Math.round((10 * frames) / seconds) / 10 };
}
