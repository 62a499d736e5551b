import { createRequire } from "node:module";
import { dirname } from "node:path";

const load = createRequire(import.meta.url);

/** The part of TensorFlow.js that feeding a peer needs. */
export interface TensorFlow {
  setBackend(name: string): Promise<boolean>;
  ready(): Promise<void>;
  getBackend(): string;
  tensor3d(values: Int32Array, shape: readonly number[], dtype: "int32"): unknown;
  tensor4d(values: Float32Array, shape: readonly number[], dtype: "float32"): unknown;
  dispose(tensor: unknown): void;
  env(): { get(flag: string): unknown };
}

/**
 * Folder that a package's main file lies in.
 * @throws {Error} naming what to install
 */
export function packageFolder(name: string): string {
  try {
    return dirname(load.resolve(name));
  } catch (cause) {
    throw new Error(`${name} is not installed: run npm install in the repository`, { cause });
  }
}

/** Loads a file of the old module format; the caller names its shape. */
export function loadPeer(path: string): unknown {
  return load(path);
}

/** Where TensorFlow.js finds its WebAssembly, with a slash at the end. */
export function tensorFlowWasmFolder(): string {
  return `${packageFolder("@tensorflow/tfjs-backend-wasm")}/`;
}

/** What TensorFlow.js computes with. It refuses threads in Node by itself, tensorflow/tfjs#3830. */
export function tensorFlowBackend(tf: TensorFlow): string {
  const threads = tf.env().get("WASM_HAS_MULTITHREAD_SUPPORT") === true ? "threads" : "1 thread";
  const simd = tf.env().get("WASM_HAS_SIMD_SUPPORT") === true ? ", SIMD" : "";
  return `TensorFlow.js ${tf.getBackend()}, ${threads}${simd}`;
}
