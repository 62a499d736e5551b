import { describe, expect, it } from "vitest";
import { createYuNet, decodeYuNet, YUNET_DEFAULTS } from "../../src/detect/yunet.js";
import { fakeFile, fakeSession } from "../align/fake-network.js";
import { paintPicture } from "../align/pictures.js";

const STRIDES = [8, 16, 32] as const;
const TWICE = { a: 2, b: 0, tx: 0, c: 0, d: 2, ty: 0 };

/** YuNet's outputs for an input of width x height cells, all silent. */
function silence(width: number, height: number): Record<string, Float32Array> {
  const cells = (stride: number): number => (width / stride) * (height / stride);
  const make = (kind: string, values: number) =>
    STRIDES.map((s) => [`${kind}_${s}`, new Float32Array(values * cells(s))] as const);
  return Object.fromEntries([
    ...make("cls", 1),
    ...make("obj", 1),
    ...make("bbox", 4),
    ...make("kps", 10),
  ]);
}

function file(sizeStep?: number) {
  const outputs = Object.entries(silence(320, 320)).map(
    ([name, { length }]) => [name, [1, length]] as const,
  );
  const made = fakeFile("yunet", 320, Object.fromEntries(outputs));
  return sizeStep ? { ...made, input: { ...made.input, sizeStep } } : made;
}

describe("decodeYuNet", () => {
  const cls = new Float32Array(6);
  const obj = new Float32Array(6);
  const bbox = new Float32Array(24);
  const kps = new Float32Array(60);
  cls[4] = 0.9;
  obj[4] = 0.4;
  bbox.set([0.5, 0.25, Math.log(2), Math.log(3)], 16);
  kps.set([0, 0, 1, 0, 0.5, 0.5, 0.25, 1, 0.75, 1], 40);
  // cell 4 of rows of three: column 1, row 1
  const decode = (minScore: number) =>
    decodeYuNet(cls, obj, bbox, kps, { stride: 8, columns: 3 }, minScore, TWICE);

  it("reads centre, size and points relative to the cell, in pixels of the picture", () => {
    const [face] = decode(0.5);
    expect(face?.score).toBeCloseTo(0.6, 6); // the geometric mean of 0.9 and 0.4
    // a cell is 16 pixels of the picture: centre (1.5, 1.25) cells, size 2 x 3 cells
    expect(face?.box).toEqual({
      x: expect.closeTo(8, 4),
      y: expect.closeTo(-4, 4),
      width: expect.closeTo(32, 4),
      height: expect.closeTo(48, 4),
    });
    expect(face?.focus).toEqual({
      x: expect.closeTo(24 - 19.2, 4),
      y: expect.closeTo(20 + 2.4 - 19.2, 4), // a square of 0.8 times the height, a little lower
      width: expect.closeTo(38.4, 4),
      height: expect.closeTo(38.4, 4),
    });
    expect(face?.keypoints).toEqual({
      rightEye: { x: 16, y: 16 },
      leftEye: { x: 32, y: 16 },
      nose: { x: 24, y: 24 },
      mouth: { x: 24, y: 32 },
    });
  });

  it("leaves out what is less certain than asked for", () => {
    expect(decode(0.59)).toHaveLength(1);
    expect(decode(0.61)).toHaveLength(0);
  });

  it("leaves out a box whose size overflows", () => {
    const huge = Float32Array.from(bbox);
    huge[18] = 1e4;
    const faces = decodeYuNet(cls, obj, huge, kps, { stride: 8, columns: 3 }, 0.5, TWICE);
    expect(faces).toEqual([]);
  });
});

describe("createYuNet", () => {
  const image = paintPicture("rgb8", 1280, 720, () => [10, 20, 30]);

  it("keeps the picture's proportions, in whole cells of the coarsest grid", async () => {
    const given = file(32);
    const session = fakeSession(given, ({ length }) => silence(320, length / 3 / 320));
    await using detector = createYuNet(session, given);
    expect(await detector.detect(image)).toEqual([]);
    expect(session.inputs[0]).toHaveLength(3 * 320 * 192);
    const upright = paintPicture("rgb8", 100, 400, () => [9, 9, 9]);
    const narrow = fakeSession(given, ({ length }) => silence(length / 3 / 320, 320));
    await using second = createYuNet(narrow, given);
    await second.detect(upright);
    expect(narrow.inputs[0]).toHaveLength(3 * 96 * 320);
  });

  it("fills a square where the file takes no other size, and keeps the scale", async () => {
    const given = file();
    const answer = silence(320, 320);
    (answer["cls_32"] as Float32Array)[11] = 1; // column 1, row 1
    (answer["obj_32"] as Float32Array)[11] = 1;
    const session = fakeSession(given, () => answer);
    await using detector = createYuNet(session, given);
    const [face] = await detector.detect(image);
    expect(session.inputs[0]).toHaveLength(3 * 320 * 320);
    // one cell of 32 input pixels is 128 pixels of a picture four times as wide
    expect(face?.box).toEqual({ x: 64, y: 64, width: 128, height: 128 });
    // few samples are taken of this format, half a pixel off
    const [same] = await detector.detect(paintPicture("rgba8", 1280, 720, () => [10, 20, 30]));
    expect(same?.box).toEqual({ x: 63.5, y: 63.5, width: 128, height: 128 });
    expect(face?.score).toBe(1);
  });

  it.each([
    [0.01, 1],
    [-0.01, 0],
  ])("takes faces from the default certainty on (%f above it)", async (above, found) => {
    const given = file();
    const answer = silence(320, 320);
    (answer["cls_32"] as Float32Array)[11] = YUNET_DEFAULTS.minScore + above;
    (answer["obj_32"] as Float32Array)[11] = YUNET_DEFAULTS.minScore + above;
    const session = fakeSession(given, () => answer);
    await using detector = createYuNet(session, given);
    expect(await detector.detect(image)).toHaveLength(found);
  });

  it("merges what several cells say of one face", async () => {
    const given = file();
    const answer = silence(320, 320);
    for (const at of [11, 12]) {
      (answer["cls_32"] as Float32Array)[at] = 1;
      (answer["obj_32"] as Float32Array)[at] = at === 11 ? 1 : 0.64;
      (answer["bbox_32"] as Float32Array).set([at === 11 ? 0.5 : -0.4, 0.5, 1, 1], 4 * at);
    }
    const session = fakeSession(given, () => answer);
    await using detector = createYuNet(session, given);
    expect(await detector.detect(image)).toHaveLength(1);
  });

  it("refuses a file without YuNet's outputs", () => {
    const other = fakeFile("yunet", 320, { cls_8: [1, 1600] });
    expect(() =>
      createYuNet(
        fakeSession(other, () => ({})),
        other,
      ),
    ).toThrow(expect.objectContaining({ code: "MODEL_MANIFEST_INVALID" }));
  });
});
