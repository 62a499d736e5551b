import type { FollowedObservation } from "../pipeline/face-pipeline.js";

/** How the frames of one capture went: counts and times, no biometrics. */
export interface FrameStatistics {
  /** Frames looked at. */
  readonly seen: number;
  /** Frames that could be used. */
  readonly usable: number;
  /** Frames on which the detector ran; the payer's face was followed into the others. */
  readonly detected: number;
  /** Median milliseconds of each part of the pipeline, over the frames in which it ran. */
  medianMs(): Readonly<Record<string, number>>;
}

/** Counts as frames come. */
export function createFrameStatistics(): FrameStatistics & {
  add(seen: FollowedObservation): void;
} {
  const times = new Map<string, number[]>();
  const count = { seen: 0, usable: 0, detected: 0 };
  return {
    get seen() {
      return count.seen;
    },
    get usable() {
      return count.usable;
    },
    get detected() {
      return count.detected;
    },
    add(observation) {
      count.seen++;
      if (observation.timingsMs.detect !== undefined) count.detected++;
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
