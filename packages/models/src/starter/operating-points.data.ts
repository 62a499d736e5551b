import type { OperatingPoint } from "@sourire/core";

/**
 * Thresholds of the starter pack with the error rates measured at them; written by bench/src/calibrate.ts.
 * 95 % intervals: 2,000 bootstrap replicates over people.
 */
export const STARTER_OPERATING_POINTS: readonly OperatingPoint[] = [
  {
    fmr: 0.001,
    threshold: 0.92596,
    measuredFmr: 0.0009991,
    fmrInterval: [0.0008452, 0.001178],
    fnmr: 0.06903,
    fnmrInterval: [0.05229, 0.08609],
    impostorPairs: 1775670,
    genuinePairs: 1101,
    subjects: 1885,
    dataset:
      "LFW-dev (folds 1-5 of view 2), without the 200 people who are enrolled in the payment figure of bench/src/lfw.ts; impostors: all pairs of people, one picture each",
    date: "2026-11-23",
    command: "npx tsx --tsconfig tsconfig.base.json bench/src/calibrate.ts",
  },
  {
    fmr: 0.0001,
    threshold: 0.94005,
    measuredFmr: 0.00009968,
    fmrInterval: [0.00006423, 0.0001459],
    fnmr: 0.2089,
    fnmrInterval: [0.18, 0.2379],
    impostorPairs: 1775670,
    genuinePairs: 1101,
    subjects: 1885,
    dataset:
      "LFW-dev (folds 1-5 of view 2), without the 200 people who are enrolled in the payment figure of bench/src/lfw.ts; impostors: all pairs of people, one picture each",
    date: "2026-11-23",
    command: "npx tsx --tsconfig tsconfig.base.json bench/src/calibrate.ts",
  },
  {
    fmr: 0.00001,
    threshold: 0.95224,
    measuredFmr: 0.000009574,
    fmrInterval: [0.000002817, 0.00002085],
    fnmr: 0.4687,
    fnmrInterval: [0.4335, 0.5043],
    impostorPairs: 1775670,
    genuinePairs: 1101,
    subjects: 1885,
    dataset:
      "LFW-dev (folds 1-5 of view 2), without the 200 people who are enrolled in the payment figure of bench/src/lfw.ts; impostors: all pairs of people, one picture each",
    date: "2026-11-23",
    command: "npx tsx --tsconfig tsconfig.base.json bench/src/calibrate.ts",
  },
];
