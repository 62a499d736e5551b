import type { InferenceSession } from "onnxruntime-common";

/**
 * Runs ONNX networks. Typed on `onnxruntime-common`, so that Node and browsers are one port.
 * Implementations pass `inferenceRuntimeConformance` of `@sourire/core/testing`.
 */
export interface InferenceRuntime extends AsyncDisposable {
  /** Library and version: `"onnxruntime-node 1.30.0"`. */
  readonly id: string;
  /** The execution provider in use, by its ONNX Runtime name. Never changed in silence. */
  readonly provider: string;
  /**
   * Opens a network from memory. The caller has checked its hash.
   * @throws {SourireError} `MODEL_LOAD_FAILED`, `MODEL_OPERATOR_UNSUPPORTED` when this runtime or its
   * provider lacks an operator of the network, `RUNTIME_CLOSED` after disposal
   */
  open(model: Uint8Array): Promise<ModelSession>;
}

/**
 * An open network; tensors are float32 unless the manifest says otherwise. Runs may be asked for while
 * another is under way: each gets the answer to its own inputs. Disposal of the runtime and release of
 * the network wait for the runs that are under way; later runs reject.
 */
export type ModelSession = Pick<InferenceSession, "run" | "release" | "inputNames" | "outputNames">;
