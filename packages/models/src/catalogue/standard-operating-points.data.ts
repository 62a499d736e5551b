import type { OperatingPoint } from "@sourire/core";

/**
 * Thresholds of the pack `standard` with the error rates measured at them; written by bench/src/calibrate.ts.
 * 95 % intervals: 2,000 bootstrap replicates over people.
 */
export const STANDARD_OPERATING_POINTS: readonly OperatingPoint[] = [
  {
    fmr: 0.001,
    threshold: 0.33005,
    measuredFmr: 0.0009991,
    fmrInterval: [0.0009038, 0.001096],
    fnmr: 0.01817,
    fnmrInterval: [0.009363, 0.02862],
    impostorPairs: 1775670,
    genuinePairs: 1101,
    subjects: 1885,
    dataset:
      "LFW-dev (folds 1-5 of view 2), without the 200 people who are enrolled in the payment figure of bench/src/lfw.ts; impostors: all pairs of people, one picture each",
    date: "2026-11-23",
    command: "npx tsx --tsconfig tsconfig.base.json bench/src/calibrate.ts --pack=standard",
  },
  {
    fmr: 0.0001,
    threshold: 0.39941,
    measuredFmr: 0.00009968,
    fmrInterval: [0.00007438, 0.0001251],
    fnmr: 0.03633,
    fnmrInterval: [0.02366, 0.04991],
    impostorPairs: 1775670,
    genuinePairs: 1101,
    subjects: 1885,
    dataset:
      "LFW-dev (folds 1-5 of view 2), without the 200 people who are enrolled in the payment figure of bench/src/lfw.ts; impostors: all pairs of people, one picture each",
    date: "2026-11-23",
    command: "npx tsx --tsconfig tsconfig.base.json bench/src/calibrate.ts --pack=standard",
  },
  {
    fmr: 0.00001,
    threshold: 0.46062,
    measuredFmr: 0.000009574,
    fmrInterval: [0.000003381, 0.00001803],
    fnmr: 0.08174,
    fnmrInterval: [0.05996, 0.105],
    impostorPairs: 1775670,
    genuinePairs: 1101,
    subjects: 1885,
    dataset:
      "LFW-dev (folds 1-5 of view 2), without the 200 people who are enrolled in the payment figure of bench/src/lfw.ts; impostors: all pairs of people, one picture each",
    date: "2026-11-23",
    command: "npx tsx --tsconfig tsconfig.base.json bench/src/calibrate.ts --pack=standard",
  },
];
