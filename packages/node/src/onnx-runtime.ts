import { availableParallelism } from "node:os";
import { disposeAll, type InferenceRuntime, SourireError } from "@sourire/core";
import type { InferenceSession } from "onnxruntime-node";
import {
  absenceOf,
  loadOnnxRuntime,
  type OnnxProvider,
  type Ort,
  providerUnavailable,
  reasonOf,
  SMALLEST_NETWORK,
} from "./onnx-provider.js";
import { loadSession, type OpenSession, ownSession } from "./onnx-session.js";

/** Options of {@link createOnnxRuntime}. */
export interface OnnxRuntimeOptions {
  /**
   * The execution provider. The one that is named runs, or nothing does.
   * @defaultValue `"cpu"`
   */
  readonly provider?: OnnxProvider;
  /**
   * Threads that one operator of a network may use on the CPU, >= 1. There is no number of threads between operators:
   * these networks are chains, whose operators run one after the other.
   * @defaultValue 2, or 1 on a machine with one core: the networks are small, and more threads
   * wait for each other longer than they compute
   */
  readonly intraOpThreads?: number;
  /**
   * Operators that another provider than `cpu` has no kernel for: `"refuse"` a network that has one, or `"allow"` that
   * they run on the CPU, which the library does not report.
   * @defaultValue `"refuse"`
   */
  readonly cpuOperators?: "refuse" | "allow";
}

/**
 * Runs networks with onnxruntime-node. A run holds the calling JavaScript thread until it ends
 * (onnxruntime-node computes synchronously, with its own threads to help), so a server that must
 * answer meanwhile opens its runtime in a worker thread.
 * @throws {SourireError} `RUNTIME_UNAVAILABLE` when the library cannot be loaded,
 * `RUNTIME_PROVIDER_UNAVAILABLE` when the provider is not on this machine
 * @throws {RangeError} when `intraOpThreads` is no whole number >= 1
 * @example await using runtime = await createOnnxRuntime({ intraOpThreads: 2 });
 */
export async function createOnnxRuntime(
  options: OnnxRuntimeOptions = {},
): Promise<InferenceRuntime> {
  const { provider = "cpu" } = options;
  const sessionOptions = sessionOptionsFor(options);
  const ort = await loadOnnxRuntime();
  await requireProvider(ort, provider, sessionOptions);
  const open = new Set<OpenSession>();
  let closed = false;
  return {
    id: `onnxruntime-node ${ort.env.versions.node}`,
    provider,
    async open(model) {
      if (closed) throw runtimeClosed();
      const session = await loadSession(ort, model, sessionOptions);
      const opened = ownSession(session, () => open.delete(opened));
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

function sessionOptionsFor({
  provider = "cpu",
  intraOpThreads = Math.min(2, availableParallelism()),
  cpuOperators = "refuse",
}: OnnxRuntimeOptions): InferenceSession.SessionOptions {
  if (!Number.isSafeInteger(intraOpThreads) || intraOpThreads < 1) {
    throw new RangeError(`intraOpThreads: need a whole number >= 1, got ${intraOpThreads}`);
  }
  const refuseCpu = provider !== "cpu" && cpuOperators === "refuse";
  return {
    executionProviders: [provider],
    intraOpNumThreads: intraOpThreads,
    extra: {
      session: {
        // on few, busy cores idle threads that spin starve the one that makes the crops
        intra_op: { allow_spinning: "0" },
        // weights in 8 bits are unpacked when a network is opened. The library would else round what
        // flows between the layers to 8 bits too: EdgeFace then is no faster (6.0 ms, not 5.8), and its
        // vector is turned away from float32's, by a cosine of 0.999
        disable_quant_qdq: "1",
        disable_cpu_ep_fallback: refuseCpu ? "1" : "0",
      },
    },
    logSeverityLevel: 4, // nothing: what fails is thrown, and warnings about graph optimisation tell an operator nothing
  };
}

/** Opens the smallest network, since a provider that is bundled may still find no device. */
async function requireProvider(
  ort: Ort,
  provider: OnnxProvider,
  options: InferenceSession.SessionOptions,
): Promise<void> {
  const absence = absenceOf(ort, provider);
  if (absence !== undefined) throw providerUnavailable(provider, absence);
  if (provider === "cpu") return; // part of the library itself
  try {
    await (await ort.InferenceSession.create(SMALLEST_NETWORK, options)).release();
  } catch (cause) {
    throw providerUnavailable(provider, reasonOf(cause), cause);
  }
}

function runtimeClosed(): SourireError {
  return new SourireError("RUNTIME_CLOSED", "the runtime was disposed of");
}
