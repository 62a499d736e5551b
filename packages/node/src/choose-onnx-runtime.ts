import { type ChosenRuntime, chooseRuntime, type Log, type ModelPack } from "@sourire/core";
import type { OnnxProvider } from "./onnx-provider.js";
import { createOnnxRuntime, type OnnxRuntimeOptions } from "./onnx-runtime.js";

/** Options of {@link chooseOnnxRuntime}. */
export interface ChooseOnnxRuntimeOptions extends Omit<OnnxRuntimeOptions, "provider"> {
  /** Those that may be used, in the order of preference. */
  readonly providers: readonly OnnxProvider[];
  /**
   * Hears who was refused (`runtime.refused`) and who runs (`runtime.chosen`).
   * @defaultValue a log that says nothing
   */
  readonly log?: Log;
}

/**
 * Takes the first of the listed execution providers that is here and computes every network of the pack
 * rightly. Says which one runs and why the others do not.
 * @throws {SourireError} the last one's fault when none is left; see `chooseRuntime`
 * @throws {RangeError} when no provider is listed
 * @example
 * await using chosen = await chooseOnnxRuntime(pack, { providers: ["webgpu", "cpu"] });
 * await using pipeline = await createFacePipeline({ pack, runtime: chosen.runtime });
 * for (const { name, message } of chosen.refused) report(`${name} is not used: ${message}`);
 */
export function chooseOnnxRuntime(
  pack: ModelPack,
  { providers, log, ...options }: ChooseOnnxRuntimeOptions,
): Promise<ChosenRuntime> {
  const candidates = providers.map((provider) => ({
    name: provider,
    open: () => createOnnxRuntime({ ...options, provider }),
  }));
  return chooseRuntime(candidates, pack, log ? { log } : {});
}
