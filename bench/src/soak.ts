// Does it grow? Frames for a long time, then opening and closing again and again. See ../README.md.
//   SOURIRE_MODELS=DIR npm run bench:soak -- [--json] [--short] [--write] [--pack NAME]
import { parseArgs } from "node:util";
import { endOnSignals } from "./children/child-process.js";
import { machineLine, thisMachine } from "./machine.js";
import { openBenchPack } from "./open-pack.js";
import { progress } from "./options.js";
import { withNoise } from "./pictures/noise.js";
import { openStockPerson } from "./pictures/stock-person.js";
import { writeSection } from "./report/document.js";
import { judgeSoak, soakLines } from "./soak/judge.js";
import type { SoakOrder } from "./soak/messages.js";
import { runSoak, type SoakResult } from "./soak/run-soak.js";
import { createWorkshop, type Workshop } from "./workshop.js";

const FRAME = { width: 1280, height: 720 };
const LONG = {
  frames: { count: 10_500, settleAfter: 500, sampleEvery: 1_000 },
  cycles: { count: 210, settleAfter: 10, sampleEvery: 20 },
};
const SHORT = {
  frames: { count: 700, settleAfter: 200, sampleEvery: 100 },
  cycles: { count: 25, settleAfter: 5, sampleEvery: 5 },
};

endOnSignals();
try {
  const { values } = parseArgs({
    options: {
      json: { type: "boolean", default: false },
      short: { type: "boolean", default: false },
      write: { type: "boolean", default: false },
      pack: { type: "string" },
    },
  });
  const machine = thisMachine();
  const results = await soak(values.short ? SHORT : LONG, values.pack);
  const verdicts = judgeSoak(results);
  const lines = [`Machine: ${machineLine(machine)}.`, "", ...soakLines(results, verdicts)];
  if (values.write && values.short) throw new Error("a short soak is not written anywhere");
  if (values.write) await writeSection("soak", lines);
  const json = JSON.stringify({ machine, results, verdicts }, null, 2);
  process.stdout.write(`${values.json ? json : lines.join("\n")}\n`);
  if (verdicts.some(({ met }) => !met)) process.exitCode = 1;
} catch (cause) {
  progress(cause instanceof Error ? cause.message : String(cause));
  process.exitCode = 2;
}

async function soak(plan: typeof LONG, pack: string | undefined): Promise<readonly SoakResult[]> {
  const opened = await openBenchPack(pack);
  using workshop = await createWorkshop();
  const packFolder = await workshop.layPack(opened);
  const pictures = await keepPictures(workshop);
  const common = { packFolder, threads: 2, pictures, ...FRAME };
  const results: SoakResult[] = [];
  for (const task of ["frames", "cycles"] as const) {
    progress(task);
    const order: SoakOrder = { task, ...plan[task], ...common };
    results.push(await runSoak(workshop, order));
  }
  return results;
}

/** A person who stands still before a noisy sensor, and the wall without anybody. */
async function keepPictures(workshop: Workshop): Promise<readonly string[]> {
  const person = await openStockPerson();
  const still = await person.alone({ ...FRAME, personHeight: 560 });
  const pictures = [1, 2, 3, 4].map((seed) => withNoise(still, 4, seed));
  pictures.push(await person.crowd(0, FRAME.width, FRAME.height));
  const paths: string[] = [];
  for (const { rgba } of pictures) paths.push(await workshop.keep(rgba));
  return paths;
}
