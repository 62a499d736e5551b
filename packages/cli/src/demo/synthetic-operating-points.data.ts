import type { OperatingPoint } from "@sourire/core";

/**
 * Thresholds between drawn people, by embedding space; written by bench/src/synthetic-points.ts. SYNTHETIC: they say
 * nothing about people. 95 % intervals: Clopper-Pearson over pairs of frames, which are not independent.
 */
export const SYNTHETIC_OPERATING_POINTS: Readonly<Record<string, readonly OperatingPoint[]>> = {
  "dlib-resnet-v1/128": [
    {
      fmr: 0.001,
      threshold: 0.9541,
      measuredFmr: 0.000913,
      fmrInterval: [0.00071, 0.00115],
      fnmr: 0,
      fnmrInterval: [0, 0.00918],
      impostorPairs: 75600,
      genuinePairs: 400,
      subjects: 10,
      dataset:
        "SYNTHETIC: live frames of the simulation's drawn payers against their portraits and each other; pairs of frames are not independent",
      date: "2026-11-27",
      command: "npx tsx --tsconfig tsconfig.base.json bench/src/synthetic-points.ts",
    },
    {
      fmr: 0.0001,
      threshold: 0.9566,
      measuredFmr: 0.0000926,
      fmrInterval: [0.0000372, 0.000191],
      fnmr: 0,
      fnmrInterval: [0, 0.00918],
      impostorPairs: 75600,
      genuinePairs: 400,
      subjects: 10,
      dataset:
        "SYNTHETIC: live frames of the simulation's drawn payers against their portraits and each other; pairs of frames are not independent",
      date: "2026-11-27",
      command: "npx tsx --tsconfig tsconfig.base.json bench/src/synthetic-points.ts",
    },
  ],
  "mobilefacenet-foamliu/128": [
    {
      fmr: 0.001,
      threshold: 0.6389,
      measuredFmr: 0.000992,
      fmrInterval: [0.00078, 0.00124],
      fnmr: 0,
      fnmrInterval: [0, 0.00918],
      impostorPairs: 75600,
      genuinePairs: 400,
      subjects: 10,
      dataset:
        "SYNTHETIC: live frames of the simulation's drawn payers against their portraits and each other; pairs of frames are not independent",
      date: "2026-11-27",
      command: "npx tsx --tsconfig tsconfig.base.json bench/src/synthetic-points.ts",
    },
    {
      fmr: 0.0001,
      threshold: 0.6524,
      measuredFmr: 0.0000926,
      fmrInterval: [0.0000372, 0.000191],
      fnmr: 0,
      fnmrInterval: [0, 0.00918],
      impostorPairs: 75600,
      genuinePairs: 400,
      subjects: 10,
      dataset:
        "SYNTHETIC: live frames of the simulation's drawn payers against their portraits and each other; pairs of frames are not independent",
      date: "2026-11-27",
      command: "npx tsx --tsconfig tsconfig.base.json bench/src/synthetic-points.ts",
    },
  ],
  "edgeface-xs-flip/512": [
    {
      fmr: 0.001,
      threshold: 0.5887,
      measuredFmr: 0.000992,
      fmrInterval: [0.00078, 0.00124],
      fnmr: 0,
      fnmrInterval: [0, 0.00918],
      impostorPairs: 75600,
      genuinePairs: 400,
      subjects: 10,
      dataset:
        "SYNTHETIC: live frames of the simulation's drawn payers against their portraits and each other; pairs of frames are not independent",
      date: "2026-11-27",
      command: "npx tsx --tsconfig tsconfig.base.json bench/src/synthetic-points.ts",
    },
    {
      fmr: 0.0001,
      threshold: 0.601,
      measuredFmr: 0.0000926,
      fmrInterval: [0.0000372, 0.000191],
      fnmr: 0,
      fnmrInterval: [0, 0.00918],
      impostorPairs: 75600,
      genuinePairs: 400,
      subjects: 10,
      dataset:
        "SYNTHETIC: live frames of the simulation's drawn payers against their portraits and each other; pairs of frames are not independent",
      date: "2026-11-27",
      command: "npx tsx --tsconfig tsconfig.base.json bench/src/synthetic-points.ts",
    },
  ],
};
