import { Tensor } from "onnxruntime-common";
import { describe, expect, it } from "vitest";
import { SourireError } from "../../src/kernel/errors.js";
import type { InferenceRuntime, ModelSession } from "../../src/runtime/inference-runtime.js";
import { inferenceRuntimeConformance } from "../../src/testing/inference-runtime-conformance.js";

/** What is wrong with a runtime; nothing unless told. */
interface Fault {
  readonly id?: string;
  readonly takesGarbage?: boolean;
  readonly readsWholeBuffer?: boolean;
  readonly wrongSum?: boolean;
  readonly opensAfterDisposal?: boolean;
  readonly runsAfterDisposal?: boolean;
  readonly disposesOnce?: boolean;
  readonly takesAnyOperator?: boolean;
  readonly sharesBuffer?: boolean;
  readonly dropsRuns?: boolean;
  /** Cycles after which it adds wrongly. */
  readonly wearsOutAfter?: number;
}

/** Knows the one network of the suite by its size, and adds. */
function scripted(fault: Fault, made = 0): InferenceRuntime {
  let disposals = 0;
  const shared = new Float32Array(4);
  const session = (): ModelSession => ({
    inputNames: ["a", "b"],
    outputNames: ["sum"],
    release: async () => {},
    run: async (feeds: Record<string, unknown>) => {
      if (disposals > 0 && !fault.runsAfterDisposal) throw new Error("released");
      const { a, b } = feeds as { a: Tensor; b?: Tensor };
      if (!b) throw new Error("b is missing");
      const [x, y] = [a.data as Float32Array, b.data as Float32Array];
      const wrong = fault.wrongSum || made > (fault.wearsOutAfter ?? made);
      const sum = x.map((value, i) => value + (y[i] ?? 0) + (wrong ? 1 : 0));
      shared.set(sum);
      await new Promise((resolve) => setTimeout(resolve, 1));
      if (disposals > 0 && fault.dropsRuns) throw new Error("gone");
      if (fault.sharesBuffer) return { sum: new Tensor("float32", shared, [1, 4]) };
      return { sum: new Tensor("float32", sum, [1, 4]) };
    },
  });
  return {
    id: fault.id ?? "scripted 1.0.0",
    provider: "cpu",
    async open(model) {
      if (disposals > 0 && !fault.opensAfterDisposal) throw new SourireError("RUNTIME_CLOSED", "");
      const length = fault.readsWholeBuffer ? model.buffer.byteLength : model.byteLength;
      if (length !== 98 && !fault.takesGarbage) throw new SourireError("MODEL_LOAD_FAILED", "");
      if (isUnknown(model) && !fault.takesAnyOperator) {
        throw new SourireError("MODEL_OPERATOR_UNSUPPORTED", "");
      }
      return session();
    },
    async [Symbol.asyncDispose]() {
      if (++disposals > 1 && fault.disposesOnce) throw new Error("disposed of already");
    },
  };
}

function isUnknown(model: Uint8Array): boolean {
  return new TextDecoder("latin1").decode(model).includes("Xyz");
}

async function failures(fault: Fault): Promise<string> {
  const names: string[] = [];
  for (const { name, run } of inferenceRuntimeConformance) {
    let made = 0;
    await run(async () => scripted(fault, ++made), expect).catch(() => names.push(name));
  }
  return names.join("\n");
}

describe("inferenceRuntimeConformance", () => {
  it("accepts a runtime that keeps the contract", async () => {
    expect(await failures({})).toBe("");
  });

  it.each<[string, Fault, RegExp]>([
    ["an id without a version", { id: "onnx" }, /^names its library/],
    ["a wrong sum", { wrongSum: true }, /^opens a network from memory/],
    ["no regard for a view's bounds", { readsWholeBuffer: true }, /middle of a larger buffer/],
    ["garbage taken", { takesGarbage: true }, /^refuses bytes that are no network/],
    ["networks opened after disposal", { opensAfterDisposal: true }, /^can be disposed of twice/],
    ["sessions that outlive it", { runsAfterDisposal: true }, /^can be disposed of twice/],
    ["any operator taken", { takesAnyOperator: true }, /^refuses a network with an operator/],
    ["one buffer for all answers", { sharesBuffer: true }, /^answers each of several runs/],
    ["runs that are dropped at disposal", { dropsRuns: true }, /^finishes the run/],
    ["a limit of ten runtimes", { wearsOutAfter: 10 }, /^can be made and disposed of many times/],
    ["a second disposal that fails", { disposesOnce: true }, /disposed of twice/],
  ])("refuses a runtime with %s", async (_, fault, name) => {
    expect(await failures(fault)).toMatch(name);
  });
});
