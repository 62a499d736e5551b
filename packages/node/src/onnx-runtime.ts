import { availableParallelism } from "node:os";
import { disposeAll, type InferenceRuntime, type ModelSession, SourireError } from "@sourire/core";
import type { InferenceSession } from "onnxruntime-node";

/** Options of {@link createOnnxRuntime}. */
export interface OnnxRuntimeOptions {
  /**
   * The execution provider, by its ONNX Runtime name. The one that is named runs, or nothing does.
   * @defaultValue `"cpu"`
   */
  readonly provider?: "cpu";
  /**
   * Threads that one operator of a network may use, >= 1.
   * @defaultValue 2, or 1 on a machine with one core: the networks are small, and more threads
   * wait for each other longer than they compute
   */
  readonly intraOpThreads?: number;
}

type Ort = typeof import("onnxruntime-node");
interface OpenSession extends AsyncDisposable {
  readonly session: ModelSession;
}

/**
 * Runs networks with onnxruntime-node. A run holds the calling JavaScript thread until it ends
 * (onnxruntime-node computes synchronously, with its own threads to help), so a server that must
 * answer meanwhile opens its runtime in a worker thread.
 * @throws {SourireError} `RUNTIME_UNAVAILABLE` when the library or the provider cannot be loaded
 * @throws {RangeError} when `intraOpThreads` is no whole number >= 1
 * @example await using runtime = await createOnnxRuntime({ intraOpThreads: 2 });
 */
export async function createOnnxRuntime(
  options: OnnxRuntimeOptions = {},
): Promise<InferenceRuntime> {
  const { provider = "cpu", intraOpThreads = Math.min(2, availableParallelism()) } = options;
  if (!Number.isSafeInteger(intraOpThreads) || intraOpThreads < 1) {
    throw new RangeError(`intraOpThreads: need a whole number >= 1, got ${intraOpThreads}`);
  }
  const ort = await loadOnnxRuntime();
  requireProvider(ort, provider);
  const open = new Set<OpenSession>();
  let closed = false;
  return {
    id: `onnxruntime-node ${ort.env.versions.node}`,
    provider,
    async open(model) {
      if (closed) throw runtimeClosed();
      const session = await load(ort, model, {
        executionProviders: [provider],
        intraOpNumThreads: intraOpThreads,
        // on few, busy cores idle threads that spin starve the one that makes the crops
        extra: { session: { intra_op: { allow_spinning: "0" } } },
        logSeverityLevel: 3, // errors: warnings about graph optimisation tell an operator nothing
      });
      const opened = own(session, () => open.delete(opened));
      if (closed) {
        await opened[Symbol.asyncDispose]();
        throw runtimeClosed();
      }
      open.add(opened);
      return opened.session;
    },
    async [Symbol.asyncDispose]() {
      closed = true;
      await disposeAll([...open]);
    },
  };
}

async function loadOnnxRuntime(): Promise<Ort> {
  try {
    return await import("onnxruntime-node");
  } catch (cause) {
    const here = `${process.platform} ${process.arch}`;
    throw new SourireError("RUNTIME_UNAVAILABLE", `onnxruntime-node does not load on ${here}`, {
      cause,
    });
  }
}

function requireProvider(ort: Ort, provider: string): void {
  const known = ort.listSupportedBackends().filter((backend) => backend.bundled);
  // A program without types may name anything; only "cpu" has been tried.
  if (provider === "cpu" && known.some((backend) => backend.name === provider)) return;
  throw new SourireError(
    "RUNTIME_UNAVAILABLE",
    `no execution provider ${JSON.stringify(provider)}`,
  );
}

async function load(
  ort: Ort,
  model: Uint8Array,
  options: InferenceSession.SessionOptions,
): Promise<InferenceSession> {
  try {
    return await ort.InferenceSession.create(model, options);
  } catch (cause) {
    throw new SourireError("MODEL_LOAD_FAILED", "onnxruntime refused the model", { cause });
  }
}

/** Releases a session once, after the runs that are under way. */
function own(session: InferenceSession, forget: () => void): OpenSession {
  const running = new Set<Promise<unknown>>();
  let releasing: Promise<void> | undefined;
  const release = async (): Promise<void> => {
    await Promise.allSettled(running);
    forget();
    await session.release();
  };
  const run = (...args: [InferenceSession.FeedsType]): Promise<InferenceSession.ReturnType> => {
    if (releasing) return Promise.reject(new TypeError("this session was released"));
    const result = session.run(...args);
    const settled: Promise<unknown> = result.finally(() => running.delete(settled)).catch(() => {});
    running.add(settled);
    return result;
  };
  const releaseOnce = (): Promise<void> => {
    releasing ??= release();
    return releasing;
  };
  return {
    session: {
      inputNames: session.inputNames,
      outputNames: session.outputNames,
      // `run` has overloads; arguments are passed on as they came
      run: run as InferenceSession["run"],
      release: releaseOnce,
    },
    [Symbol.asyncDispose]: releaseOnce,
  };
}

function runtimeClosed(): SourireError {
  return new SourireError("RUNTIME_CLOSED", "the runtime was disposed of");
}
