// Writes the golden values of every network into the packs' source, from the CPU provider with one thread.
//   SOURIRE_MODELS=... npx tsx --tsconfig tsconfig.base.json bench/src/goldens.ts [--json]
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import {
  encodeSample,
  type Golden,
  type InferenceRuntime,
  type ModelFile,
  probe,
  sampleOf,
} from "@sourire/core";
import { CATALOGUE, resolvePack } from "@sourire/models";
import { createOnnxRuntime } from "@sourire/node";
import { progress, report } from "./options.js";

const TARGET = fileURLToPath(new URL("../../packages/models/src/goldens.data.ts", import.meta.url));

const goldens = new Map<string, Golden>();
await using runtime = await createOnnxRuntime({ provider: "cpu", intraOpThreads: 1 });
for (const id of ["starter", ...CATALOGUE.map(({ manifest }) => manifest.id)]) {
  // all packs or nothing: one left out would lose the values that it has
  const pack = await (await resolvePack(id)).open();
  for (const file of pack.manifest.files) {
    if (goldens.has(file.path)) continue;
    goldens.set(file.path, await measure(runtime, await pack.bytes(file), file));
    progress(`${file.path}: ${file.outputs.length} outputs`);
  }
}
const source = sourceOf([...goldens].sort(([a], [b]) => (a < b ? -1 : 1)));
await writeFile(TARGET, source);
report({ files: [...goldens.keys()].sort(), bytes: source.length }, [
  `wrote golden values of ${goldens.size} files, ${(source.length / 1000).toFixed(1)} kB; build the starter pack again`,
]);

async function measure(
  { open }: InferenceRuntime,
  bytes: Uint8Array,
  file: ModelFile,
): Promise<Golden> {
  const session = await open(bytes);
  try {
    const outputs = [...(await probe(session, file))].map(([name, values]) => ({
      name,
      length: values.length,
      values: encodeSample(sampleOf(values)),
    }));
    return { pattern: "waves-1", outputs };
  } finally {
    await session.release();
  }
}

function sourceOf(entries: readonly (readonly [string, Golden])[]): string {
  const output = ({ name, length, values }: Golden["outputs"][number]): string => {
    const text = JSON.stringify(values);
    // as the formatter breaks lines: at 100 characters
    const line = text.length > 83 ? `values:\n          ${text}` : `values: ${text}`;
    return `      {\n        name: ${JSON.stringify(name)},\n        length: ${length},\n        ${line},\n      },\n`;
  };
  const entry = ([path, { pattern, outputs }]: readonly [string, Golden]): string =>
    `  ${JSON.stringify(path)}: {\n    pattern: ${JSON.stringify(pattern)},\n    outputs: [\n${outputs.map(output).join("")}    ],\n  },\n`;
  return `import type { ModelFile } from "@sourire/core";

/** What a right backend answers to the made-up picture, by file name; written by bench/src/goldens.ts. */
export const GOLDENS: Readonly<Record<string, NonNullable<ModelFile["golden"]>>> = {
${entries.map(entry).join("")}};
`;
}
