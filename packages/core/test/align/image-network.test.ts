import { describe, expect, it } from "vitest";
import { createImageNetwork } from "../../src/align/image-network.js";
import { fakeFile, fakeSession } from "./fake-network.js";
import { paintPicture } from "./pictures.js";

const IDENTITY = { a: 1, b: 0, tx: 0, c: 0, d: 1, ty: 0 };
const flat = (level: number) => paintPicture("gray8", 4, 4, () => [level, level, level]);
const file = fakeFile("dlib-resnet-150", 2, { first: [1, 1], pair: [1, 2] });
const echo = (input: Float32Array) => ({
  first: input.slice(0, 1),
  pair: Float32Array.of(input[1] as number, input[2] as number),
});

describe("createImageNetwork", () => {
  it("answers the outputs in the order asked for, told apart by their size", async () => {
    const network = createImageNetwork(fakeSession(file, echo), file, 2, [2, 1]);
    const answers = await network.run(flat(9), IDENTITY, "clamp");
    expect(answers.map((a) => [...a])).toEqual([[9, 9], [9]]);
  });

  it("runs calls that overlap one after the other: none sees another's crop", async () => {
    const session = fakeSession(file, echo, 5);
    const network = createImageNetwork(session, file, 2, [1]);
    const levels = [10, 20, 30, 40];
    const answers = await Promise.all(
      levels.map((level) => network.run(flat(level), IDENTITY, "clamp")),
    );
    expect(answers.map(([a]) => a?.[0])).toEqual(levels);
  });

  it("goes on after a call that failed", async () => {
    const network = createImageNetwork(fakeSession(file, echo), file, 2, [1]);
    const bad = { ...flat(1), stride: 1 };
    const [failed, next] = await Promise.allSettled([
      network.run(bad, IDENTITY, "clamp"),
      network.run(flat(5), IDENTITY, "clamp"),
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
    await expect(network.run(flat(1), IDENTITY, "clamp")).rejects.toMatchObject({
      code: "MODEL_OUTPUT_INVALID",
    });
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
    const running = network.run(flat(3), IDENTITY, "clamp");
    await Promise.all([network[Symbol.asyncDispose](), network[Symbol.asyncDispose]()]);
    expect(session.released).toBe(1);
    expect((await running)[0]?.[0]).toBe(3);
    await expect(network.run(flat(3), IDENTITY, "clamp")).rejects.toThrow(TypeError);
  });
});
