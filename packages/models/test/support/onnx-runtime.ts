import { InferenceSession, Tensor } from "onnxruntime-node";
import type { Answer } from "./tensorflow.js";

/** Runs an ONNX network. @param names - wanted outputs, in order */
export async function runOnnx(
  model: Uint8Array,
  input: { readonly name: string; readonly shape: readonly number[]; readonly data: Float32Array },
  names: readonly string[],
): Promise<readonly Answer[]> {
  const session = await InferenceSession.create(model, { intraOpNumThreads: 1 });
  try {
    const tensor = new Tensor("float32", input.data, input.shape);
    const answer = await session.run({ [input.name]: tensor });
    return names.map((name) => {
      const output = answer[name];
      if (!(output?.data instanceof Float32Array)) throw new Error(`no float output ${name}`);
      return { shape: output.dims, values: Float32Array.from(output.data) };
    });
  } finally {
    await session.release();
  }
}

/** Names of the inputs and outputs of an ONNX network. */
export async function onnxNames(
  model: Uint8Array,
): Promise<{ readonly inputs: readonly string[]; readonly outputs: readonly string[] }> {
  const session = await InferenceSession.create(model, { intraOpNumThreads: 1 });
  const names = { inputs: session.inputNames, outputs: session.outputNames };
  await session.release();
  return names;
}

/** Height x width x channels to channels x height x width. */
export function toChannelsFirst(hwc: Float32Array, channels: number): Float32Array {
  const pixels = hwc.length / channels;
  return Float32Array.from(hwc, (_, i) => {
    const channel = Math.floor(i / pixels);
    return hwc[(i % pixels) * channels + channel] ?? Number.NaN;
  });
}

/**
 * The largest difference of two lists, in parts of the reference where that is large: float32 has seven
 * digits, so that a value of 2,000 cannot be met to the third decimal. NaN anywhere makes it NaN.
 */
export function maxDifference(actual: Float32Array, reference: Float32Array): number {
  if (actual.length !== reference.length) {
    throw new RangeError(`lengths ${actual.length} and ${reference.length}`);
  }
  return actual.reduce((most, value, i) => {
    const wanted = reference[i] ?? Number.NaN;
    const difference = Math.abs(value - wanted) / Math.max(1, Math.abs(wanted) / 200);
    return Number.isNaN(difference) || difference > most ? difference : most;
  }, 0);
}
