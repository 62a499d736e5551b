import { seededUniform } from "../../src/kernel/random.js";

/** SYNTHETIC frame times: a model of how frames arrive, not a measurement of any camera. */
export interface Stream {
  readonly intervalMs: number;
  /** Standard deviation of the delay, which is normal. */
  readonly jitterMs: number;
  /** The camera's clock against this machine's. */
  readonly driftPpm: number;
  /** What the clock that is read counts in; 0: exact. */
  readonly tickMs: number;
  /** Share of frames that the reader skips. */
  readonly skips: number;
  readonly startMs: number;
  readonly seed: number;
}

/** Times of the frames that are read, upwards. */
export function arrivals(
  stream: Stream,
  frames: number,
): { readonly sequence: number; readonly capturedAtMs: number }[] {
  const { intervalMs, jitterMs, driftPpm, tickMs, skips, startMs, seed } = stream;
  const uniform = seededUniform(seed);
  const phase = uniform() * intervalMs;
  const read: { sequence: number; capturedAtMs: number }[] = [];
  for (let n = 0; read.length < frames; n++) {
    if (uniform() < skips) continue;
    const normal = Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
    const exact = startMs + phase + n * intervalMs * (1 + driftPpm / 1e6) + jitterMs * normal;
    const capturedAtMs = tickMs > 0 ? Math.floor(exact / tickMs) * tickMs : exact;
    const last = read.at(-1);
    if (!last || capturedAtMs > last.capturedAtMs) read.push({ sequence: n, capturedAtMs });
  }
  return read;
}
