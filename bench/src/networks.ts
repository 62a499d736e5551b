// How long each network of each pack takes by itself: its file as it is, and as the pipeline runs it.
//   SOURIRE_MODELS=... npx tsx --tsconfig tsconfig.base.json bench/src/networks.ts [--threads=N] [--json]
import {
  type InferenceRuntime,
  type ModelFile,
  type ModelSession,
  openPackFile,
  probeFeeds,
} from "@sourire/core";
import { findPacks } from "@sourire/models";
import { createOnnxRuntime } from "@sourire/node";
import { thisMachine } from "./machine.js";
import { option, progress, report } from "./options.js";
import { median } from "./statistics.js";

const ROUNDS = 40;
const WARM_UP = 8;

/** One network. */
interface NetworkRow {
  readonly file: string;
  /** Median milliseconds of the file as it is. */
  readonly asFiledMs: number;
  /** Median milliseconds as the pipeline runs it. */
  readonly asRunMs: number;
}

const threads = Number(option("threads") ?? 2);
const machine = thisMachine();
await using runtime = await createOnnxRuntime({ intraOpThreads: threads });
const rows = new Map<string, NetworkRow>();
for (const found of await findPacks()) {
  const pack = await found.open();
  for (const file of pack.manifest.files) {
    if (rows.has(file.sha256)) continue;
    progress(file.path);
    const filed = await runtime.open(await pack.bytes(file));
    const run = await openPackFile(runtime, pack, file);
    rows.set(file.sha256, await compare(file, filed, run));
  }
}

report({ machine, threads, runtime: runtime.id, networks: [...rows.values()] }, [
  `${runtime.id}, ${describe(runtime)}, median of ${ROUNDS} runs in turns; ${machine.cpu}, ${machine.cores} cores`,
  `${"".padEnd(36)} ${"as filed".padStart(9)} ${"as run".padStart(9)}`,
  ...[...rows.values()].map(
    ({ file, asFiledMs, asRunMs }) =>
      `${file.padEnd(36)} ${asFiledMs.toFixed(2).padStart(6)} ms ${asRunMs.toFixed(2).padStart(6)} ms`,
  ),
]);

function describe({ provider }: InferenceRuntime): string {
  return `${provider}, ${threads} thread${threads === 1 ? "" : "s"}`;
}

/** Runs the two in turns, so that what disturbs the one disturbs the other. */
async function compare(
  file: ModelFile,
  filed: ModelSession,
  run: ModelSession,
): Promise<NetworkRow> {
  const feeds = probeFeeds(file);
  const samples = { filed: [] as number[], run: [] as number[] };
  const time = async (session: ModelSession, into: number[]): Promise<void> => {
    const start = performance.now();
    await session.run(feeds);
    into.push(performance.now() - start);
  };
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    await time(filed, samples.filed);
    await time(run, samples.run);
  }
  await filed.release();
  await run.release();
  return {
    file: file.path,
    asFiledMs: median(samples.filed.slice(WARM_UP)),
    asRunMs: median(samples.run.slice(WARM_UP)),
  };
}
