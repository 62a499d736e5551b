import { describe, expect, it } from "vitest";
import {
  BLAZEFACE_DEFAULTS,
  createBlazeFace,
  decodeBlazeFace,
} from "../../src/detect/blazeface.js";
import { blazeFaceAnchors } from "../../src/detect/blazeface-anchors.js";
import { fakeFile, fakeSession } from "../align/fake-network.js";
import { paintPicture } from "../align/pictures.js";

const IDENTITY = { a: 1, b: 0, tx: 0, c: 0, d: 1, ty: 0 };
const FILE = fakeFile("blazeface-256", 256, {
  fineScores: [1, 512, 1],
  coarseScores: [1, 384, 1],
  fineBoxes: [1, 512, 16],
  coarseBoxes: [1, 384, 16],
});

/** Answers nothing but these faces: [grid, index, logit, 16 values]. */
function answer(...faces: readonly ["fine" | "coarse", number, number, readonly number[]][]) {
  const out = {
    fineScores: new Float32Array(512).fill(-20),
    coarseScores: new Float32Array(384).fill(-20),
    fineBoxes: new Float32Array(512 * 16),
    coarseBoxes: new Float32Array(384 * 16),
  };
  for (const [grid, index, logit, values] of faces) {
    out[`${grid}Scores`][index] = logit;
    out[`${grid}Boxes`].set(values, 16 * index);
  }
  return out;
}
const BOX = [1, 2, 40, 50, -8, -6, 8, -6, 0, 3, 0, 10, -16, 0, 16, 0];

describe("blazeFaceAnchors", () => {
  const anchors = blazeFaceAnchors();
  const at = (i: number) => [anchors[2 * i], anchors[2 * i + 1]];

  it("are the centres of 16 x 16 cells with two boxes, then of 8 x 8 cells with six", () => {
    expect(anchors.length).toBe(2 * 896);
    expect([at(0), at(1), at(2)]).toEqual([
      [8, 8],
      [8, 8],
      [24, 8],
    ]);
    expect(at(32)).toEqual([8, 24]); // second row
    expect(at(511)).toEqual([248, 248]);
    expect([at(512), at(517), at(518)]).toEqual([
      [16, 16],
      [16, 16],
      [48, 16],
    ]);
    expect(at(895)).toEqual([240, 240]);
  });
});

describe("decodeBlazeFace", () => {
  const decode = (logit: number, values: readonly number[], minScore = 0.5) =>
    decodeBlazeFace(
      Float32Array.of(logit),
      Float32Array.from(values),
      Float32Array.of(100, 60),
      minScore,
      { ...IDENTITY, a: 2, d: 2, tx: 10, ty: -20 },
    );

  it("reads centre, size and keypoints from the anchor, in pixels of the picture", () => {
    const [face] = decode(2, BOX);
    // centre (101, 62) of the input lies at (212, 104) of the picture
    expect(face?.box).toEqual({ x: 172, y: 54, width: 80, height: 100 });
    expect(face?.score).toBeCloseTo(1 / (1 + Math.exp(-2)), 12);
    expect(face?.keypoints).toEqual({
      rightEye: { x: 194, y: 88 },
      leftEye: { x: 226, y: 88 },
      nose: { x: 210, y: 106 },
      mouth: { x: 210, y: 120 },
    });
  });

  it("leaves out what is not certain enough and boxes without a size", () => {
    expect(decode(-0.01, BOX)).toEqual([]);
    expect(decode(0.01, BOX)).toHaveLength(1);
    expect(decode(0.01, BOX, 0.6)).toEqual([]);
    expect(decode(5, [0, 0, -3, 40, ...BOX.slice(4)])).toEqual([]);
  });
});

describe("createBlazeFace", () => {
  it("joins both grids, merges overlaps and answers the best first", async () => {
    const session = fakeSession(FILE, () =>
      answer(
        ["fine", 0, 1, BOX],
        ["coarse", 200, 3, BOX],
        ["coarse", 201, 2, BOX], // the same cell
      ),
    );
    const image = paintPicture("rgb8", 512, 256, () => [0, 0, 0]);
    await using detector = createBlazeFace(session, FILE);
    const faces = await detector.detect(image);
    expect(faces.map(({ score }) => score.toFixed(3))).toEqual(["0.953", "0.731"]);
    // anchor (176 + 1, 16 + 2 ...) of the coarse grid, doubled, without the bar above the picture
    const anchors = blazeFaceAnchors();
    const x = ((anchors[2 * 712] as number) + 1) * 2;
    const y = ((anchors[2 * 712 + 1] as number) + 2 - 64) * 2;
    expect(faces[0]?.box.x).toBeCloseTo(x - 40, 6);
    expect(faces[0]?.box.y).toBeCloseTo(y - 50, 6);
    expect(BLAZEFACE_DEFAULTS.minScore).toBe(0.5);
  });

  it("refuses an answer that is no number, wherever it stands", async () => {
    const broken = answer();
    broken.coarseBoxes[77] = Number.NaN;
    await using detector = createBlazeFace(
      fakeSession(FILE, () => broken),
      FILE,
    );
    const image = paintPicture("gray8", 8, 8, () => [0, 0, 0]);
    await expect(detector.detect(image)).rejects.toMatchObject({ code: "MODEL_OUTPUT_INVALID" });
  });
});
