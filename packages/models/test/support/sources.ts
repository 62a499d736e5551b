import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { SourceContent } from "../../src/starter/read-source.js";
import type { NetworkSource } from "../../src/starter/sources.data.js";

const require = createRequire(import.meta.url);

/** Folder of an installed source package, found without the code under test. */
export function sourceFolder(name: string): string {
  // both keep their main module in dist/
  return dirname(dirname(require.resolve(name)));
}

/** The two files of a network as they lie in the npm package. */
export async function sourceFiles(source: NetworkSource): Promise<SourceContent> {
  const folder = sourceFolder(source.package);
  const json = JSON.parse(await readFile(join(folder, source.json.path), "utf8"));
  return { json, weights: await readFile(join(folder, source.weights.path)) };
}

/** A stock photograph of three people that comes with face-api. */
export function samplePhotograph(): string {
  return join(sourceFolder("@vladmandic/face-api"), "demo", "sample1.jpg");
}
