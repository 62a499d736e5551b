import { SourireError } from "../../src/kernel/errors.js";
import type { Log, LogFields } from "../../src/kernel/log.js";
import { encodeSample, type Golden, sampleOf } from "../../src/runtime/golden.js";
import type { InferenceRuntime } from "../../src/runtime/inference-runtime.js";
import type { ModelPack } from "../../src/runtime/load-pack.js";
import type { ModelFile } from "../../src/runtime/model-pack.js";
import { probeFeeds } from "../../src/runtime/probe.js";
import { type FakeSession, fakeFile, fakeSession } from "../align/fake-network.js";

/** A file with two outputs: six numbers made of the input, and one. */
export function provenFile(path: string, golden = true): ModelFile {
  const file = {
    ...fakeFile("yunet", 8, { values: [1, 6], flag: [1, 1] }),
    path,
  };
  return golden ? { ...file, golden: goldenOf(rightAnswer(feedOf(file))) } : file;
}

/** What a right backend answers. */
export function rightAnswer(input: Float32Array): Record<string, Float32Array> {
  const values = new Float32Array(6);
  input.forEach((value, i) => {
    values[i % 6] = (values[i % 6] ?? 0) + value / 64;
  });
  return { values, flag: Float32Array.of((input[0] ?? 0) / 255) };
}

/** Golden values of an answer. */
export function goldenOf(answer: Readonly<Record<string, Float32Array>>): Golden {
  const outputs = Object.entries(answer).map(([name, values]) => ({
    name,
    length: values.length,
    values: encodeSample(sampleOf(values)),
  }));
  return { pattern: "waves-1", outputs };
}

/** A pack of such files. */
export function fakePack(...files: readonly ModelFile[]): ModelPack {
  return {
    manifest: { id: "fake@1.0.0", files } as unknown as ModelPack["manifest"],
    digest: "0".repeat(64),
    file: () => files[0] as ModelFile,
    bytes: async ({ path }) => new TextEncoder().encode(path),
    faceTemplate: () => Promise.reject(new SourireError("FACE_TEMPLATE_MISSING", "a fake")),
  };
}

/** A runtime whose sessions answer what `answer` makes of the input. */
export interface FakeRuntime extends InferenceRuntime {
  /** Every session that was opened. */
  readonly sessions: FakeSession[];
  /** Times disposed of. */
  disposed: number;
}

/** Makes a {@link FakeRuntime}; `refuses` is the code that `open` throws. */
export function fakeRuntime(
  provider: string,
  answer = rightAnswer,
  refuses?: "MODEL_LOAD_FAILED" | "MODEL_OPERATOR_UNSUPPORTED" | "RUNTIME_CLOSED",
): FakeRuntime {
  const runtime: FakeRuntime = {
    id: "fake 1.0.0",
    provider,
    sessions: [],
    disposed: 0,
    async open(bytes) {
      if (refuses) throw new SourireError(refuses, provider);
      const path = new TextDecoder().decode(bytes);
      const session = fakeSession(provenFile(path, false), answer);
      runtime.sessions.push(session);
      return session;
    },
    async [Symbol.asyncDispose]() {
      runtime.disposed++;
    },
  };
  return runtime;
}

/** A log that remembers. */
export function rememberingLog(): Log & { readonly lines: [string, LogFields | undefined][] } {
  const lines: [string, LogFields | undefined][] = [];
  const write = (event: string, fields?: LogFields) => void lines.push([event, fields]);
  return { lines, debug: write, info: write, warn: write, error: write };
}

function feedOf(file: ModelFile): Float32Array {
  return probeFeeds(file)[file.input.name]?.data as Float32Array;
}
