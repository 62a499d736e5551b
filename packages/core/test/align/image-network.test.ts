import { describe, expect, it } from "vitest";
import { createImageNetwork } from "../../src/align/image-network.js";
import { fakeFile, fakeSession } from "./fake-network.js";
import { paintPicture } from "./pictures.js";

const IDENTITY = { a: 1, b: 0, tx: 0, c: 0, d: 1, ty: 0 };
const WHOLE = { map: IDENTITY, border: "clamp" } as const;
const flat = (level: number) => paintPicture("gray8", 4, 4, () => [level, level, level]);
const file = fakeFile("dlib-resnet-150", 2, { first: [1, 1], pair: [1, 2] });
const echo = (input: Float32Array) => ({
  first: input.slice(0, 1),
  pair: Float32Array.of(input[1] as number, input[2] as number),
});

describe("createImageNetwork", () => {
  it("answers the outputs in the order asked for, told apart by their size", async () => {
    const network = createImageNetwork(fakeSession(file, echo), file, 2, [2, 1]);
    const answers = await network.run(flat(9), WHOLE);
    expect(answers.map((a) => [...a])).toEqual([[9, 9], [9]]);
  });

  it("runs calls that overlap one after the other: none sees another's crop", async () => {
    const session = fakeSession(file, echo, 5);
    const network = createImageNetwork(session, file, 2, [1]);
    const levels = [10, 20, 30, 40];
    const answers = await Promise.all(levels.map((level) => network.run(flat(level), WHOLE)));
    expect(answers.map(([a]) => a?.[0])).toEqual(levels);
  });

  it("goes on after a call that failed", async () => {
    const network = createImageNetwork(fakeSession(file, echo), file, 2, [1]);
    const bad = { ...flat(1), stride: 1 };
    const [failed, next] = await Promise.allSettled([
      network.run(bad, WHOLE),
      network.run(flat(5), WHOLE),
    ]);
    expect(failed).toMatchObject({ status: "rejected", reason: { code: "FRAME_INVALID" } });
    expect(next).toMatchObject({ status: "fulfilled", value: [Float32Array.of(5)] });
  });

  it.each([
    [
      "a value that is no number",
      { first: Float32Array.of(Number.NaN), pair: new Float32Array(2) },
    ],
    ["infinity", { first: Float32Array.of(Infinity), pair: new Float32Array(2) }],
    ["too few values", { first: new Float32Array(0), pair: new Float32Array(2) }],
    ["no such output", { pair: new Float32Array(2) }],
  ])("refuses an answer with %s", async (_, answer) => {
    const session = fakeSession(file, () => answer as Record<string, Float32Array>);
    const network = createImageNetwork(session, file, 2, [1, 2]);
    await expect(network.run(flat(1), WHOLE)).rejects.toMatchObject({
      code: "MODEL_OUTPUT_INVALID",
    });
  });

  it("finds outputs by name where two have one size", async () => {
    const twins = fakeFile("yunet", 2, { left: [1, 1], right: [1, 1] });
    const answer = () => ({ left: Float32Array.of(1), right: Float32Array.of(2) });
    const network = createImageNetwork(fakeSession(twins, answer), twins, 2, ["right", "left"]);
    expect(await network.run(flat(0), WHOLE)).toEqual([Float32Array.of(2), Float32Array.of(1)]);
    const open = () => createImageNetwork(fakeSession(twins, answer), twins, 2, ["middle"]);
    expect(open).toThrow(expect.objectContaining({ code: "MODEL_MANIFEST_INVALID" }));
  });

  it("takes other sizes in the manifest's steps, and refuses them where it names none", async () => {
    const base = fakeFile("yunet", 2, { all: [1, 4] });
    const grows = { ...base, input: { ...base.input, sizeStep: 2 } };
    const answer = (input: Float32Array) => ({ all: input.slice(0, input.length / 3) });
    const network = createImageNetwork(fakeSession(grows, answer), grows, 2, ["all"]);
    const [wide] = await network.run(flat(7), WHOLE, { width: 4, height: 2 });
    expect(wide).toEqual(new Float32Array(8).fill(7));
    const [nominal] = await network.run(flat(6), WHOLE);
    expect(nominal).toEqual(new Float32Array(4).fill(6));
    await expect(network.run(flat(7), WHOLE, { width: 3, height: 2 })).rejects.toThrow(RangeError);
    const fixed = createImageNetwork(fakeSession(base, answer), base, 2, ["all"]);
    await expect(fixed.run(flat(7), WHOLE, { width: 4, height: 2 })).rejects.toThrow(RangeError);
  });

  it.each([
    [true, [9]],
    [false, [3, 3, 3]],
  ])("runs several crops in one batch or in turn (batch: %s)", async (batch, values) => {
    const base = fakeFile("edgeface-112", 1, { level: [1, 1] });
    const given = { ...base, input: { ...base.input, batch } };
    const session = fakeSession(given, (input) => ({
      level: Float32Array.from({ length: input.length / 3 }, (_, i) => input[3 * i] as number),
    }));
    const network = createImageNetwork(session, given, 1, [1]);
    const at = (tx: number) => ({ map: { ...IDENTITY, tx }, border: "clamp" }) as const;
    const ramp = paintPicture("gray8", 4, 4, (x) => [10 * x, 0, 0]);
    const answers = await network.runAll(ramp, [at(0), at(2), at(3)]);
    expect(answers.map(([level]) => level?.[0])).toEqual([0, 20, 30]);
    expect(session.inputs.map(({ length }) => length)).toEqual(values);
    expect(await network.runAll(ramp, [])).toEqual([]);
  });

  it("refuses a file that is not the network it is decoded as", () => {
    const session = fakeSession(file, echo);
    const code = { code: "MODEL_MANIFEST_INVALID" };
    const open = (side: number, sizes: number[]) => () =>
      createImageNetwork(session, file, side, sizes);
    expect(open(3, [1])).toThrow(expect.objectContaining(code));
    expect(open(2, [7])).toThrow(expect.objectContaining(code));
    const renamed = fakeSession(fakeFile("dlib-resnet-150", 2, { other: [1, 1] }), echo);
    expect(() => createImageNetwork(renamed, file, 2, [1])).toThrow(expect.objectContaining(code));
  });

  it("waits for the run in progress, releases once and then runs no more", async () => {
    const session = fakeSession(file, echo, 5);
    const network = createImageNetwork(session, file, 2, [1]);
    const running = network.run(flat(3), WHOLE);
    await Promise.all([network[Symbol.asyncDispose](), network[Symbol.asyncDispose]()]);
    expect(session.released).toBe(1);
    expect((await running)[0]?.[0]).toBe(3);
    await expect(network.run(flat(3), WHOLE)).rejects.toThrow(TypeError);
  });
});
