import { describe, expect, it } from "vitest";
import type { FaceDetection } from "../../src/detect/detector.js";
import { mergeOverlaps } from "../../src/detect/nms.js";

const face = (x: number, y: number, score: number, size = 100): FaceDetection => ({
  box: { x, y, width: size, height: size },
  score,
  keypoints: {
    rightEye: { x: x + 30, y: y + 40 },
    leftEye: { x: x + 70, y: y + 40 },
    nose: { x: x + 50, y: y + 60 },
    mouth: { x: x + 50, y: y + 80 },
  },
});

describe("mergeOverlaps", () => {
  it("averages one face's detections by their scores and keeps the best score", () => {
    const [merged, ...others] = mergeOverlaps([face(10, 0, 0.3), face(0, 0, 0.9)], 0.3);
    expect(others).toEqual([]);
    expect(merged?.score).toBe(0.9);
    expect(merged?.box.x).toBeCloseTo(2.5, 9);
    expect(merged?.box.width).toBeCloseTo(100, 9);
    expect(merged?.keypoints.leftEye.x).toBeCloseTo(72.5, 9);
    expect(merged?.keypoints.mouth.y).toBeCloseTo(80, 9);
  });

  it("keeps faces apart that overlap less than the limit, best first", () => {
    const faces = [face(80, 0, 0.6), face(0, 0, 0.7), face(500, 0, 0.8)];
    expect(mergeOverlaps(faces, 0.3).map(({ score }) => score)).toEqual([0.8, 0.7, 0.6]);
  });

  it("does not chain: a box that overlaps only a merged neighbour stays a face of its own", () => {
    const faces = [face(0, 0, 0.9), face(45, 0, 0.8), face(90, 0, 0.7)];
    expect(mergeOverlaps(faces, 0.3).map(({ score }) => score)).toEqual([0.9, 0.7]);
  });

  it("answers nothing for nothing", () => {
    expect(mergeOverlaps([], 0.3)).toEqual([]);
  });
});
