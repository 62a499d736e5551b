// Measures a pack's operating points on LFW-dev and writes them into the pack's source.
//   SOURIRE_DATA=... npx tsx --tsconfig tsconfig.base.json bench/src/calibrate.ts [--pack=NAME] [--date=YYYY-MM-DD]
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { OperatingPoint } from "@sourire/core";
import { resolvePack } from "@sourire/models";
import { falseMatchInterval, falseNonMatchInterval, type Interval } from "./lfw/bootstrap.js";
import { compareGenuine, compareImpostors } from "./lfw/comparisons.js";
import { openLfw } from "./lfw/dataset.js";
import { embedPictures } from "./lfw/embed-pictures.js";
import { splitForPayment } from "./lfw/payment-split.js";
import { errorRates } from "./lfw/verification.js";
import { dataFolder, option, progress, report } from "./options.js";

const COMMAND = "npx tsx --tsconfig tsconfig.base.json bench/src/calibrate.ts";
const DATASET =
  "LFW-dev (folds 1-5 of view 2), without the 200 people who are enrolled in the payment figure of bench/src/lfw.ts; impostors: all pairs of people, one picture each";
const SEED = 1;
/** Where the points of each pack stand in this repository. */
const TARGETS: Readonly<Record<string, string>> = {
  starter: "starter/operating-points.data.ts",
  standard: "catalogue/standard-operating-points.data.ts",
  plus: "catalogue/plus-operating-points.data.ts",
};

const name = option("pack") ?? "starter";
const target = TARGETS[name];
if (!target) throw new Error(`--pack is one of ${Object.keys(TARGETS).join(", ")}`);
const targetFile = fileURLToPath(new URL(`../../packages/models/src/${target}`, import.meta.url));
const date = option("date") ?? new Date().toISOString().slice(0, 10);

const lfw = await openLfw(dataFolder());
const records = await embedPictures(lfw, await (await resolvePack(name)).open());
const enrolled = new Set(splitForPayment(lfw).payers.map(({ identity }) => identity));
const genuine = compareGenuine(lfw, records, enrolled);
const impostors = compareImpostors(lfw, records, enrolled);

const points = [1e-3, 1e-4, 1e-5].map((fmr): OperatingPoint => {
  const at = errorRates(fmr, genuine, impostors);
  // the written threshold is the one that is measured: rounded up, so that no impostor is let in
  const threshold = Math.ceil(at.threshold * 1e5) / 1e5;
  const falseMatches = impostors.top.filter(({ similarity }) => similarity >= threshold).length;
  const misses = genuine.filter(({ similarity }) => similarity < threshold).length;
  progress(`FMR ${fmr}: ${falseMatches} false matches, ${misses} false non-matches`);
  return {
    fmr,
    threshold,
    measuredFmr: rounded(falseMatches / impostors.count),
    fmrInterval: both(falseMatchInterval(impostors, threshold, SEED)),
    fnmr: rounded(misses / genuine.length),
    fnmrInterval: both(falseNonMatchInterval(genuine, threshold, SEED)),
    impostorPairs: impostors.count,
    genuinePairs: genuine.length,
    subjects: impostors.identities.length,
    dataset: DATASET,
    date,
    command: `${COMMAND} --pack=${name}`,
  };
});

await writeFile(targetFile, sourceOf(points));
report(points, [
  `wrote ${points.length} points to ${targetFile}`,
  ...(name === "starter" ? ["Build the starter pack again."] : []),
]);

/** Four significant digits: the intervals are wider than that. */
function rounded(rate: number): number {
  return Number(rate.toPrecision(4));
}

function both([low, high]: Interval): Interval {
  return [rounded(low), rounded(high)];
}

function sourceOf(list: readonly OperatingPoint[]): string {
  const entry = (point: OperatingPoint): string =>
    Object.entries(point)
      .map(([name, value]) => `    ${name}: ${literal(value)},`)
      .join("\n");
  const literal = (value: unknown): string =>
    Array.isArray(value) ? `[${value.join(", ")}]` : JSON.stringify(value);
  return `import type { OperatingPoint } from "@sourire/core";

/**
 * Thresholds of the pack \`${name}\` with the error rates measured at them; written by bench/src/calibrate.ts.
 * 95 % intervals: 2,000 bootstrap replicates over people.
 */
export const ${name.toUpperCase()}_OPERATING_POINTS: readonly OperatingPoint[] = [
${list.map((point) => `  {\n${entry(point)}\n  },`).join("\n")}
];
`;
}
