import "@tensorflow/tfjs-backend-cpu";
import { loadGraphModel } from "@tensorflow/tfjs-converter";
import * as tf from "@tensorflow/tfjs-core";
import type { SourceContent } from "../../src/starter/read-source.js";

tf.enableProdMode(); // else it advertises its native backend on the console

/** An answer of a network. */
export interface Answer {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** The groups of a weights manifest. */
export type WeightsManifest = readonly { readonly weights: tf.io.WeightsManifestEntry[] }[];

/** As much of a graph model file as TensorFlow.js needs. */
interface GraphModelJson {
  readonly modelTopology: object;
  readonly weightsManifest: WeightsManifest;
}

/** Runs a graph model on TensorFlow.js itself, in plain JavaScript. @param nodes - wanted outputs */
export async function runOnTensorFlow(
  { json, weights }: SourceContent,
  image: Float32Array,
  shape: readonly number[],
  nodes: readonly string[],
): Promise<readonly Answer[]> {
  const { modelTopology, weightsManifest } = json as GraphModelJson;
  const model = await loadGraphModel({
    load: async () => ({
      modelTopology,
      weightSpecs: weightsManifest.flatMap((group) => group.weights),
      weightData: Uint8Array.from(weights).buffer,
    }),
  });
  const input = tf.tensor(image, [...shape]);
  const outputs = [model.execute(input, [...nodes])].flat();
  const answers = outputs.map((output) => ({
    shape: output.shape,
    values: Float32Array.from(output.dataSync()),
  }));
  tf.dispose([input, ...outputs]);
  model.dispose();
  return answers;
}
