import { startChild } from "../children/child-process.js";
import type { Picture } from "../contenders/contender.js";
import { median } from "../statistics.js";
import type { Workshop } from "../workshop.js";

/** From the start of a process to its first embedding. */
export interface ColdStartResult {
  /** Median of the whole, seen from outside, ms. */
  readonly medianMs: number;
  /** Each start, ms. */
  readonly samplesMs: readonly number[];
  /** Medians of its parts, seen from inside, ms. */
  readonly partsMs: { readonly modules: number; readonly open: number; readonly frame: number };
}

interface Report {
  readonly dimensions: number;
  readonly modulesMs: number;
  readonly openMs: number;
  readonly frameMs: number;
}

/** Starts a bundled program anew several times; files are in the system's cache after the first. */
export async function coldStart(
  workshop: Workshop,
  packFolder: string,
  threads: number,
  picture: Picture,
  times: number,
): Promise<ColdStartResult> {
  const { width, height } = picture;
  const path = await workshop.keep(picture.rgba);
  const told = JSON.stringify({ packFolder, threads, picture: path, width, height });
  const samplesMs: number[] = [];
  const reports: Report[] = [];
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    await using child = startChild(workshop.program("cold-start"), [told]);
    const report = (await child.next()) as Report;
    samplesMs.push(performance.now() - start);
    if (!(report.dimensions > 0)) throw new Error("the cold start made no embedding");
    reports.push(report);
  }
  return {
    medianMs: median(samplesMs),
    samplesMs,
    partsMs: {
      modules: median(reports.map(({ modulesMs }) => modulesMs)),
      open: median(reports.map(({ openMs }) => openMs)),
      frame: median(reports.map(({ frameMs }) => frameMs)),
    },
  };
}
