// Runs every network of every pack found on another backend and prints how far it is from the golden values.
//   SOURIRE_MODELS=... npx tsx --tsconfig tsconfig.base.json bench/src/parity.ts [--on=wasm] [--json]
// --on: wasm (onnxruntime-web, one thread), or a provider of onnxruntime-node: cpu, webgpu, cuda
import { checkParity, type InferenceRuntime, openPackFile, type Parity } from "@sourire/core";
import { findPacks } from "@sourire/models";
import { createOnnxRuntime, type OnnxProvider } from "@sourire/node";
import { option, progress, report } from "./options.js";
import { createWasmRuntime } from "./wasm-runtime.js";

const on = option("on") ?? "wasm";
await using runtime = await openRuntime(on);
const checked = new Map<string, Parity>();
for (const found of await findPacks()) {
  const pack = await found.open();
  for (const file of pack.manifest.files) {
    if (checked.has(file.sha256)) continue;
    const session = await openPackFile(runtime, pack, file);
    checked.set(file.sha256, await checkParity(session, file));
    progress(describe(file.path, checked.get(file.sha256)));
  }
}
const all = [...checked.values()];
const failed = all.filter(({ status }) => status !== "passed").length;
report({ runtime: runtime.id, provider: runtime.provider, failed, checked: all }, [
  `${runtime.id}, ${runtime.provider}: ${all.length - failed} of ${all.length} files agree`,
]);
process.exitCode = failed === 0 ? 0 : 1;

async function openRuntime(name: string): Promise<InferenceRuntime> {
  if (name === "wasm") return createWasmRuntime(1);
  return createOnnxRuntime({ provider: name as OnnxProvider, cpuOperators: "allow" });
}

function describe(path: string, parity: Parity | undefined): string {
  const outputs = parity?.outputs ?? [];
  const angle = Math.max(0, ...outputs.map(({ cosine }) => 1 - cosine));
  const share = Math.max(0, ...outputs.map(({ maxError, tolerance }) => maxError / tolerance));
  const figures = `1 - cosine ${angle.toExponential(1)}, ${(100 * share).toPrecision(2)} % of the tolerance`;
  return `${path.padEnd(34)} ${parity?.status} ${figures} ${parity?.reason ?? ""}`;
}
