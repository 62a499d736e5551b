import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PAYER_SELECTION_DEFAULTS, selectPayer } from "../../src/capture/payer-selection.js";
import type { FaceDetection } from "../../src/detect/detector.js";

const IMAGE = { width: 1280, height: 720 };

/** A face by its centre and width. */
function face(x: number, y: number, size: number): FaceDetection {
  const point = { x, y };
  return {
    box: { x: x - size / 2, y: y - size / 2, width: size, height: size },
    score: 0.9,
    keypoints: { rightEye: point, leftEye: point, nose: point, mouth: point },
  };
}

describe("selectPayer", () => {
  const payer = face(640, 360, 300);

  it("takes the one near, centred face", () => {
    expect(selectPayer([payer], IMAGE)).toEqual({ status: "payer", face: payer });
  });

  it("sees nobody in an empty picture, in far faces and in faces at the edge", () => {
    expect(selectPayer([], IMAGE).status).toBe("nobody");
    expect(selectPayer([face(640, 360, 127)], IMAGE).status).toBe("nobody");
    expect(selectPayer([face(1090, 360, 300)], IMAGE).status).toBe("nobody");
    expect(selectPayer([face(640, 615, 300)], IMAGE).status).toBe("nobody");
  });

  it("ignores bystanders: the queue behind and a near face at the edge", () => {
    const faces = [face(500, 300, 165), face(1200, 360, 400), payer, face(800, 200, 100)];
    expect(selectPayer(faces, IMAGE)).toEqual({ status: "payer", face: payer });
  });

  it("never guesses between two that are comparably near", () => {
    expect(selectPayer([payer, face(400, 360, 180)], IMAGE).status).toBe("several");
    expect(selectPayer([payer, face(400, 360, 179)], IMAGE).status).toBe("payer");
    expect(selectPayer([face(400, 360, 300), payer, face(900, 360, 290)], IMAGE).status).toBe(
      "several",
    );
  });

  it("decides the same in any order, at any resolution, and never picks a smaller candidate", () => {
    const faces = fc.array(
      fc
        .tuple(
          fc.integer({ min: 0, max: 1280 }),
          fc.integer({ min: 0, max: 720 }),
          fc.integer({ min: 20, max: 700 }),
        )
        .map(([x, y, size]) => face(x, y, size)),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(faces, (list) => {
        const chosen = selectPayer(list, IMAGE);
        expect(selectPayer([...list].reverse(), IMAGE).status).toBe(chosen.status);
        const doubled = list.map(({ box }) =>
          face(2 * box.x + box.width, 2 * box.y + box.height, 2 * box.width),
        );
        expect(selectPayer(doubled, { width: 2560, height: 1440 }).status).toBe(chosen.status);
        if (chosen.status === "payer") {
          const { width } = chosen.face.box;
          const alone = list.filter((other) => selectPayer([other], IMAGE).status === "payer");
          const rivals = alone.filter(({ box }) => box.width >= 0.6 * width);
          expect(rivals).toEqual([chosen.face]);
        }
      }),
    );
  });

  it("takes other limits", () => {
    const faces = [payer, face(400, 360, 180)];
    expect(selectPayer(faces, IMAGE, { comparableSize: 0.7 }).status).toBe("payer");
    expect(selectPayer([payer], IMAGE, { minFaceShare: 0.25 }).status).toBe("nobody");
    expect(Object.isFrozen(PAYER_SELECTION_DEFAULTS)).toBe(true);
  });
});
