// A process that works for a long time and tells how large it has grown. Started with --expose-gc.
import { readdir, readFile } from "node:fs/promises";
import { createFacePipeline, type FacePipeline, type Frame, type ModelPack } from "@sourire/core";
import { openPackFolder } from "@sourire/models";
import { createOnnxRuntime } from "@sourire/node";
import type { Picture } from "../contenders/contender.js";
import { frameOf } from "../contenders/frame-of.js";
import type { SoakMessage, SoakOrder, SoakSample } from "../soak/messages.js";

/** Every so many frames a face is detected, embedded and judged, as at the end of a payment. */
const EMBED_EVERY = 10;
/** Every so many frames nobody is there: the track is lost and begun anew. */
const NOBODY_EVERY = 50;

process.once("disconnect", () => process.exit(0));
const order = JSON.parse(process.argv[2] ?? "null") as SoakOrder;
const tell = (message: SoakMessage): void => void process.send?.(message);
let embeddings = 0;
try {
  const pack = await openPackFolder(order.packFolder);
  const { width, height } = order;
  const pictures: Picture[] = [];
  for (const path of order.pictures) {
    pictures.push({ width, height, rgba: new Uint8Array(await readFile(path)) });
  }
  await (order.task === "frames" ? frames(pack, pictures) : cycles(pack, pictures));
  tell({ is: "end", embeddings });
} catch (cause) {
  tell({ is: "failed", message: cause instanceof Error ? `${cause.stack}` : String(cause) });
}

async function frames(pack: ModelPack, pictures: readonly Picture[]): Promise<void> {
  await using runtime = await createOnnxRuntime({ intraOpThreads: order.threads });
  await using pipeline = await createFacePipeline({ pack, runtime });
  const follower = pipeline.follow();
  const people = pictures.slice(0, -1);
  for (let i = 0; i < order.count; i++) {
    const empty = i % NOBODY_EVERY === NOBODY_EVERY - 1;
    const picture = empty ? pictures.at(-1) : people[i % people.length];
    const frame = frameOf(picture as Picture, i);
    if (i % EMBED_EVERY === 0) await embed(pipeline, frame, await follower.detect(frame));
    else await follower.observe(frame);
    await sampleAfter(i + 1);
  }
}

async function cycles(pack: ModelPack, pictures: readonly Picture[]): Promise<void> {
  for (let i = 0; i < order.count; i++) {
    {
      await using runtime = await createOnnxRuntime({ intraOpThreads: order.threads });
      await using pipeline = await createFacePipeline({ pack, runtime });
      const frame = frameOf(pictures[0] as Picture, i);
      await embed(pipeline, frame, await pipeline.observe(frame));
    }
    await sampleAfter(i + 1);
  }
}

async function embed(
  pipeline: FacePipeline,
  frame: Frame,
  seen: Awaited<ReturnType<FacePipeline["observe"]>>,
): Promise<void> {
  if (seen.status !== "usable") return;
  using embedding = await pipeline.embed(frame, seen.face);
  embeddings += embedding.reveal((vector) => Math.sign(vector.length));
  await pipeline.texture(frame, seen.face);
}

async function sampleAfter(done: number): Promise<void> {
  const since = done - order.settleAfter;
  if (since < 0 || (since % order.sampleEvery !== 0 && done !== order.count)) return;
  tell({ is: "sample", sample: await sampleNow(done) });
}

async function sampleNow(at: number): Promise<SoakSample> {
  if (!globalThis.gc) throw new Error("start Node with --expose-gc");
  for (let i = 0; i < 2; i++) {
    await new Promise((settle) => setTimeout(settle, 20)); // finalizers of the first round run
    globalThis.gc();
  }
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  const descriptors = await readdir("/proc/self/fd").then(
    (names) => names.length,
    () => undefined,
  );
  const resources = process.getActiveResourcesInfo().length;
  return { at, heapUsed, arrayBuffers, rss, resources, descriptors };
}
