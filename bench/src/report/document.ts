import { readFile, writeFile } from "node:fs/promises";
import type { BenchResult } from "../race/measure.js";
import { raceBars } from "./bars.js";
import { benchTables } from "./tables.js";
import type { Target } from "./targets.js";

const DOCUMENT = new URL("../../../docs/performance.md", import.meta.url);
const PICTURE = new URL("../../../docs/performance.svg", import.meta.url);

/**
 * Puts the tables between the markers of docs/performance.md, and the bars beside it.
 * @throws {Error} when a marker is missing, or for a quick or profiled run
 */
export async function writeDocument(
  result: BenchResult,
  targets: readonly Target[],
): Promise<void> {
  if (result.quick) throw new Error("a quick or profiled run is not written into the document");
  const tables = [
    "`npm run bench -- --write` wrote what stands here.",
    "",
    "![Milliseconds of a frame](performance.svg)",
    "",
    ...benchTables(result, targets),
  ];
  await writeSection("bench", tables);
  await writeFile(PICTURE, raceBars(result));
}

/**
 * Replaces what stands between two markers of docs/performance.md.
 * @throws {Error} when a marker is missing
 */
export async function writeSection(
  name: "bench" | "soak",
  lines: readonly string[],
): Promise<void> {
  const text = await readFile(DOCUMENT, "utf8");
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`docs/performance.md lacks ${begin} ... ${end}`);
  const content = ["", ...lines, ""].join("\n");
  await writeFile(DOCUMENT, text.slice(0, from + begin.length) + content + text.slice(to));
}
