import { type ErrorCode, isSourireError } from "../kernel/errors.js";
import { type Log, silentLog } from "../kernel/log.js";
import type { InferenceRuntime } from "./inference-runtime.js";
import type { ModelPack } from "./load-pack.js";
import { openProven } from "./open-proven.js";

/** A runtime that may be used, if it can do the work. */
export interface RuntimeCandidate {
  /** For reports: the execution provider's name. */
  readonly name: string;
  /** Makes the runtime. @throws {SourireError} `RUNTIME_UNAVAILABLE`, `RUNTIME_PROVIDER_UNAVAILABLE` */
  open(): Promise<InferenceRuntime>;
}

/** A candidate that was not used. */
export interface RefusedRuntime {
  /** As the candidate's. */
  readonly name: string;
  /** Of the fault. */
  readonly code: ErrorCode;
  /** Of the fault; names the file where one is to blame. */
  readonly message: string;
}

/** What {@link chooseRuntime} decided. */
export interface ChosenRuntime extends AsyncDisposable {
  /** The one that runs: its `provider` says which. Disposed of with this object. */
  readonly runtime: InferenceRuntime;
  /** Those before it in the list, and why not. */
  readonly refused: readonly RefusedRuntime[];
}

/** Faults that speak against the runtime, so that the next one may do better; all others do not. */
const REFUSALS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "RUNTIME_UNAVAILABLE",
  "RUNTIME_PROVIDER_UNAVAILABLE",
  "RUNTIME_PARITY_FAILED",
  "MODEL_LOAD_FAILED",
  "MODEL_OPERATOR_UNSUPPORTED",
]);

/**
 * Takes the first runtime that opens every network of the pack and computes it rightly. This is the
 * only way in which one runtime stands in for another: those that may are listed, and who was refused
 * is reported and logged (`runtime.refused`). With one candidate nothing stands in.
 * @param candidates - in the order of preference, at least one
 * @throws {SourireError} the last candidate's fault when none is left; faults of the pack
 * (`MODEL_FILE_MISSING`, `MODEL_HASH_MISMATCH`) at once
 * @throws {RangeError} without candidates
 */
export async function chooseRuntime(
  candidates: readonly RuntimeCandidate[],
  pack: ModelPack,
  { log = silentLog }: { readonly log?: Log } = {},
): Promise<ChosenRuntime> {
  const refused: RefusedRuntime[] = [];
  let last: unknown = new RangeError("need at least one runtime to choose from");
  for (const candidate of candidates) {
    try {
      const runtime = await openAndProve(candidate, pack, log);
      log.info("runtime.chosen", { name: candidate.name, provider: runtime.provider });
      return {
        runtime,
        refused,
        [Symbol.asyncDispose]: () => runtime[Symbol.asyncDispose](),
      };
    } catch (cause) {
      if (!isSourireError(cause) || !REFUSALS.has(cause.code)) throw cause;
      const { code, message } = cause;
      refused.push({ name: candidate.name, code, message });
      log.warn("runtime.refused", { name: candidate.name, code });
      last = cause;
    }
  }
  throw last;
}

async function openAndProve(
  candidate: RuntimeCandidate,
  pack: ModelPack,
  log: Log,
): Promise<InferenceRuntime> {
  const runtime = await candidate.open();
  try {
    for (const file of pack.manifest.files) {
      await (await openProven(runtime, pack, file, { log })).release();
    }
    return runtime;
  } catch (cause) {
    await runtime[Symbol.asyncDispose]();
    throw cause;
  }
}
