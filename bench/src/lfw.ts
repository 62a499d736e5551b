// Accuracy of a pack on LFW-dev, and what it would do at a till. Writes nothing but a cache.
//   SOURIRE_DATA=... npx tsx --tsconfig tsconfig.base.json bench/src/lfw.ts [--pack=NAME] [--json]
import { resolvePack } from "@sourire/models";
import { compareGenuine, compareImpostors, comparePair } from "./lfw/comparisons.js";
import { openLfw } from "./lfw/dataset.js";
import { embedPictures } from "./lfw/embed-pictures.js";
import { type PaymentFigure, type PaymentTrial, runPayments } from "./lfw/payment.js";
import { splitForPayment } from "./lfw/payment-split.js";
import { errorRates, foldAccuracies } from "./lfw/verification.js";
import { dataFolder, option, report, share } from "./options.js";

const TRIALS: readonly PaymentTrial[] = [
  { digits: 2, gates: true, fpirBudget: 1e-3 },
  { digits: 2, gates: false, fpirBudget: 1e-3 },
  { digits: 0, gates: true, fpirBudget: 1e-2 },
  { digits: 0, gates: false, fpirBudget: 1e-2 },
];

const pack = await (await resolvePack(option("pack") ?? "starter")).open();
const lfw = await openLfw(dataFolder());
const records = await embedPictures(lfw, pack);

const folds = lfw.folds.map((fold) =>
  fold.map((pair) => ({ similarity: comparePair(records, pair), genuine: pair.genuine })),
);
const accuracies = foldAccuracies(folds);
const mean = accuracies.reduce((sum, a) => sum + a, 0) / accuracies.length;
const spread = Math.sqrt(
  accuracies.reduce((sum, a) => sum + (a - mean) ** 2, 0) / (accuracies.length - 1),
);
const genuine = compareGenuine(lfw, records);
const impostors = compareImpostors(lfw, records);
const rates = [1e-3, 1e-4, 1e-5].map((fmr) => errorRates(fmr, genuine, impostors));
const notAcquired = lfw.pictures.filter((picture) => !records.get(picture)).length;
const split = splitForPayment(lfw);
const { operatingPoints } = pack.manifest;
const payments = TRIALS.map((trial) => ({
  trial,
  figure: runPayments(split, records, operatingPoints, trial),
}));

report(
  {
    pack: { id: pack.manifest.id, digest: pack.digest },
    pictures: lfw.pictures.length,
    notAcquired,
    accuracy: { mean, standardError: spread / Math.sqrt(accuracies.length), folds: accuracies },
    genuinePairs: genuine.length,
    impostorPairs: impostors.count,
    rates,
    payments,
  },
  [
    `${pack.manifest.id} on LFW-dev (folds 1-5 of view 2)`,
    `faces not acquired: ${share(notAcquired, lfw.pictures.length)}`,
    `accuracy ${(100 * mean).toFixed(2)} % (folds ${accuracies.map((a) => (100 * a).toFixed(2)).join(", ")})`,
    ...rates.map(
      ({ fmr, threshold, falseNonMatches }) =>
        `FMR ${fmr}: threshold ${threshold.toFixed(4)}, FNMR ${share(falseNonMatches, genuine.length)}; ${impostors.count} impostor pairs`,
    ),
    ...payments.flatMap(({ trial, figure }) => describe(trial, figure)),
  ],
);

function describe(
  { digits, gates, fpirBudget }: PaymentTrial,
  figure: PaymentFigure | undefined,
): readonly string[] {
  const how = `${digits} phone digits, quality gates ${gates ? "on" : "off"}, FPIR budget ${fpirBudget}`;
  if (!figure) return [`payments, ${how}: no operating point is strict enough`];
  const { payers, strangers } = figure;
  return [
    `payments, ${how}: FMR ${figure.fmr}, galleries of up to ${figure.largestGallery}, ${figure.enrolled} of ${split.payers.length} enrolled`,
    `  as themselves ${share(payers.paidAsThemselves, payers.attempts)}, as somebody else ${payers.paidAsSomebodyElse}, ambiguous ${payers.ambiguous}, no match ${payers.noMatch}, not acquired ${payers.notAcquired}`,
    `  strangers accepted ${share(strangers.paidAsSomebodyElse, strangers.attempts)}, ambiguous ${strangers.ambiguous}, not acquired ${strangers.notAcquired}`,
  ];
}
