// How long one frame of 1280 x 720 takes with the starter pack, from detection to embedding.
//   npx tsx --tsconfig tsconfig.base.json bench/src/frame.ts [--json]
import { readFile } from "node:fs/promises";
import { availableParallelism, cpus } from "node:os";
import {
  BYTES_PER_PIXEL,
  createFacePipeline,
  type InferenceRuntime,
  type ModelSession,
  type PixelImage,
} from "@sourire/core";
import { openPackFolder, resolvePack } from "@sourire/models";
import { stockPhotographs } from "@sourire/models/starter";
import { createOnnxRuntime, decodeImage } from "@sourire/node";
import { report } from "./options.js";

const WIDTH = 1280;
const HEIGHT = 720;
const WARM_UP = 10;
const RUNS = 60;

/** Milliseconds that the networks alone took since the last reset. */
let inferenceMs = 0;

const pack = await openPackFolder(await resolvePack("starter", process.env["SOURIRE_MODELS"]));
await using runtime = await createOnnxRuntime();
const timedRuntime = timed(runtime);
await using pipeline = await createFacePipeline({ pack, runtime: timedRuntime });
const image = await stockFrame();

type Stage = "detect" | "landmarks" | "quality" | "embed" | "total" | "networks";
const samples: Record<Stage, number[]> = {
  detect: [],
  landmarks: [],
  quality: [],
  embed: [],
  total: [],
  networks: [],
};
for (let run = 0; run < WARM_UP + RUNS; run++) {
  const frame = { sequence: run, capturedAtMs: performance.now(), image };
  inferenceMs = 0;
  const start = performance.now();
  const seen = await pipeline.observe(frame);
  if (seen.status !== "usable") throw new Error(`the frame is ${JSON.stringify(seen)}`);
  const observed = performance.now();
  (await pipeline.embed(frame, seen.face))[Symbol.dispose]();
  const end = performance.now();
  if (run < WARM_UP) continue;
  samples.detect.push(seen.timingsMs.detect);
  samples.landmarks.push(seen.timingsMs.landmarks ?? Number.NaN);
  samples.quality.push(seen.timingsMs.quality ?? Number.NaN);
  samples.embed.push(end - observed);
  samples.total.push(end - start);
  samples.networks.push(inferenceMs);
}
const medianMs = Object.fromEntries(
  Object.entries(samples).map(([stage, values]) => [stage, median(values)]),
) as Record<Stage, number>;
const machine = `${cpus()[0]?.model ?? "unknown"}, ${availableParallelism()} cores, Node ${process.versions.node}, ${runtime.id}`;

report({ pack: pack.manifest.id, width: WIDTH, height: HEIGHT, runs: RUNS, machine, medianMs }, [
  `${pack.manifest.id}, ${WIDTH} x ${HEIGHT} rgba8, median of ${RUNS} frames; ${machine}`,
  ...Object.entries(medianMs).map(
    ([stage, ms]) => `${stage.padEnd(10)} ${ms.toFixed(2).padStart(7)} ms`,
  ),
  "networks is the part of total that session.run takes; the rest is our own.",
]);

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] as number;
}

/** The runtime, with a clock on each run. */
function timed(inner: InferenceRuntime): InferenceRuntime {
  return {
    id: inner.id,
    provider: inner.provider,
    async open(model) {
      const session = await inner.open(model);
      const run = async (...given: Parameters<ModelSession["run"]>) => {
        const start = performance.now();
        const outputs = await session.run(...given);
        inferenceMs += performance.now() - start;
        return outputs;
      };
      return {
        inputNames: session.inputNames,
        outputNames: session.outputNames,
        release: () => session.release(),
        run,
      } as ModelSession;
    },
    [Symbol.asyncDispose]: () => inner[Symbol.asyncDispose](),
  };
}

/**
 * A camera's view of one person: the leftmost of a stock photograph, as large as at arm's length, on a
 * grey wall.
 */
async function stockFrame(): Promise<PixelImage> {
  const file = (await stockPhotographs())[5] as string;
  const photograph = await decodeImage(await readFile(file), { format: "rgba8" });
  const person = { x: 90, y: 380, width: 480, height: 560 }; // alone in this part of it
  const pixel = BYTES_PER_PIXEL.rgba8;
  const data = new Uint8Array(WIDTH * HEIGHT * pixel).fill(128);
  const left = (WIDTH - person.width) / 2;
  const top = (HEIGHT - person.height) / 2;
  for (let y = 0; y < person.height; y++) {
    const from = (person.y + y) * photograph.stride + person.x * pixel;
    const row = photograph.data.subarray(from, from + person.width * pixel);
    data.set(row, ((top + y) * WIDTH + left) * pixel);
  }
  return { format: "rgba8", width: WIDTH, height: HEIGHT, stride: WIDTH * pixel, data };
}
