import { SourireError } from "../kernel/errors.js";
import { type Log, silentLog } from "../kernel/log.js";
import { withFastPrelu } from "./fast-prelu.js";
import type { InferenceRuntime, ModelSession } from "./inference-runtime.js";
import type { ModelPack } from "./load-pack.js";
import type { ModelFile } from "./model-pack.js";
import { checkParity } from "./parity.js";

/** Options of {@link openProven}. */
export interface OpenProvenOptions {
  /**
   * Hears of files that hold no golden values (`model.unproven`).
   * @defaultValue a log that says nothing
   */
  readonly log?: Log;
}

/**
 * Opens a network of a pack and proves it: runs it once and compares the answer with the manifest's
 * golden values, so that a provider that computes wrongly never sees a face. The run is the warm-up too.
 *
 * A file without golden values opens, and the log is told: such packs come from third parties, and whether
 * a pack may move money is the issuer's decision, by its digest.
 * @param file - an entry of the pack's manifest
 * @returns the open network; the caller releases it
 * @throws {SourireError} `RUNTIME_PARITY_FAILED`, with the network closed again; `MODEL_FILE_MISSING`,
 * `MODEL_HASH_MISMATCH`, `MODEL_LOAD_FAILED`, `MODEL_OPERATOR_UNSUPPORTED`, `RUNTIME_CLOSED`
 */
export async function openProven(
  runtime: InferenceRuntime,
  pack: ModelPack,
  file: ModelFile,
  { log = silentLog }: OpenProvenOptions = {},
): Promise<ModelSession> {
  const session = await openPackFile(runtime, pack, file);
  const { status, reason } = await checkParity(session, file);
  if (status === "failed") {
    await session.release();
    throw new SourireError(
      "RUNTIME_PARITY_FAILED",
      `${file.path} on ${runtime.id}, ${runtime.provider}: ${reason}`,
    );
  }
  if (status === "unproven") {
    log.warn("model.unproven", { pack: pack.manifest.id, file: file.path });
  }
  return session;
}

/**
 * Opens a network of a pack as the pipeline runs it, unproven: for tools that measure. Its file is checked
 * first, then its graph is made faster, which its parity must bear.
 * @throws {SourireError} `MODEL_FILE_MISSING`, `MODEL_HASH_MISMATCH`, `MODEL_LOAD_FAILED`,
 * `MODEL_OPERATOR_UNSUPPORTED`, `RUNTIME_CLOSED`
 */
export async function openPackFile(
  runtime: InferenceRuntime,
  pack: ModelPack,
  file: ModelFile,
): Promise<ModelSession> {
  return runtime.open(withFastPrelu(await pack.bytes(file)));
}
