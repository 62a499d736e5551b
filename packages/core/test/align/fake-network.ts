import { Tensor } from "onnxruntime-common";
import type { ModelSession } from "../../src/runtime/inference-runtime.js";
import type { ModelFile } from "../../src/runtime/model-pack.js";

/** A manifest's entry, for tests of decoding. */
export function fakeFile(
  architecture: ModelFile["architecture"],
  side: number,
  outputs: Readonly<Record<string, readonly number[]>>,
): ModelFile {
  return {
    role: "detector",
    architecture,
    path: "fake.onnx",
    bytes: 1,
    sha256: "0".repeat(64),
    licence: { spdx: "CC0-1.0", holder: "test", url: "https://example.org", trainingData: "none" },
    provenance: { source: "test", files: [], converter: "none" },
    input: {
      name: "image",
      width: side,
      height: side,
      layout: "NCHW",
      colour: "RGB",
      mean: [0, 0, 0],
      scale: [1, 1, 1],
      crop: "test",
    },
    outputs: Object.entries(outputs).map(([name, shape]) => ({
      name,
      shape: [...shape],
      meaning: "test",
    })),
  };
}

/** A session that answers what `answer` makes of the input, and remembers how it was used. */
export interface FakeSession extends ModelSession {
  /** Inputs seen, copied. */
  readonly inputs: Float32Array[];
  /** Times released. */
  released: number;
}

/** Makes a {@link FakeSession}. */
export function fakeSession(
  file: ModelFile,
  answer: (input: Float32Array) => Readonly<Record<string, Float32Array>>,
  delayMs = 0,
): FakeSession {
  const session: FakeSession = {
    inputs: [],
    released: 0,
    inputNames: [file.input.name],
    outputNames: file.outputs.map(({ name }) => name),
    async run(feeds: Readonly<Record<string, Tensor>>) {
      const before = (feeds[file.input.name] as Tensor).data as Float32Array;
      const copy = before.slice();
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      session.inputs.push(copy);
      const outputs: Record<string, Tensor> = {};
      for (const [name, data] of Object.entries(answer(before))) {
        outputs[name] = new Tensor("float32", data, [data.length]);
      }
      return outputs;
    },
    async release() {
      session.released++;
    },
  } as FakeSession;
  return session;
}
