import {
  checkParity,
  type InferenceRuntime,
  isSourireError,
  type ModelFile,
  type ModelPack,
  type ModelSession,
  type OutputParity,
  openPackFile,
  probeFeeds,
} from "@sourire/core";

/** One network on one provider. */
export interface FileReport {
  /** Its name in the manifest. */
  readonly path: string;
  /** What it is for. */
  readonly role: string;
  /** `not-run`: it could not be opened; see `fault`. `unproven`: it runs, and has no golden values. */
  readonly parity: "passed" | "failed" | "unproven" | "not-run";
  /** Smallest over its outputs; `null` where nothing was compared. */
  readonly cosine: number | null;
  /** Largest over its outputs, as a share of what is allowed (1 is the limit); `null` likewise. */
  readonly errorShare: number | null;
  /** Every output that was compared. */
  readonly outputs: readonly OutputParity[];
  /** Median of some runs, ms; `null` where it could not run. */
  readonly medianMs: number | null;
  /** What went wrong, where something did. */
  readonly fault: { readonly code: string; readonly message: string } | null;
}

/** Runs for the median: enough to pass over a hiccup, few enough for a command that a person waits for. */
const RUNS = 7;
/** Where one run takes long (a GPU in software), fewer runs must do, ms. */
const BUDGET_MS = 500;

/** Opens a network of a pack, compares its answer with the golden values and measures its speed. */
export async function examineFile(
  runtime: InferenceRuntime,
  pack: ModelPack,
  file: ModelFile,
): Promise<FileReport> {
  const about = { path: file.path, role: file.role };
  let session: ModelSession;
  try {
    session = await openPackFile(runtime, pack, file);
  } catch (error) {
    if (!isSourireError(error)) throw error;
    const { code, message } = error;
    return { ...about, ...NOTHING, parity: "not-run", fault: { code, message } };
  }
  try {
    const { status, outputs, reason } = await checkParity(session, file);
    const ran = status !== "failed" || outputs.length > 0;
    return {
      ...about,
      ...NOTHING,
      parity: status,
      outputs,
      ...(outputs.length > 0 ? worst(outputs) : {}),
      medianMs: ran ? await medianMs(session, file) : null,
      fault: reason === undefined ? null : { code: "RUNTIME_PARITY_FAILED", message: reason },
    };
  } finally {
    await session.release();
  }
}

const NOTHING = {
  cosine: null,
  errorShare: null,
  outputs: [],
  medianMs: null,
  fault: null,
} as const;

function worst(outputs: readonly OutputParity[]): { cosine: number; errorShare: number } {
  return {
    cosine: Math.min(...outputs.map(({ cosine }) => cosine)),
    errorShare: Math.max(...outputs.map(({ maxError, tolerance }) => maxError / tolerance)),
  };
}

async function medianMs(session: ModelSession, file: ModelFile): Promise<number> {
  const feeds = probeFeeds(file);
  const runs: number[] = [];
  const endMs = performance.now() + BUDGET_MS;
  while (runs.length === 0 || (runs.length < RUNS && performance.now() < endMs)) {
    const startMs = performance.now();
    await session.run(feeds);
    runs.push(performance.now() - startMs);
  }
  return median(runs);
}

/** The middle one, with a hundredth of a millisecond. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Number((sorted[sorted.length >> 1] ?? Number.NaN).toFixed(2));
}
