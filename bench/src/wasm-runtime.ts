import { disposeAll, type InferenceRuntime, type ModelSession, SourireError } from "@sourire/core";
import type { InferenceSession } from "onnxruntime-web";

/**
 * Runs networks with onnxruntime-web in WebAssembly, in Node: the same kind of engine as the peers', so
 * that a race says something about the pipeline and not about native code.
 * @param threads - of one network; set before the first session, since the module is started once
 */
export async function createWasmRuntime(threads: number): Promise<InferenceRuntime> {
  const ort = await import("onnxruntime-web");
  ort.env.wasm.numThreads = threads;
  const open = new Set<InferenceSession>();
  return {
    id: `onnxruntime-web ${ort.env.versions.web}`,
    provider: "wasm",
    async open(model) {
      try {
        const session = await ort.InferenceSession.create(model, {
          executionProviders: ["wasm"],
          logSeverityLevel: 3,
        });
        open.add(session);
        const release = async (): Promise<void> => {
          // once: a second release is an error of the library
          if (open.delete(session)) await session.release();
        };
        return {
          inputNames: session.inputNames,
          outputNames: session.outputNames,
          release,
          run: session.run.bind(session) as ModelSession["run"], // it has overloads
        };
      } catch (cause) {
        throw new SourireError("MODEL_LOAD_FAILED", "onnxruntime-web refused it", { cause });
      }
    },
    async [Symbol.asyncDispose]() {
      const left = [...open].map((session) => ({
        [Symbol.asyncDispose]: () => session.release(),
      }));
      open.clear();
      await disposeAll(left);
    },
  };
}
