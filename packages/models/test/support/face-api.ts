import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import type { SourceContent } from "../../src/starter/read-source.js";
import { sourceFolder } from "./sources.js";
import type { WeightsManifest } from "./tensorflow.js";

const require = createRequire(import.meta.url);

/** As much of face-api as the reference needs. */
interface FaceApi {
  readonly FaceRecognitionNet: new () => {
    loadFromWeightMap(weights: tf.NamedTensorMap): void;
    forwardInput(input: { toBatchTensor(): tf.Tensor4D }): tf.Tensor2D;
  };
}

/**
 * Loads face-api's own code onto the TensorFlow.js of these tests: its Node build asks for the native
 * backend, which is not installed, so it is handed the plain one instead.
 */
function loadFaceApi(): FaceApi {
  const methods = {
    div(this: tf.Tensor, by: tf.TensorLike) {
      return tf.div(this, by);
    },
    mean(this: tf.Tensor, axes: number[]) {
      return tf.mean(this, axes);
    },
  };
  Object.assign(tf.Tensor.prototype, methods); // as tfjs's own "chained ops" do
  const file = join(sourceFolder("@vladmandic/face-api"), "dist", "face-api.node.js");
  const module = { exports: {} as FaceApi };
  const body = new Function("module", "exports", "require", readFileSync(file, "utf8"));
  body(module, module.exports, (name: string) =>
    name === "@tensorflow/tfjs-node" ? tf : require(name),
  );
  return module.exports;
}

/**
 * The descriptor that face-api computes.
 * @param bytes - RGB, 150 x 150, height x width x channels
 */
export function describeWithFaceApi(files: SourceContent, bytes: Uint8Array): Float32Array {
  const { FaceRecognitionNet } = loadFaceApi();
  const specs = (files.json as WeightsManifest).flatMap((group) => group.weights);
  const net = new FaceRecognitionNet();
  net.loadFromWeightMap(tf.io.decodeWeights(Uint8Array.from(files.weights).buffer, specs));
  const toBatchTensor = (): tf.Tensor4D => tf.tensor4d(Float32Array.from(bytes), [1, 150, 150, 3]);
  return Float32Array.from(net.forwardInput({ toBatchTensor }).dataSync());
}
