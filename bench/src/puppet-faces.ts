// How well the networks take the puppet for a face: found, followed in its gestures, and recognised.
//   npm run bench:puppet:faces [-- --pack=NAME] [--kind=photo|synthetic] [--quick] [--json]
// Everything that is seen is SYNTHETIC: drawn from made-up people, or from the six stock photographs of an npm package.
import { createPuppetFilm } from "@sourire/camera-adapters/simulated";
import { createFacePipeline, createStages } from "@sourire/core";
import { createOnnxRuntime } from "@sourire/node";
import { cosine } from "./lfw/cosine.js";
import { machineLine, thisMachine } from "./machine.js";
import { openBenchPack } from "./open-pack.js";
import { option, progress, report, share } from "./options.js";
import { type GestureReadings, readGestures } from "./puppet/gestures.js";
import { type Likeness, likenessOf } from "./puppet/likeness.js";
import { photoSubjects, type Subject, syntheticSubjects } from "./puppet/subjects.js";
import { quantile, rounded } from "./statistics.js";

const quick = process.argv.includes("--quick");
const rate = quick ? 5 : 10;
const SWEEP = "turn-left 30deg 2.4s, turn-right 30deg 2.4s, look-up 8deg 1s, look-down 8deg 1s";

const pack = await openBenchPack(option("pack"));
const template = await pack.faceTemplate();
await using runtime = await createOnnxRuntime();
await using pipeline = await createFacePipeline({ pack, runtime });
await using stages = await createStages(pack, runtime);
const kind = option("kind");
const everybody = [
  ...(kind === "photo" ? [] : syntheticSubjects(template)),
  ...(kind === "synthetic" ? [] : await photoSubjects(pipeline, template)),
];
const subjects = quick ? everybody.filter((_, i) => i % 5 === 0) : everybody;

interface Found {
  readonly subject: Subject;
  readonly sweep: readonly [found: number, of: number];
  readonly gestures: GestureReadings;
  readonly likeness: Likeness;
}
const results: Found[] = [];
for (const subject of subjects) {
  progress(`${subject.name} ...`);
  const sweep = await foundInSweep(subject);
  const gestures = await readGestures(stages, subject.head);
  const likeness = await likenessOf(pipeline, subject, rate);
  results.push({ subject, sweep, gestures, likeness });
}

const strict = pack.manifest.operatingPoints.find(({ fmr }) => fmr === 1e-4);
const threshold = strict?.threshold ?? Number.NaN;
const machine = thisMachine();
const kinds = (["synthetic", "photo"] as const).filter((of) =>
  results.some(({ subject }) => subject.kind === of),
);
const groups = kinds.map((of) => summary(of));
report({ machine, pack: pack.manifest.id, threshold, groups, subjects: results.map(row) }, [
  machineLine(machine),
  `${pack.manifest.id}; SYNTHETIC pictures; FMR 1e-4 point ${threshold}`,
  ...groups.flatMap(lines),
]);

async function foundInSweep({ head }: Subject): Promise<readonly [number, number]> {
  const film = createPuppetFilm({
    payer: head,
    script: SWEEP,
    seed: 31,
    framesPerSecond: rate,
    atEnd: "end",
  });
  const buffer = film.buffer();
  const last = film.last ?? 0;
  let found = 0;
  for (let i = 0; i <= last; i++) {
    if ((await pipeline.findFaces(film.frame(i, 0, buffer).image)).length > 0) found++;
  }
  return [found, last + 1];
}

function row({ subject, sweep, gestures, likeness }: Found) {
  const own = likeness.live.map((vector) => cosine(likeness.enrolled, vector));
  return {
    name: subject.name,
    found: sweep,
    gestures,
    usable: likeness.usable,
    similarity: { least: rounded(Math.min(...own), 3), median: rounded(quantile(own, 0.5), 3) },
    above: own.filter((value) => value >= threshold).length,
  };
}

function summary(kind: Subject["kind"]) {
  const of = results.filter(({ subject }) => subject.kind === kind);
  const rows = of.map(row);
  const add = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
  const impostors = of.flatMap((p) =>
    of
      .filter((q) => q !== p)
      .flatMap((q) => q.likeness.live.map((v) => cosine(p.likeness.enrolled, v))),
  );
  const gestures = of.map((result) => result.gestures);
  return {
    kind,
    subjects: of.length,
    found: [
      add(rows.map(({ found }) => found[0])),
      add(rows.map(({ found }) => found[1])),
    ] as const,
    above: [
      add(rows.map(({ above }) => above)),
      add(of.map(({ likeness }) => likeness.live.length)),
    ] as const,
    ownLeast: Math.min(...rows.map(({ similarity }) => similarity.least)),
    othersMost: rounded(Math.max(-1, ...impostors), 3),
    impostorPairs: impostors.length,
    smile: gestures.map(({ smile }) => rounded(smile, 3)),
    talk: gestures.map(({ talk }) => rounded(talk, 3)),
    blink: gestures.map(({ blink }) => rounded(blink, 2)),
    yawError: gestures.map(({ yawError }) => rounded(yawError, 1)),
  };
}

function lines(group: ReturnType<typeof summary>): readonly string[] {
  const span = (values: readonly number[]): string =>
    `${Math.min(...values)} to ${Math.max(...values)}`;
  return [
    `${group.kind}, ${group.subjects} subjects`,
    `  face found within 30 degrees of yaw   ${share(...group.found)}`,
    `  live frames above the FMR 1e-4 point  ${share(...group.above)}`,
    `  similarity, own least / others most   ${group.ownLeast} / ${group.othersMost} (${group.impostorPairs} pairs)`,
    `  smile widens the mouth by             ${span(group.smile)}; talking by at most ${Math.max(...group.talk)}`,
    `  blink: eyes open, against rest        ${span(group.blink)}`,
    `  yaw read, largest error, degrees      ${span(group.yawError)}`,
  ];
}
