import type { OperatingPoint } from "@sourire/core";

/**
 * Thresholds of the starter pack with the error rates measured at them; written by bench/src/calibrate.ts.
 * 95 % intervals: 2,000 bootstrap replicates over people.
 */
export const STARTER_OPERATING_POINTS: readonly OperatingPoint[] = [
  {
    fmr: 0.001,
    threshold: 0.92601,
    measuredFmr: 0.0009974,
    fmrInterval: [0.0008435, 0.001175],
    fnmr: 0.06358,
    fnmrInterval: [0.04749, 0.08054],
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
    threshold: 0.94013,
    measuredFmr: 0.00009968,
    fmrInterval: [0.00006367, 0.0001465],
    fnmr: 0.2089,
    fnmrInterval: [0.1806, 0.2378],
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
    fnmr: 0.4668,
    fnmrInterval: [0.4317, 0.5023],
    impostorPairs: 1775670,
    genuinePairs: 1101,
    subjects: 1885,
    dataset:
      "LFW-dev (folds 1-5 of view 2), without the 200 people who are enrolled in the payment figure of bench/src/lfw.ts; impostors: all pairs of people, one picture each",
    date: "2026-11-23",
    command: "npx tsx --tsconfig tsconfig.base.json bench/src/calibrate.ts",
  },
];
