import { launchContender, type RunningContender } from "../children/launch-contender.js";
import type { ContenderAbout, ContenderSpec, Look, Picture } from "../contenders/contender.js";
import { progress } from "../options.js";
import { median, quantile } from "../statistics.js";
import type { Workshop } from "../workshop.js";

/** How long a race is. */
export interface RaceLength {
  /** Frames before the first that counts. */
  readonly warmUp: number;
  /** Times that each contender has its turn. */
  readonly rounds: number;
  /** Frames at the beginning of a turn that do not count: the others have emptied the processor's caches. */
  readonly leadIn: number;
  /** Frames of one turn that count. */
  readonly block: number;
  /** Folder for a profile of each contender; profiling slows, so its figures are not to be quoted. */
  readonly profileTo?: string | undefined;
}

/** How one contender did. */
export interface Racer {
  readonly about: ContenderAbout;
  /** Frames that count. */
  readonly frames: number;
  readonly medianMs: number;
  /** Nine of ten frames took less. */
  readonly p90Ms: number;
  /** Median of each part. */
  readonly stagesMs: Readonly<Record<string, number>>;
  /** Median of (whole - inference) / inference over the frames; only where inference is measured. */
  readonly overhead?: number;
  readonly loadMs: number;
  /** Resident after the race, MB of a million bytes, Node included. */
  readonly rssMb: number;
  readonly peakRssMb: number;
}

/**
 * Lets contenders look at the same pictures in turns, each in its own process: what disturbs the machine
 * disturbs all of them, and none holds a thread or memory of another.
 */
export async function race<Name extends string>(
  workshop: Workshop,
  specs: Readonly<Record<Name, ContenderSpec>>,
  pictures: readonly Picture[],
  length: RaceLength,
): Promise<Record<Name, Racer>> {
  const running: { name: Name; contender: RunningContender; looks: Look[] }[] = [];
  try {
    for (const [name, spec] of Object.entries(specs) as [Name, ContenderSpec][]) {
      progress(`  starting ${name}`);
      const contender = await launchContender(workshop, spec, profileFlags(name, length));
      running.push({ name, contender, looks: [] });
      await contender.show(pictures);
      await contender.look(length.warmUp);
    }
    for (let round = 0; round < length.rounds; round++) {
      progress(`  round ${round + 1} of ${length.rounds}`);
      for (const { contender, looks } of turned(running, round)) {
        await contender.look(length.leadIn);
        looks.push(...(await contender.look(length.block)));
      }
    }
    const results: [Name, Racer][] = [];
    for (const { name, contender, looks } of running) {
      results.push([name, await summary(contender, looks)]);
    }
    return Object.fromEntries(results) as Record<Name, Racer>;
  } finally {
    for (const { contender } of running) await contender[Symbol.asyncDispose]();
  }
}

function profileFlags(name: string, { profileTo }: RaceLength): readonly string[] {
  if (profileTo === undefined) return [];
  return ["--cpu-prof", `--cpu-prof-dir=${profileTo}`, `--cpu-prof-name=${name}.cpuprofile`];
}

/** Medians of the parts that the looks have in common. */
export function medianStages(looks: readonly Look[]): Record<string, number> {
  const names = Object.keys(looks[0]?.stagesMs ?? {});
  return Object.fromEntries(
    names.map((name) => [name, median(looks.map(({ stagesMs }) => stagesMs[name] ?? 0))]),
  );
}

/** Each round begins with another one, so that nobody always follows the same neighbour. */
function turned<T>(list: readonly T[], by: number): readonly T[] {
  const first = by % list.length;
  return [...list.slice(first), ...list.slice(0, first)];
}

async function summary(contender: RunningContender, looks: readonly Look[]): Promise<Racer> {
  const { rss, peakRss } = await contender.memory();
  const all = looks.map(({ ms }) => ms);
  const overheads = looks.flatMap(({ ms, stagesMs: { inference } }) =>
    inference === undefined ? [] : [(ms - inference) / inference],
  );
  return {
    about: contender.about,
    frames: looks.length,
    medianMs: median(all),
    p90Ms: quantile(all, 0.9),
    stagesMs: medianStages(looks),
    ...(overheads.length > 0 ? { overhead: median(overheads) } : {}),
    loadMs: contender.loadMs,
    rssMb: rss / 1e6,
    peakRssMb: peakRss / 1e6,
  };
}
