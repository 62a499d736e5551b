import type { OperatingPoint } from "@sourire/core";

/** An operating point with made-up rates, for tests of the rules only. */
export function point(fmr: number, threshold: number): OperatingPoint {
  return {
    fmr,
    threshold,
    measuredFmr: fmr,
    fmrInterval: [fmr / 2, fmr],
    fnmr: 0.1,
    fnmrInterval: [0.05, 0.15],
    impostorPairs: 1_000_000,
    genuinePairs: 1_000,
    subjects: 500,
    dataset: "made up for tests",
    date: "2026-11-23",
    command: "none",
  };
}
