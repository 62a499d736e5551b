import type { ContenderSpec, Picture, SourireKind } from "../contenders/contender.js";
import { type Machine, thisMachine } from "../machine.js";
import { openBenchPack } from "../open-pack.js";
import { progress } from "../options.js";
import { withNoise } from "../pictures/noise.js";
import { openStockPerson, type StockPerson } from "../pictures/stock-person.js";
import { createWorkshop } from "../workshop.js";
import type { BenchOptions } from "./bench-options.js";
import { type ColdStartResult, coldStart } from "./cold-start.js";
import { type CrowdRow, crowds, type SizeRow, sizes } from "./grid.js";
import { type Racer, race } from "./race.js";

/** Everything that one run measured. */
export interface BenchResult {
  readonly machine: Machine;
  readonly pack: string;
  /** Too few frames, or frames that a profiler slowed: nothing to quote. */
  readonly quick: boolean;
  readonly racers: Readonly<Record<RacerName, Racer>>;
  readonly sizes: readonly SizeRow[];
  readonly crowds: readonly CrowdRow[];
  readonly coldStart: ColdStartResult;
}

/** Who races. */
export type RacerName =
  | "sourire"
  | "sourireTracked"
  | "sourireWasm"
  | "sourireWasm2"
  | "human"
  | "faceApiSsd"
  | "faceApiTiny";

/** Threads of the runtime, as targets and documents state them. */
const THREADS = 2;
const FRAME = { width: 1280, height: 720, personHeight: 560 };
/** Pictures of one person who stands still, each with noise of its own: a camera never gives the same bytes twice. */
const PICTURES = 4;
/** Standard deviation of a small sensor's noise in room light, levels of 255; synthetic. */
const NOISE = 4;

const FULL = {
  race: { warmUp: 10, rounds: 5, leadIn: 2, block: 10 },
  sizes: 30,
  crowds: 15,
  starts: 5,
};
const QUICK = {
  race: { warmUp: 2, rounds: 2, leadIn: 1, block: 2 },
  sizes: 4,
  crowds: 2,
  starts: 1,
};

/** Runs the whole of it; half an hour is far more than it needs. @throws {Error} saying what is missing */
export async function measure(options: BenchOptions): Promise<BenchResult> {
  const quick = options.quick || options.profile !== undefined;
  const machine = thisMachine(); // now: its load is not yet ours
  const plan = options.quick ? QUICK : FULL;
  const pack = await openBenchPack(options.pack);
  const person = await openStockPerson();
  using workshop = await createWorkshop();
  const packFolder = await workshop.layPack(pack);
  const pictures = await noisyPictures(person);
  const native = (kind: SourireKind) => sourire(packFolder, kind, "native", THREADS);
  progress("race");
  const racers = await race(workshop, fieldOf(packFolder), pictures, {
    ...plan.race,
    profileTo: options.profile,
  });
  progress("sizes");
  const sizeRows = await sizes(workshop, person, native, plan.sizes);
  progress("several faces");
  const crowdRows = await crowds(workshop, person, native, plan.crowds);
  progress("cold start");
  const start = await coldStart(workshop, packFolder, THREADS, pictures[0] as Picture, plan.starts);
  return {
    machine,
    pack: pack.manifest.id,
    quick,
    racers,
    sizes: sizeRows,
    crowds: crowdRows,
    coldStart: start,
  };
}

/** The peers cannot use a second thread in Node, so the fair race in WebAssembly is one of one thread. */
function fieldOf(packFolder: string): Readonly<Record<RacerName, ContenderSpec>> {
  return {
    sourire: sourire(packFolder, "detected", "native", THREADS),
    sourireTracked: sourire(packFolder, "tracked", "native", THREADS),
    sourireWasm: sourire(packFolder, "detected", "wasm", 1),
    sourireWasm2: sourire(packFolder, "detected", "wasm", 2),
    human: { library: "human" },
    faceApiSsd: { library: "face-api", detector: "ssd" },
    faceApiTiny: { library: "face-api", detector: "tiny" },
  };
}

function sourire(
  packFolder: string,
  kind: SourireKind,
  runtime: "native" | "wasm",
  threads: number,
): Extract<ContenderSpec, { library: "sourire" }> {
  return { library: "sourire", packFolder, runtime, threads, kind };
}

async function noisyPictures(person: StockPerson): Promise<readonly Picture[]> {
  const still = await person.alone(FRAME);
  return Array.from({ length: PICTURES }, (_, seed) => withNoise(still, NOISE, seed));
}
