import type { OperatingPoint } from "@sourire/core";

/**
 * Thresholds of the pack `plus` with the error rates measured at them; written by bench/src/calibrate.ts.
 * 95 % intervals: 2,000 bootstrap replicates over people.
 */
export const PLUS_OPERATING_POINTS: readonly OperatingPoint[] = [
  {
    fmr: 0.001,
    threshold: 0.25519,
    measuredFmr: 0.0009996,
    fmrInterval: [0.0009083, 0.001093],
    fnmr: 0.008174,
    fnmrInterval: [0.002775, 0.01465],
    impostorPairs: 1775670,
    genuinePairs: 1101,
    subjects: 1885,
    dataset:
      "LFW-dev (folds 1-5 of view 2), without the 200 people who are enrolled in the payment figure of bench/src/lfw.ts; impostors: all pairs of people, one picture each",
    date: "2026-11-23",
    command: "npx tsx --tsconfig tsconfig.base.json bench/src/calibrate.ts --pack=plus",
  },
  {
    fmr: 0.0001,
    threshold: 0.32046,
    measuredFmr: 0.00009968,
    fmrInterval: [0.0000755, 0.0001268],
    fnmr: 0.01272,
    fnmrInterval: [0.006206, 0.02039],
    impostorPairs: 1775670,
    genuinePairs: 1101,
    subjects: 1885,
    dataset:
      "LFW-dev (folds 1-5 of view 2), without the 200 people who are enrolled in the payment figure of bench/src/lfw.ts; impostors: all pairs of people, one picture each",
    date: "2026-11-23",
    command: "npx tsx --tsconfig tsconfig.base.json bench/src/calibrate.ts --pack=plus",
  },
  {
    fmr: 0.00001,
    threshold: 0.37771,
    measuredFmr: 0.000009574,
    fmrInterval: [0.000003381, 0.00001803],
    fnmr: 0.02816,
    fnmrInterval: [0.01732, 0.04117],
    impostorPairs: 1775670,
    genuinePairs: 1101,
    subjects: 1885,
    dataset:
      "LFW-dev (folds 1-5 of view 2), without the 200 people who are enrolled in the payment figure of bench/src/lfw.ts; impostors: all pairs of people, one picture each",
    date: "2026-11-23",
    command: "npx tsx --tsconfig tsconfig.base.json bench/src/calibrate.ts --pack=plus",
  },
];
