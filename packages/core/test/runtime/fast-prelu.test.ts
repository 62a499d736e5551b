import { createOnnxRuntime } from "@sourire/node";
import fc from "fast-check";
import { Tensor } from "onnxruntime-common";
import { describe, expect, it } from "vitest";
import { withFastPrelu } from "../../src/runtime/fast-prelu.js";
import { delimitedField, readFields } from "../../src/runtime/protobuf-fields.js";

const CHANNELS = 5;
const AREA = 12;

const text = (number: number, value: string) =>
  delimitedField(number, [new TextEncoder().encode(value)]);
const small = (number: number, value: number) => Uint8Array.of(8 * number, value);

function tensorType(name: string): Uint8Array[] {
  const dims = [1, CHANNELS, AREA].map((d) => delimitedField(1, [small(1, d)]));
  const type = delimitedField(1, [small(1, 1), delimitedField(2, dims)]);
  return [text(1, name), delimitedField(2, [type])];
}

/** ONNX: `y = PRelu(Neg(x), slope)`, whose slopes lie in raw data or, packed or not, in float data. */
function preluNetwork(slopes: readonly number[], kind: "raw" | "packed" | "loose"): Uint8Array {
  const bytes = new Uint8Array(Float32Array.from(slopes).buffer);
  const loose = (): Uint8Array[] =>
    slopes.map((_, i) => Uint8Array.of(8 * 4 + 5, ...bytes.subarray(4 * i, 4 * i + 4)));
  const data = kind === "loose" ? loose() : [delimitedField(kind === "raw" ? 9 : 4, [bytes])];
  const graph = [
    delimitedField(1, [text(1, "x"), text(2, "n"), text(4, "Neg")]),
    delimitedField(1, [text(1, "n"), text(1, "slope"), text(2, "y"), text(4, "PRelu")]),
    text(2, "prelu"),
    delimitedField(5, [small(1, CHANNELS), small(1, 1), small(2, 1), ...data, text(8, "slope")]),
    delimitedField(11, tensorType("x")),
    delimitedField(12, tensorType("y")),
  ];
  const opset = delimitedField(8, [text(1, ""), small(2, 17)]);
  const file = delimitedField(7, graph);
  return Uint8Array.from([...small(1, 8), ...file, ...opset]);
}

function operators(model: Uint8Array): readonly string[] {
  const graph = readFields(model, 0, model.length).find(({ number }) => number === 7);
  if (!graph) return [];
  const nodes = readFields(model, graph.from, graph.end).filter(({ number }) => number === 1);
  return nodes.map(({ from, end }) => {
    const operator = readFields(model, from, end).find(({ number }) => number === 4);
    return new TextDecoder().decode(model.subarray(operator?.from, operator?.end));
  });
}

describe("withFastPrelu", () => {
  const slope = fc.float({ min: -2, max: 2, noNaN: true });

  it("answers what PRelu answers, to the last bit, whatever the slopes", async () => {
    await using runtime = await createOnnxRuntime({ intraOpThreads: 1 });
    const run = async (model: Uint8Array, x: Float32Array) => {
      const session = await runtime.open(model);
      const { y } = await session.run({ x: new Tensor("float32", x, [1, CHANNELS, AREA]) });
      await session.release();
      return y?.data;
    };
    const slopes = fc.array(slope, { minLength: CHANNELS, maxLength: CHANNELS });
    const input = fc.float32Array({
      minLength: CHANNELS * AREA,
      maxLength: CHANNELS * AREA,
      noNaN: true,
      min: -1e6,
      max: 1e6,
    });
    const kind = fc.constantFrom("raw" as const, "packed" as const, "loose" as const);
    await fc.assert(
      fc.asyncProperty(slopes, input, kind, async (s, x, k) => {
        const model = preluNetwork(s, k);
        const fast = withFastPrelu(model);
        expect(operators(fast)).not.toContain("PRelu");
        const [given, found] = [await run(model, x), await run(fast, x)] as Float32Array[];
        // 0 and -0 are one number
        expect(found?.map((v) => v + 0)).toEqual(given?.map((v) => v + 0));
      }),
      { numRuns: 60 },
    );
  });

  it("takes the shorter way only where no slope is above 1, and where it can see them all", () => {
    const flat = [0, -1.5, 0.25, 1, 0.999];
    expect(operators(withFastPrelu(preluNetwork(flat, "raw")))).toEqual(["Neg", "Mul", "Max"]);
    expect(operators(withFastPrelu(preluNetwork(flat, "packed")))).toEqual(["Neg", "Mul", "Max"]);
    const long = ["Neg", "Relu", "Sub", "Mul", "Add"];
    expect(operators(withFastPrelu(preluNetwork(flat, "loose")))).toEqual(long);
    const steep = [0, 0, 1.001, 0, 0];
    expect(operators(withFastPrelu(preluNetwork(steep, "raw")))).toEqual(long);
    const wrong = [0, Number.NaN, 0, 0, 0];
    expect(operators(withFastPrelu(preluNetwork(wrong, "raw")))).toEqual(long);
  });

  it("leaves alone what has no PRelu and what is no network", () => {
    const model = preluNetwork([0, 0, 0, 0, 0], "raw");
    const done = withFastPrelu(model);
    expect(withFastPrelu(done)).toBe(done);
    const others = [
      new Uint8Array(0),
      Uint8Array.of(1),
      new TextEncoder().encode("<!doctype html>"),
      model.subarray(0, model.length - 9),
      new Uint8Array(64).fill(255),
    ];
    for (const bytes of others) expect(withFastPrelu(bytes)).toBe(bytes);
  });

  it("never loops or throws on bytes at random", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        withFastPrelu(bytes);
      }),
    );
    const model = preluNetwork([0.5, 0, 0, 0, 0], "raw");
    fc.assert(
      fc.property(fc.nat(model.length - 1), fc.nat(255), (at, byte) => {
        const damaged = model.slice();
        damaged[at] = byte;
        withFastPrelu(damaged);
      }),
    );
  });
});
