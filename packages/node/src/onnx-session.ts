import { type ModelSession, SourireError } from "@sourire/core";
import type { InferenceSession } from "onnxruntime-node";
import { type Ort, reasonOf } from "./onnx-provider.js";

/** An open network that is released once, after the runs that are under way. */
export interface OpenSession extends AsyncDisposable {
  /** What the caller gets. */
  readonly session: ModelSession;
}

/** How the library words it when a provider, or the library itself, has no kernel for an operator. */
const UNSUPPORTED =
  /No Op registered for|is not a registered function\/op|Could not find an implementation for|Opset \d+ is under development|fallback to CPU EP has been explicitly disabled/;

/** @throws {SourireError} `MODEL_OPERATOR_UNSUPPORTED`, `MODEL_LOAD_FAILED` */
export async function loadSession(
  ort: Ort,
  model: Uint8Array,
  options: InferenceSession.SessionOptions,
): Promise<InferenceSession> {
  try {
    return await ort.InferenceSession.create(model, options);
  } catch (cause) {
    const reason = reasonOf(cause);
    if (UNSUPPORTED.test(reason)) {
      throw new SourireError("MODEL_OPERATOR_UNSUPPORTED", lacking(reason), { cause });
    }
    throw new SourireError("MODEL_LOAD_FAILED", "onnxruntime refused the model", { cause });
  }
}

function lacking(reason: string): string {
  const operator = /No Op registered for (\S+)/.exec(reason)?.[1];
  if (operator) return `onnxruntime does not have the operator ${operator}`;
  if (/explicitly disabled/.test(reason)) {
    return "the execution provider lacks an operator, which would run on the CPU";
  }
  return "onnxruntime does not have an operator of the model";
}

/** @param forget - called once, when the session is being released */
export function ownSession(session: InferenceSession, forget: () => void): OpenSession {
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
