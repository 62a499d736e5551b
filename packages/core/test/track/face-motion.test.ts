import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { squareCrop } from "../../src/align/letterbox.js";
import type { FaceDetection } from "../../src/detect/detector.js";
import { applyAffine } from "../../src/kernel/geometry.js";
import { faceMeshCrop } from "../../src/landmarks/face-mesh.js";
import { faceMotion, moveDetection, needsNoNewCrop } from "../../src/track/face-motion.js";
import { syntheticMesh } from "../landmarks/synthetic-mesh.js";
import { detectionAt } from "./fake-face.js";

const mesh = (pose: Parameters<typeof syntheticMesh>[0]) => ({
  points: syntheticMesh(pose),
  presence: 1,
});

describe("moveDetection", () => {
  const moved = fc.record({
    x: fc.integer({ min: -150, max: 150 }),
    y: fc.integer({ min: -150, max: 150 }),
    scale: fc.double({ min: 0.5, max: 2, noNaN: true }),
    roll: fc.integer({ min: -40, max: 40 }),
  });

  it("keeps the crop's relation to the face, wherever the face goes", () => {
    fc.assert(
      fc.property(moved, ({ x, y, scale, roll }) => {
        const before = mesh({ x: 300, y: 300 });
        const after = mesh({ x: 300 + x, y: 300 + y, span: 100 * scale, roll });
        const detection = detectionAt({ x: 300, y: 300, span: 100 });
        const now = moveDetection(detection, faceMotion(before, after));
        const [crop, cropNow] = [faceMeshCrop(detection), faceMeshCrop(now)];
        // a point of the face lies at the same pixel of both crops
        const at = (m: ReturnType<typeof faceMeshCrop>, points: Float32Array, i: number) => {
          const side = Math.hypot(m.a, m.c);
          const [dx, dy] = [(points[3 * i] as number) - m.tx, (points[3 * i + 1] as number) - m.ty];
          return [(m.a * dx + m.c * dy) / side ** 2, (m.b * dx + m.d * dy) / side ** 2];
        };
        for (const landmark of [33, 263, 10, 152]) {
          const [u, v] = at(crop, before.points, landmark) as [number, number];
          const [p, q] = at(cropNow, after.points, landmark) as [number, number];
          expect(Math.hypot(p - u, q - v)).toBeLessThan(0.05);
        }
      }),
    );
  });

  it("moves box, eyes, nose and mouth with a known motion", () => {
    const motion = squareCrop({ x: 0, y: 0 }, 2, Math.PI / 2, 1); // twice as large, a quarter turn
    const face: FaceDetection = {
      box: { x: 8, y: 3, width: 4, height: 6 },
      focus: { x: 8, y: 5, width: 4, height: 4 },
      score: 0.7,
      keypoints: {
        rightEye: { x: 9, y: 5 },
        leftEye: { x: 11, y: 5 },
        nose: { x: 10, y: 6 },
        mouth: { x: 10, y: 8 },
      },
    };
    const now = moveDetection(face, motion);
    const centre = applyAffine(motion, { x: 10, y: 6 });
    expect(now.box.x + now.box.width / 2).toBeCloseTo(centre.x, 9);
    expect(now.box.y + now.box.height / 2).toBeCloseTo(centre.y, 9);
    expect([now.box.width, now.box.height, now.score]).toEqual([8, 12, 0.7]);
    const focus = applyAffine(motion, { x: 10, y: 7 });
    expect(now.focus).toEqual({
      x: expect.closeTo(focus.x - 4, 9),
      y: expect.closeTo(focus.y - 4, 9),
      width: expect.closeTo(8, 9),
      height: expect.closeTo(8, 9),
    });
    expect(now.keypoints.mouth.x).toBeCloseTo(applyAffine(motion, { x: 10, y: 8 }).x, 9);
    expect(now.keypoints.leftEye.y).toBeGreaterThan(now.keypoints.rightEye.y);
  });

  it("hardly follows what lids, lips and brows do", () => {
    const before = mesh({});
    const points = before.points.slice();
    for (const lip of [13, 14, 61, 291, 0, 17, 152, 105, 334, 159, 145]) {
      points[3 * lip + 1] = (points[3 * lip + 1] as number) + 20;
    }
    const motion = faceMotion(before, { points, presence: 1 });
    expect(motion.a).toBeCloseTo(1, 6);
    expect(motion.c).toBeCloseTo(0, 6);
    expect(Math.hypot(motion.tx, motion.ty)).toBeCloseTo(0, 3);
  });
});

describe("needsNoNewCrop", () => {
  const crop = detectionAt({ x: 300, y: 300, span: 100 });
  const width = crop.box.width;
  it.each([
    ["nothing", { x: 300, y: 300 }, true],
    ["a shift by 2 % of the box", { x: 300 + 0.02 * width, y: 300 }, true],
    ["a shift by 4 %", { x: 300, y: 300 + 0.04 * width }, false],
    ["2 % more size", { x: 300, y: 300, span: 102 }, true],
    ["5 % more size", { x: 300, y: 300, span: 105 }, false],
    ["5 % less size", { x: 300, y: 300, span: 95 }, false],
    ["a turn by 1 degree", { x: 300, y: 300, roll: 1 }, true],
    ["a turn by 3 degrees", { x: 300, y: 300, roll: -3 }, false],
  ])("%s: %s", (_, pose, same) => {
    expect(needsNoNewCrop(crop, detectionAt({ span: 100, ...pose }))).toBe(same);
  });
});
