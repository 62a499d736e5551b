import { findPacks } from "@sourire/models";
import { createOnnxRuntime } from "@sourire/node";
import { describe, expect, it } from "vitest";
import type { ModelSession } from "../../src/runtime/inference-runtime.js";
import type { ModelFile } from "../../src/runtime/model-pack.js";
import { checkParity } from "../../src/runtime/parity.js";
import { probe } from "../../src/runtime/probe.js";
import { openStarter } from "../pipeline/photographs.js";

const found = await findPacks(); // the starter pack, and those of SOURIRE_MODELS

describe.each(found)("the golden values of $id", ({ open }) => {
  it("are what this machine computes, with any number of threads", async () => {
    const pack = await open();
    for (const intraOpThreads of [1, 2]) {
      await using runtime = await createOnnxRuntime({ intraOpThreads });
      for (const file of pack.manifest.files) {
        const session = await runtime.open(await pack.bytes(file));
        const { status, outputs } = await checkParity(session, file);
        expect(`${file.path} ${status}`).toBe(`${file.path} passed`);
        expect(outputs.map(({ name }) => name)).toEqual(file.outputs.map(({ name }) => name));
        // float32 on float32: a thousandth of what other arithmetic may be off
        for (const { cosine, maxError, tolerance } of outputs) {
          expect(1 - cosine).toBeLessThan(1e-5);
          expect(maxError / tolerance).toBeLessThan(0.02);
        }
        await session.release();
      }
    }
  });
});

describe("a network that computes wrongly", () => {
  it.each<[string, (session: ModelSession, file: ModelFile) => [ModelSession, ModelFile]]>([
    ["red and blue exchanged", (session, file) => [session, withInput(file, { colour: "BGR" })]],
    [
      "its input twice as large",
      (session, file) => {
        const scale = file.input.scale.map((s) => s / 2) as [number, number, number];
        return [session, withInput(file, { scale })];
      },
    ],
    [
      "its input shifted by a tenth of the range",
      (session, file) => {
        const mean = file.input.mean.map((m) => m + 25.5) as [number, number, number];
        return [session, withInput(file, { mean })];
      },
    ],
    ["each value beside its place", (session, file) => [rotated(session), file]],
  ])("is refused: %s", async (_, wrong) => {
    const { pack, runtime } = await openStarter();
    await using _runtime = runtime;
    for (const right of pack.manifest.files) {
      const [session, file] = wrong(await runtime.open(await pack.bytes(right)), right);
      const { status } = await checkParity(session, file);
      expect(`${file.path} ${status}`).toBe(`${file.path} failed`);
    }
  });

  it("is refused when a single sum of the network is a difference", async () => {
    const { pack, runtime } = await openStarter();
    await using _runtime = runtime;
    for (const file of pack.manifest.files) {
      const session = await runtime.open(withoutOneSum(await pack.bytes(file)));
      expect((await probe(session, file)).size).toBe(file.outputs.length); // it runs all the same
      const { status } = await checkParity(session, file);
      expect(`${file.path} ${status}`).toBe(`${file.path} failed`);
    }
  });
});

/** Exchanges the middle one of the network's `Add` operators for `Sub`. */
function withoutOneSum(network: Uint8Array): Uint8Array {
  const bytes = Buffer.from(network);
  const places: number[] = [];
  // tag and length of NodeProto.op_type, then its text
  const add = Buffer.from('"\u0003Add', "latin1");
  for (let at = bytes.indexOf(add); at >= 0; at = bytes.indexOf(add, at + 1)) places.push(at);
  bytes.write("Sub", (places[places.length >> 1] ?? Number.NaN) + 2, "latin1");
  return bytes;
}

function withInput(file: ModelFile, input: Partial<ModelFile["input"]>): ModelFile {
  return { ...file, input: { ...file.input, ...input } };
}

/** Every output one place further. */
function rotated(session: ModelSession): ModelSession {
  const run = async (feeds: Parameters<ModelSession["run"]>[0]) => {
    const answer = await session.run(feeds);
    for (const { data } of Object.values(answer)) {
      const values = data as Float32Array;
      const last = values.at(-1) ?? 0;
      values.copyWithin(1, 0);
      values[0] = values.length === 1 ? last + 1 : last;
    }
    return answer;
  };
  return { ...session, run: run as ModelSession["run"] };
}
