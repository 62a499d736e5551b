import type { OperatingPoint } from "@sourire/core";

/**
 * Thresholds of the pack `starter` with the error rates measured at them; written by bench/src/calibrate.ts.
 * 95 % intervals: 2,000 bootstrap replicates over people.
 */
export const STARTER_OPERATING_POINTS: readonly OperatingPoint[] = [
  {
    fmr: 0.001,
    threshold: 0.92609,
    measuredFmr: 0.0009991,
    fmrInterval: [0.0008441, 0.001178],
    fnmr: 0.06721,
    fnmrInterval: [0.05102, 0.08423],
    impostorPairs: 1775670,
    genuinePairs: 1101,
    subjects: 1885,
    dataset:
      "LFW-dev (folds 1-5 of view 2), without the 200 people who are enrolled in the payment figure of bench/src/lfw.ts; impostors: all pairs of people, one picture each",
    date: "2026-11-23",
    command: "npx tsx --tsconfig tsconfig.base.json bench/src/calibrate.ts --pack=starter",
  },
  {
    fmr: 0.0001,
    threshold: 0.94003,
    measuredFmr: 0.00009968,
    fmrInterval: [0.00006424, 0.0001482],
    fnmr: 0.2098,
    fnmrInterval: [0.183, 0.238],
    impostorPairs: 1775670,
    genuinePairs: 1101,
    subjects: 1885,
    dataset:
      "LFW-dev (folds 1-5 of view 2), without the 200 people who are enrolled in the payment figure of bench/src/lfw.ts; impostors: all pairs of people, one picture each",
    date: "2026-11-23",
    command: "npx tsx --tsconfig tsconfig.base.json bench/src/calibrate.ts --pack=starter",
  },
  {
    fmr: 0.00001,
    threshold: 0.95296,
    measuredFmr: 0.000009574,
    fmrInterval: [0.000002254, 0.00002141],
    fnmr: 0.4787,
    fnmrInterval: [0.4422, 0.5142],
    impostorPairs: 1775670,
    genuinePairs: 1101,
    subjects: 1885,
    dataset:
      "LFW-dev (folds 1-5 of view 2), without the 200 people who are enrolled in the payment figure of bench/src/lfw.ts; impostors: all pairs of people, one picture each",
    date: "2026-11-23",
    command: "npx tsx --tsconfig tsconfig.base.json bench/src/calibrate.ts --pack=starter",
  },
];
