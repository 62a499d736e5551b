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
}

/** Knows the one network of the suite by its size, and adds. */
function scripted(fault: Fault): InferenceRuntime {
  let disposals = 0;
  const session = (): ModelSession => ({
    inputNames: ["a", "b"],
    outputNames: ["sum"],
    release: async () => {},
    run: async (feeds: Record<string, unknown>) => {
      if (disposals > 0 && !fault.runsAfterDisposal) throw new Error("released");
      const { a, b } = feeds as { a: Tensor; b?: Tensor };
      if (!b) throw new Error("b is missing");
      const [x, y] = [a.data as Float32Array, b.data as Float32Array];
      const sum = x.map((value, i) => value + (y[i] ?? 0) + (fault.wrongSum ? 1 : 0));
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
      return session();
    },
    async [Symbol.asyncDispose]() {
      if (++disposals > 1 && fault.disposesOnce) throw new Error("disposed of already");
    },
  };
}

async function failures(fault: Fault): Promise<string> {
  const names: string[] = [];
  for (const { name, run } of inferenceRuntimeConformance) {
    await run(async () => scripted(fault), expect).catch(() => names.push(name));
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
    ["a second disposal that fails", { disposesOnce: true }, /disposed of twice/],
  ])("refuses a runtime with %s", async (_, fault, name) => {
    expect(await failures(fault)).toMatch(name);
  });
});
