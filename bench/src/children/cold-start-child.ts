// A fresh process that opens the library, looks at one frame, embeds the face and says so.
import { readFile } from "node:fs/promises";
import { createFacePipeline } from "@sourire/core";
import { openPackFolder } from "@sourire/models";
import { createOnnxRuntime } from "@sourire/node";

/** What the child needs to know, as JSON in its first argument. */
interface ColdStart {
  readonly packFolder: string;
  readonly threads: number;
  readonly picture: string;
  readonly width: number;
  readonly height: number;
}

const begun = performance.now(); // since the process began: Node's own start and our modules
const told = JSON.parse(process.argv[2] ?? "null") as ColdStart;
const { width, height } = told;
const data = new Uint8Array(await readFile(told.picture));
const pack = await openPackFolder(told.packFolder);
await using runtime = await createOnnxRuntime({ intraOpThreads: told.threads });
await using pipeline = await createFacePipeline({ pack, runtime });
const opened = performance.now();
const image = { format: "rgba8" as const, width, height, stride: width * 4, data };
const frame = { sequence: 0, capturedAtMs: 0, image };
const seen = await pipeline.observe(frame);
if (seen.status !== "usable") throw new Error(`the frame is ${JSON.stringify(seen)}`);
using embedding = await pipeline.embed(frame, seen.face);
const dimensions = embedding.reveal((vector) => vector.length);
const end = performance.now();
process.send?.({ dimensions, modulesMs: begun, openMs: opened - begun, frameMs: end - opened });
