// Measures operating points at which the synthetic payers are told apart, for the packs that are on this machine, and
// writes them into the demonstration's source. They are for drawings: nothing here says anything about people.
//   npx tsx --tsconfig tsconfig.base.json bench/src/synthetic-points.ts [--date=YYYY-MM-DD]
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { createFacePipeline, isSourireError, type OperatingPoint } from "@sourire/core";
import { resolvePack } from "@sourire/models";
import { createOnnxRuntime } from "@sourire/node";
import { cosine } from "./lfw/cosine.js";
import { option, progress, report } from "./options.js";
import { clopperPearson } from "./puppet/clopper-pearson.js";
import { type Likeness, likenessOf } from "./puppet/likeness.js";
import { syntheticSubjects } from "./puppet/subjects.js";

const COMMAND = "npx tsx --tsconfig tsconfig.base.json bench/src/synthetic-points.ts";
const DATASET =
  "SYNTHETIC: live frames of the simulation's drawn payers against their portraits and each other; pairs of frames are not independent";
const FRAMES_PER_SECOND = 10;
const target = fileURLToPath(
  new URL("../../packages/cli/src/demo/synthetic-operating-points.data.ts", import.meta.url),
);
const date = option("date") ?? new Date().toISOString().slice(0, 10);

const points: Record<string, readonly OperatingPoint[]> = {};
for (const name of ["starter", "standard", "plus"]) {
  const measured = await measure(name);
  if (measured) points[measured.space] = measured.points;
}
await writeFile(target, sourceOf());
report(points, [`wrote the points of ${Object.keys(points).join(", ")}`]);

async function measure(name: string) {
  const found = await resolvePack(name).catch((cause: unknown) => {
    if (isSourireError(cause)) progress(`${name} is not here: ${cause.code}`);
    else throw cause;
  });
  if (!found) return undefined;
  const pack = await found.open();
  await using runtime = await createOnnxRuntime();
  await using pipeline = await createFacePipeline({ pack, runtime });
  const people: Likeness[] = [];
  for (const subject of syntheticSubjects(await pack.faceTemplate())) {
    progress(`${name}: ${subject.name} ...`);
    people.push(await likenessOf(pipeline, subject, FRAMES_PER_SECOND));
  }
  const genuine = people.flatMap(({ enrolled, live }) => live.map((v) => cosine(enrolled, v)));
  const impostors = impostorsOf(people);
  progress(`${name}: own least ${Math.min(...genuine).toFixed(3)}, others most ${impostors[0]}`);
  return {
    space: pipeline.space,
    points: [1e-3, 1e-4].map((fmr) => pointAt(fmr, genuine, impostors, people.length)),
  };
}

/** Similarities of different people, largest first: live frames against portraits and against live frames. */
function impostorsOf(people: readonly Likeness[]): Float64Array {
  const all: number[] = [];
  for (const [i, p] of people.entries()) {
    for (const [j, q] of people.entries()) {
      if (i === j) continue;
      for (const v of q.live) all.push(cosine(p.enrolled, v));
      if (i < j) for (const u of p.live) for (const v of q.live) all.push(cosine(u, v));
    }
  }
  return Float64Array.from(all).sort().reverse();
}

function pointAt(
  fmr: number,
  genuine: readonly number[],
  impostors: Float64Array,
  subjects: number,
): OperatingPoint {
  const reached = impostors[Math.floor(fmr * impostors.length)] ?? 1;
  const threshold = Math.min(1, Math.ceil(reached * 1e4 + 0.5) / 1e4);
  const falseMatches = impostors.filter((value) => value >= threshold).length;
  const misses = genuine.filter((value) => value < threshold).length;
  return {
    fmr,
    threshold,
    measuredFmr: digits(falseMatches / impostors.length),
    fmrInterval: both(clopperPearson(falseMatches, impostors.length)),
    fnmr: digits(misses / genuine.length),
    fnmrInterval: both(clopperPearson(misses, genuine.length)),
    impostorPairs: impostors.length,
    genuinePairs: genuine.length,
    subjects,
    dataset: DATASET,
    date,
    command: COMMAND,
  };
}

function digits(rate: number): number {
  return Number(rate.toPrecision(3));
}

function both([low, high]: readonly [number, number]): [number, number] {
  return [digits(low), digits(high)];
}

function sourceOf(): string {
  return `import type { OperatingPoint } from "@sourire/core";

/**
 * Thresholds between drawn people, by embedding space; written by bench/src/synthetic-points.ts. SYNTHETIC: they say
 * nothing about people. 95 % intervals: Clopper-Pearson over pairs of frames, which are not independent.
 */
export const SYNTHETIC_OPERATING_POINTS: Readonly<Record<string, readonly OperatingPoint[]>> = ${JSON.stringify(points, null, 2)};
`;
}
