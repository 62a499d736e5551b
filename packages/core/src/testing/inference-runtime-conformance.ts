import { Tensor } from "onnxruntime-common";
import { base64url } from "../kernel/bytes.js";
import type { InferenceRuntime } from "../runtime/inference-runtime.js";
import { faultOf } from "./check-fault.js";
import type { ConformanceCase, ExpectLike } from "./conformance-case.js";

/**
 * A network of one operator, 98 bytes: `sum = Add(a, b)`, each float32 of shape `[1, 4]`; ONNX
 * opset 17, IR version 8. Encoded once with protobufjs from the message definitions of the ONNX
 * specification.
 */
const ADD_NETWORK =
  "CAg6WAoQCgFhCgFiEgNzdW0iA0FkZBIDYWRkWhMKAWESDgoMCAESCAoCCAEKAggEWhMKAWISDgoMCAESCAoCCAEKAggEYhUKA3N1bRIOCgwIARIICgIIAQoCCARCBAoAEBE";

const addNetwork = (): Uint8Array => base64url.decode(ADD_NETWORK);
/** The same bytes with an operator that nobody has. */
const unknownOperatorNetwork = (): Uint8Array => {
  const bytes = addNetwork();
  const name = [..."Add"].map((letter) => letter.charCodeAt(0));
  const at = bytes.findIndex((_, i) => name.every((code, k) => bytes[i + k] === code));
  bytes.set(
    [..."Xyz"].map((letter) => letter.charCodeAt(0)),
    at,
  );
  return bytes;
};
const row = (...values: number[]): Tensor =>
  new Tensor("float32", Float32Array.from(values), [1, 4]);

/**
 * The contract of an inference runtime. Each case opens its own.
 * @example it.each(inferenceRuntimeConformance)("$name", ({ run }) => run(createMyRuntime, expect));
 */
