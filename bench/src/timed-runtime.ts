import type { InferenceRuntime, ModelSession } from "@sourire/core";

/** A runtime with a clock on its runs. */
export interface TimedRuntime extends InferenceRuntime {
  /** Milliseconds that `session.run` took since this was last asked: the floor under a frame's time. */
  takeInferenceMs(): number;
}

/** Puts a clock on each run of a runtime, which is disposed of with it. */
export function timedRuntime(inner: InferenceRuntime): TimedRuntime {
  let inferenceMs = 0;
  return {
    id: inner.id,
    provider: inner.provider,
    async open(model) {
      const session = await inner.open(model);
      const run = async (...given: Parameters<ModelSession["run"]>) => {
        const start = performance.now();
        try {
          return await session.run(...given);
        } finally {
          inferenceMs += performance.now() - start;
        }
      };
      return {
        inputNames: session.inputNames,
        outputNames: session.outputNames,
        release: () => session.release(),
        run: run as ModelSession["run"], // it has overloads; arguments are passed on as they came
      };
    },
    takeInferenceMs() {
      const taken = inferenceMs;
      inferenceMs = 0;
      return taken;
    },
    [Symbol.asyncDispose]: () => inner[Symbol.asyncDispose](),
  };
}
