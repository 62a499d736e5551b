import type { SoakResult } from "./run-soak.js";

/** One promise and what became of it. */
export interface SoakVerdict {
  readonly title: string;
  readonly measured: number;
  readonly limit: number;
  readonly met: boolean;
}

/** Growth of JavaScript's heap over 10,000 frames that is still noise of the collector, MB. */
const MAX_HEAP_GROWTH_MB = 5;

/** Heap after frames; handles after cycles. Resident memory is told, not judged: no limit for its growth was measured. */
export function judgeSoak(results: readonly SoakResult[]): readonly SoakVerdict[] {
  return results.flatMap(({ task, growth }) => {
    const { heapMb, resources, descriptors = 0 } = growth;
    const verdict = (title: string, measured: number, limit: number): SoakVerdict => ({
      title,
      measured,
      limit,
      met: measured <= limit,
    });
    return [
      verdict(`heap growth over ${task}, MB`, heapMb, MAX_HEAP_GROWTH_MB),
      verdict(`more open resources after ${task}`, resources, 0),
      verdict(`more open file descriptors after ${task}`, descriptors, 0),
    ];
  });
}

/** What people get to see, as Markdown. */
export function soakLines(
  results: readonly SoakResult[],
  verdicts: readonly SoakVerdict[],
): readonly string[] {
  return [
    ...results.map(({ task, samples, embeddings, growth }) => {
      const from = samples[0]?.at ?? 0;
      const to = samples.at(-1)?.at ?? 0;
      const { heapMb, arrayBuffersMb, rssMb } = growth;
      const peak = Math.max(...samples.map(({ rss }) => rss)) / 1e6;
      return `- ${task} ${from} to ${to}: heap ${signed(heapMb)} MB, buffers ${signed(arrayBuffersMb)} MB, resident ${signed(rssMb)} MB (at most ${peak.toFixed(0)} MB); ${embeddings} faces embedded`;
    }),
    "",
    "| | measured | at most | |",
    "|---|---|---|---|",
    ...verdicts.map(
      ({ title, measured, limit, met }) =>
        `| ${title} | ${Number(measured.toFixed(2))} | ${limit} | ${met ? "met" : "**missed**"} |`,
    ),
  ];
}

function signed(value: number): string {
  return `${value < 0 ? "" : "+"}${value.toFixed(1)}`;
}