export const inferenceRuntimeConformance: readonly ConformanceCase<InferenceRuntime>[] = [
  {
    name: "names its library with a version, and its provider",
    async run(make, expect) {
      await using runtime = await make();
      expect(/^\S+ \d+\.\d+\.\d+/.test(runtime.id), runtime.id).toBe(true);
      expect(/^[a-z]+$/.test(runtime.provider), runtime.provider).toBe(true);
    },
  },
  {
    name: "opens a network from memory and runs it",
    async run(make, expect) {
      await using runtime = await make();
      const session = await runtime.open(addNetwork());
      expect([...session.inputNames]).toEqual(["a", "b"]);
      expect([...session.outputNames]).toEqual(["sum"]);
      await expectSum(session.run({ a: row(1, 2, 3, 4), b: row(0.5, -2, 0, 1e6) }), expect);
      await session.release();
    },
  },
  {
    name: "opens a network that lies in the middle of a larger buffer",
    async run(make, expect) {
      await using runtime = await make();
      const network = addNetwork();
      const larger = new Uint8Array(network.length + 48).fill(0xff);
      larger.set(network, 16);
      const session = await runtime.open(larger.subarray(16, 16 + network.length));
      await expectSum(session.run({ a: row(1, 2, 3, 4), b: row(0.5, -2, 0, 1e6) }), expect);
    },
  },
  {
    name: "keeps several networks open side by side",
    async run(make, expect) {
      await using runtime = await make();
      const [one, two] = [await runtime.open(addNetwork()), await runtime.open(addNetwork())];
      await one.release();
      await expectSum(two.run({ a: row(1, 2, 3, 4), b: row(0.5, -2, 0, 1e6) }), expect);
    },
  },
  {
    name: "refuses bytes that are no network with MODEL_LOAD_FAILED, and works on",
    async run(make, expect) {
      await using runtime = await make();
      const cut = addNetwork().subarray(0, 40);
      for (const bytes of [new Uint8Array(0), Uint8Array.of(1, 2, 3), cut]) {
        expect(await faultOf(() => runtime.open(bytes)), `${bytes.length} bytes`).toBe(
          "MODEL_LOAD_FAILED",
        );
      }
      const session = await runtime.open(addNetwork());
      await expectSum(session.run({ a: row(1, 2, 3, 4), b: row(0.5, -2, 0, 1e6) }), expect);
    },
  },
  {
    name: "refuses a network with an operator that it lacks with MODEL_OPERATOR_UNSUPPORTED, and works on",
    async run(make, expect) {
      await using runtime = await make();
      expect(await faultOf(() => runtime.open(unknownOperatorNetwork()))).toBe(
        "MODEL_OPERATOR_UNSUPPORTED",
      );
      const session = await runtime.open(addNetwork());
      await expectSum(session.run({ a: row(1, 2, 3, 4), b: row(0.5, -2, 0, 1e6) }), expect);
    },
  },
  {
    name: "answers each of several runs at once with the sum of its own inputs",
    async run(make, expect) {
      await using runtime = await make();
      const sessions = [await runtime.open(addNetwork()), await runtime.open(addNetwork())];
      const runs = Array.from({ length: 12 }, async (_, i) => {
        const answer = await sessions[i % 2]?.run({ a: row(i, 0, 0, 0), b: row(100, i, 0, 0) });
        return [...((answer?.["sum"]?.data ?? []) as Float32Array)];
      });
      const expected = Array.from({ length: 12 }, (_, i) => [100 + i, i, 0, 0]);
      expect(await Promise.all(runs)).toEqual(expected);
    },
  },
  {
    name: "finishes the run that is under way when the runtime is disposed of or the network released",
    async run(make, expect) {
      const runtime = await make();
      const [one, two] = [await runtime.open(addNetwork()), await runtime.open(addNetwork())];
      const inputs = { a: row(1, 2, 3, 4), b: row(0.5, -2, 0, 1e6) };
      const answers = Promise.allSettled([one.run(inputs), two.run(inputs)]);
      await one.release();
      await runtime[Symbol.asyncDispose]();
      for (const answer of await answers) {
        expect(answer.status, "the run under way was dropped").toBe("fulfilled");
        if (answer.status === "fulfilled") await expectSum(Promise.resolve(answer.value), expect);
      }
    },
  },
  {
    name: "can be made and disposed of many times, and still computes",
    async run(make, expect) {
      for (let cycle = 0; cycle < 20; cycle++) {
        await using runtime = await make();
        const session = await runtime.open(addNetwork());
        await expectSum(session.run({ a: row(1, 2, 3, 4), b: row(0.5, -2, 0, 1e6) }), expect);
      }
    },
  },
  {
    name: "rejects a run that lacks an input, and works on",
    async run(make, expect) {
      await using runtime = await make();
      const session = await runtime.open(addNetwork());
      const fault = await faultOf(() => session.run({ a: row(1, 2, 3, 4) }));
      expect(fault !== "nothing was thrown", fault).toBe(true);
      await expectSum(session.run({ a: row(1, 2, 3, 4), b: row(0.5, -2, 0, 1e6) }), expect);
    },
  },
  {
    name: "can be disposed of twice with sessions open or released, and refuses to open afterwards",
    async run(make, expect) {
      const runtime = await make();
      const released = await runtime.open(addNetwork());
      await released.release();
      const open = await runtime.open(addNetwork());
      await runtime[Symbol.asyncDispose]();
      await runtime[Symbol.asyncDispose]();
      expect(await faultOf(() => runtime.open(addNetwork()))).toBe("RUNTIME_CLOSED");
      const fault = await faultOf(() => open.run({ a: row(1, 2, 3, 4), b: row(1, 2, 3, 4) }));
      expect(fault !== "nothing was thrown", "a session of it ran").toBe(true);
    },
  },
];

async function expectSum(
  run: Promise<{ readonly [name: string]: unknown }>,
  expect: ExpectLike,
): Promise<void> {
  const { sum } = (await run) as { readonly sum?: Tensor };
  expect([...((sum?.data ?? []) as Float32Array)]).toEqual([1.5, 0, 3, 1_000_004]);
  expect([...(sum?.dims ?? [])]).toEqual([1, 4]);
}
