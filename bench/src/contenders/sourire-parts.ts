import {
  createFacePipeline,
  type FacePipeline,
  type ModelPack,
  type QualityDefect,
} from "@sourire/core";
import { openPackFolder } from "@sourire/models";
import { createOnnxRuntime } from "@sourire/node";
import { type TimedRuntime, timedRuntime } from "../timed-runtime.js";
import { createWasmRuntime } from "../wasm-runtime.js";
import type { ContenderAbout, ContenderSpec, Look } from "./contender.js";

/** What the kinds of frame have in common. */
export interface SourireParts {
  readonly pack: ModelPack;
  readonly runtime: TimedRuntime;
  readonly about: ContenderAbout;
  readonly spec: SourireSpec;
}

/** How this library is to be run. */
export type SourireSpec = Extract<ContenderSpec, { library: "sourire" }>;

/** Opens pack and runtime; whoever asked closes the runtime. */
export async function openParts(spec: SourireSpec): Promise<SourireParts> {
  const { packFolder, threads } = spec;
  const pack = await openPackFolder(packFolder);
  const inner =
    spec.runtime === "wasm"
      ? await createWasmRuntime(threads)
      : await createOnnxRuntime({ intraOpThreads: threads });
  const runtime = timedRuntime(inner);
  const textures = pack.manifest.files.filter(({ role }) => role === "texture").length;
  const about = {
    name: `Sourire (${spec.kind}${spec.runtime === "wasm" ? ", WASM" : ""})`,
    version: pack.manifest.id,
    backend: `${runtime.id} ${runtime.provider}, ${threads} thread${threads === 1 ? "" : "s"}`,
    work: `detector, mesh, quality, embedding, ${textures} texture network${textures === 1 ? "" : "s"}`,
  };
  return { pack, runtime, about, spec };
}

/** Opens the pipeline as an application would. */
export function openPipeline({ pack, runtime, spec }: SourireParts): Promise<FacePipeline> {
  const { minFaceShare } = spec;
  return createFacePipeline({
    pack,
    runtime,
    ...(minFaceShare === undefined ? {} : { selection: { minFaceShare } }),
  });
}

/** A frame in which no payer was found. */
export function missed(seen: Unusable, ms: number): Look {
  const why = [seen.reason, ...seen.defects.map((defect) => JSON.stringify(defect))].join(" ");
  return { ms, stagesMs: {}, faces: 0, landmarks: 0, dimensions: 0, why };
}

/** Closes a pipeline, then what it runs on. */
export async function closeBoth(...opened: readonly AsyncDisposable[]): Promise<void> {
  for (const each of opened) await each[Symbol.asyncDispose]();
}

interface Unusable {
  readonly reason: string;
  readonly defects: readonly QualityDefect[];
}
