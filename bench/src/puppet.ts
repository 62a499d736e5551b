// How fast the simulated camera draws: each of its people, who smile and turn before it, on one thread.
//   npm run bench:puppet [-- --quick] [--json]
// The processor's time stands beside the time on the clock: it is the same on a machine that others use too. SYNTHETIC.
import {
  createPuppetFilm,
  createSyntheticHead,
  NEUTRAL,
  type PuppetFilmOptions,
  SYNTHETIC_PEOPLE,
} from "@sourire/camera-adapters/simulated";
import { resolvePack } from "@sourire/models";
import { machineLine, thisMachine } from "./machine.js";
import { report } from "./options.js";
import { median, rounded } from "./statistics.js";

const quick = process.argv.includes("--quick");
const people = quick ? SYNTHETIC_PEOPLE.slice(0, 2) : SYNTHETIC_PEOPLE;
const FRAMES = quick ? 10 : 60;
const WARM_UP = quick ? 5 : 20;
const SEEING = [
  { name: "colour, 640 x 480", options: {} },
  { name: "colour, depth, infrared", options: { depth: true, infrared: true } },
  { name: "colour, 1280 x 720", options: { width: 1280, height: 720 } },
] as const;

const pack = await (await resolvePack("starter")).open();
const template = await pack.faceTemplate();
const rows = people.map((person) => {
  const startedMs = performance.now();
  const payer = createSyntheticHead({ template, person });
  const makeMs = rounded(performance.now() - startedMs, 0);
  const surfaces = [...payer.surfaces(NEUTRAL), ...payer.torso];
  const triangles = surfaces.reduce((sum, { mesh }) => sum + mesh.triangles.length / 3, 0);
  const frames = SEEING.map(({ name, options }) => ({
    name,
    ...timed({ ...options, payer, seed: 3 }),
  }));
  return { person, triangles, makeMs, frames };
});
const machine = thisMachine();
const ofAll = SEEING.map(({ name }, i) => {
  const cpu = rows.map(({ frames }) => frames[i]?.cpuMs ?? 0);
  return {
    name,
    framesPerSecond: {
      least: rounded(1000 / Math.max(...cpu), 1),
      median: rounded(1000 / median(cpu), 1),
      most: rounded(1000 / Math.min(...cpu), 1),
    },
  };
});
report({ machine, frames: FRAMES, people: rows, ofAll }, [
  `${machineLine(machine)}; one thread, median of ${FRAMES} frames, drawing and sensor`,
  ...rows.map(
    ({ person, triangles, makeMs, frames }) =>
      `  ${person.padEnd(8)} ${triangles} triangles, made in ${makeMs} ms; ms a frame (of the processor): ${frames
        .map(({ ms, cpuMs }) => `${ms} (${cpuMs})`)
        .join(", ")}`,
  ),
  "frames a second of the processor's time, slowest, median and fastest person",
  ...ofAll.map(
    ({ name, framesPerSecond: { least, median: middle, most } }) =>
      `  ${name.padEnd(24)} ${least}, ${middle}, ${most}`,
  ),
]);

function timed(options: PuppetFilmOptions): { readonly ms: number; readonly cpuMs: number } {
  const film = createPuppetFilm({
    ...options,
    script: "smile 1s, turn-left 20deg 1s",
    atEnd: "loop",
  });
  const buffer = film.buffer();
  const wall: number[] = [];
  const cpu: number[] = [];
  for (let i = 0; i < WARM_UP + FRAMES; i++) {
    const used = process.cpuUsage();
    const startedMs = performance.now();
    film.frame(i, 0, buffer);
    if (i < WARM_UP) continue;
    wall.push(performance.now() - startedMs);
    const { user, system } = process.cpuUsage(used);
    cpu.push((user + system) / 1000);
  }
  return { ms: rounded(median(wall), 1), cpuMs: rounded(median(cpu), 1) };
}
