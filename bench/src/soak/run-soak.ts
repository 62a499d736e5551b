import { startChild } from "../children/child-process.js";
import { progress } from "../options.js";
import type { Workshop } from "../workshop.js";
import type { SoakMessage, SoakOrder, SoakSample } from "./messages.js";

/** How a process grew. */
export interface SoakResult {
  readonly task: SoakOrder["task"];
  readonly count: number;
  /** Faces embedded on the way: it did work. */
  readonly embeddings: number;
  readonly samples: readonly SoakSample[];
  /** From the first sample to the last. */
  readonly growth: Growth;
}

/** Last minus first. */
interface Growth {
  readonly heapMb: number;
  readonly arrayBuffersMb: number;
  readonly rssMb: number;
  readonly resources: number;
  /** Undefined where the system does not list descriptors. */
  readonly descriptors: number | undefined;
}

/** @throws {Error} when the process fails, embeds nothing or gives fewer than two samples */
export async function runSoak(workshop: Workshop, order: SoakOrder): Promise<SoakResult> {
  const { task, count } = order;
  await using child = startChild(
    workshop.program("soak"),
    [JSON.stringify(order)],
    ["--expose-gc"],
  );
  const samples: SoakSample[] = [];
  for (;;) {
    const message = (await child.next()) as SoakMessage;
    if (message.is === "failed") throw new Error(message.message);
    if (message.is === "sample") {
      samples.push(message.sample);
      const { at, heapUsed, rss } = message.sample;
      progress(`  ${at} ${task}: heap ${mb(heapUsed)} MB, resident ${mb(rss)} MB`);
      continue;
    }
    const { embeddings } = message;
    if (embeddings === 0) throw new Error("the soak embedded no face: it proves nothing");
    return { task, count, embeddings, samples, growth: growthOf(samples) };
  }
}

function growthOf(samples: readonly SoakSample[]): Growth {
  const first = samples[0];
  const last = samples.at(-1);
  if (!first || !last || first === last) throw new Error("a soak needs two samples");
  const known = first.descriptors !== undefined && last.descriptors !== undefined;
  return {
    heapMb: (last.heapUsed - first.heapUsed) / 1e6,
    arrayBuffersMb: (last.arrayBuffers - first.arrayBuffers) / 1e6,
    rssMb: (last.rss - first.rss) / 1e6,
    resources: last.resources - first.resources,
    descriptors: known ? last.descriptors - first.descriptors : undefined,
  };
}

function mb(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
