import { Tensor } from "onnxruntime-common";
import { SourireError } from "../kernel/errors.js";
import type { ModelSession } from "./inference-runtime.js";
import type { ModelFile } from "./model-pack.js";
import { wavesPicture } from "./waves-picture.js";

/** All outputs of a network, by name. */
export type ProbeOutputs = ReadonlyMap<string, Float32Array>;

/**
 * Feeds a network with the made-up picture at its nominal size, as its contract says, and runs it once.
 * @throws {SourireError} `MODEL_OUTPUT_INVALID` when an output of the contract is missing, is not
 * float32 or holds a value that is no number; what `run` throws
 */
export async function probe(session: ModelSession, file: ModelFile): Promise<ProbeOutputs> {
  const results = await session.run(probeFeeds(file));
  const outputs = new Map<string, Float32Array>();
  for (const { name } of file.outputs) {
    const values: unknown = results[name]?.data;
    if (!(values instanceof Float32Array) || !values.every(Number.isFinite)) {
      throw new SourireError("MODEL_OUTPUT_INVALID", `${file.path}: ${name} holds no numbers`);
    }
    outputs.set(name, values);
  }
  return outputs;
}

/** The made-up picture as the network's input. */
export function probeFeeds({ input }: ModelFile): Readonly<Record<string, Tensor>> {
  const { width, height, mean, scale } = input;
  const area = width * height;
  const picture = wavesPicture(width, height).data;
  const values = new Float32Array(3 * area);
  for (let plane = 0; plane < 3; plane++) {
    const channel = input.colour === "RGB" ? plane : 2 - plane;
    const [shift = 0, divisor = 1] = [mean[plane], scale[plane]];
    for (let at = 0; at < area; at++) {
      values[plane * area + at] = ((picture[3 * at + channel] ?? 0) - shift) / divisor;
    }
  }
  return { [input.name]: new Tensor("float32", values, [1, 3, height, width]) };
}
