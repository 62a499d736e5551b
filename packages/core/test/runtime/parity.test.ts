import { describe, expect, it } from "vitest";
import { checkParity, compareSamples, PARITY_LIMITS } from "../../src/runtime/parity.js";
import { fakeSession } from "../align/fake-network.js";
import { goldenOf, provenFile, rightAnswer } from "./fake-parts.js";

const file = provenFile("a.onnx");
type Answer = Record<string, Float32Array>;
const check = (change: (right: Answer) => Answer, of = file) =>
  checkParity(
    fakeSession(of, (input) => change(rightAnswer(input))),
    of,
  );
const times = (factor: number) => (right: Answer) => ({
  ...right,
  values: (right["values"] as Float32Array).map((value) => value * factor),
});

describe("checkParity", () => {
  it("passes the very same answer, with nothing off", async () => {
    const { status, outputs } = await check((right) => right);
    expect(status).toBe("passed");
    expect(outputs.map(({ name, maxError }) => [name, maxError])).toEqual([
      ["values", 0],
      ["flag", 0],
    ]);
    for (const { cosine } of outputs) expect(cosine).toBeCloseTo(1, 12);
  });

  it.each([
    [1.015, "passed"],
    [1.025, "failed"],
    [0, "failed"],
    [-1, "failed"],
  ])("judges an answer that is %d times the right one: %s", async (factor, status) => {
    expect((await check(times(factor))).status).toBe(status);
  });

  it("names the output that is furthest off, with its figures", async () => {
    const { reason } = await check((right) => ({
      values: (right["values"] as Float32Array).map((value) => value * 1.03),
      flag: Float32Array.of(7),
    }));
    expect(reason).toMatch(/^flag: cosine 1\.000000, largest error \S+ where \S+ is allowed$/);
  });

  it("lets a probability of almost nothing differ by its own size, not by more", async () => {
    const quiet = { ...file, golden: goldenOf({ flag: Float32Array.of(1e-5) }) };
    const flag = (value: number) => (right: Answer) => ({ ...right, flag: Float32Array.of(value) });
    expect((await check(flag(2e-5), quiet)).status).toBe("passed");
    expect((await check(flag(1e-4), quiet)).status).toBe("failed");
  });

  it("fails when the network cannot run, or answers no numbers", async () => {
    const broken = await check(() => {
      throw new Error("device lost");
    });
    expect(broken).toMatchObject({ status: "failed", reason: "device lost" });
    const nan = await check((right) => ({ ...right, flag: Float32Array.of(Number.NaN) }));
    expect(nan).toMatchObject({ status: "failed", reason: expect.stringContaining("flag") });
  });

  it("fails when an output has another length than the golden one", async () => {
    const longer = { ...file, golden: goldenOf({ values: new Float32Array(7).fill(1) }) };
    const found = await check((right) => right, longer);
    expect(found).toMatchObject({ status: "failed", reason: expect.stringContaining("7 are due") });
  });

  it("fails when the golden values cannot be read", async () => {
    const [output] = goldenOf({ flag: Float32Array.of(1) }).outputs;
    const golden = {
      pattern: "waves-1" as const,
      outputs: [{ name: "flag", length: 1, ...output, values: "AAAA" }],
    };
    const found = await check((right) => right, { ...file, golden });
    expect(found).toMatchObject({ status: "failed", reason: expect.stringContaining("flag") });
  });

  it("never says passed without golden values", async () => {
    const unproven = provenFile("a.onnx", false);
    expect(await check((right) => right, unproven)).toEqual({ status: "unproven", outputs: [] });
    const broken = await check(() => ({}), unproven);
    expect(broken.status).toBe("failed");
  });
});

describe("compareSamples", () => {
  it("refuses a turned answer whose single errors are small", () => {
    const expected = new Float32Array(64).fill(0.1);
    expected[0] = 10;
    const actual = expected.map((value, i) => (i === 0 ? value : value + 0.15));
    // each error is within 2 % of 10, but together they turn the vector
    const { maxError, tolerance, cosine, passed } = compareSamples(actual, expected);
    expect(maxError).toBeLessThan(tolerance);
    expect(cosine).toBeLessThan(PARITY_LIMITS.minCosine);
    expect(passed).toBe(false);
  });

  it("calls two answers of zeros alike, zeros and something else not", () => {
    const zeros = new Float32Array(3);
    expect(compareSamples(zeros, zeros)).toMatchObject({ cosine: 1, passed: true });
    expect(compareSamples(Float32Array.of(0, 0, 1), zeros)).toMatchObject({ passed: false });
    expect(compareSamples(zeros, Float32Array.of(0, 0, 1))).toMatchObject({ passed: false });
  });

  it("never passes a value that is no number", () => {
    const expected = Float32Array.of(1, 2);
    expect(compareSamples(Float32Array.of(1, Number.NaN), expected).passed).toBe(false);
  });
});
