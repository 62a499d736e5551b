import type { Observation } from "../pipeline/face-pipeline.js";

/** How the frames of one capture went: counts and times, no biometrics. */
export interface FrameStatistics {
  /** Frames looked at. */
  readonly seen: number;
  /** Frames that could be used. */
  readonly usable: number;
  /** Median milliseconds a frame in each part of the pipeline. */
  medianMs(): Readonly<Record<string, number>>;
}

/** Counts as frames come. */
export function createFrameStatistics(): FrameStatistics & { add(seen: Observation): void } {
  const times = new Map<string, number[]>();
  const count = { seen: 0, usable: 0 };
  return {
    get seen() {
      return count.seen;
    },
    get usable() {
      return count.usable;
    },
    add(observation) {
      count.seen++;
      if (observation.status === "usable") count.usable++;
      for (const [part, ms] of Object.entries(observation.timingsMs)) {
        const known = times.get(part);
        if (known) known.push(ms);
        else times.set(part, [ms]);
      }
    },
    medianMs: () => Object.fromEntries([...times].map(([part, values]) => [part, median(values)])),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((p, q) => p - q);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
