import { describe, expect, it } from "vitest";
import { invertAffine } from "../../src/align/affine.js";
import type { FaceDetection } from "../../src/detect/detector.js";
import { applyAffine } from "../../src/kernel/geometry.js";
import { createFaceMesh, faceMeshCrop, meshToPicture } from "../../src/landmarks/face-mesh.js";
import { liesOnDetection } from "../../src/landmarks/plausibility.js";
import { fakeFile, fakeSession } from "../align/fake-network.js";
import { paintPicture } from "../align/pictures.js";
import { syntheticMesh } from "./synthetic-mesh.js";

const DETECTION: FaceDetection = {
  box: { x: 100, y: 60, width: 80, height: 100 },
  score: 0.9,
  keypoints: {
    rightEye: { x: 120, y: 90 },
    leftEye: { x: 150, y: 120 }, // leans by 45 degrees
    nose: { x: 130, y: 120 },
    mouth: { x: 120, y: 130 },
  },
};
const FILE = fakeFile("facemesh-192", 192, { mesh: [1, 1404], flag: [1, 1] });

describe("faceMeshCrop", () => {
  it("is one and a half boxes wide, centred on the box, with level eyes", () => {
    const map = faceMeshCrop(DETECTION);
    expect(192 * Math.hypot(map.a, map.c)).toBeCloseTo(150, 9);
    expect(applyAffine(map, { x: 96, y: 96 }).x).toBeCloseTo(140, 9);
    expect(applyAffine(map, { x: 96, y: 96 }).y).toBeCloseTo(110, 9);
    const toCrop = invertAffine(map);
    const right = applyAffine(toCrop, DETECTION.keypoints.rightEye);
    const left = applyAffine(toCrop, DETECTION.keypoints.leftEye);
    expect(left.y).toBeCloseTo(right.y, 9);
    expect(left.x).toBeGreaterThan(right.x);
  });
});

describe("meshToPicture", () => {
  it("moves x and y with the crop and gives z the same scale", () => {
    const map = { a: 0, b: -2, tx: 50, c: 2, d: 0, ty: 10 };
    expect([...meshToPicture(Float32Array.of(3, 4, 5, 0, 0, -1), map)]).toEqual([
      42, 16, 10, 50, 10, -2,
    ]);
  });
});

describe("createFaceMesh", () => {
  const image = paintPicture("rgb8", 200, 200, (x, y) => [x, y, 0]);

  it("answers points of the picture and the network's own flag", async () => {
    const session = fakeSession(FILE, () => ({
      mesh: new Float32Array(1404).fill(96),
      flag: Float32Array.of(0.75),
    }));
    await using model = createFaceMesh(session, FILE);
    const { points, presence } = await model.locate(image, DETECTION);
    expect(presence).toBe(0.75);
    expect([points[0], points[1]].map((v) => Math.round(v as number))).toEqual([140, 110]);
    // red is x and green is y of the picture's pixel centres, half a pixel off its positions
    const input = session.inputs[0] as Float32Array;
    const centre = applyAffine(faceMeshCrop(DETECTION), { x: 96.5, y: 96.5 });
    expect(input[96 * 192 + 96]).toBeCloseTo(centre.x - 0.5, 3);
    expect(input[192 * 192 + 96 * 192 + 96]).toBeCloseTo(centre.y - 0.5, 3);
  });

  it("refuses points that are no numbers", async () => {
    const mesh = new Float32Array(1404);
    mesh[1403] = Number.NaN;
    const session = fakeSession(FILE, () => ({ mesh, flag: Float32Array.of(1) }));
    await using model = createFaceMesh(session, FILE);
    await expect(model.locate(image, DETECTION)).rejects.toMatchObject({
      code: "MODEL_OUTPUT_INVALID",
    });
  });
});

describe("liesOnDetection", () => {
  const eyes = (x: number, y: number) => ({
    ...DETECTION,
    box: { x: x - 85, y: y - 60, width: 170, height: 170 }, // BlazeFace's, for eyes 70 apart
    keypoints: {
      ...DETECTION.keypoints,
      rightEye: { x: x - 35, y },
      leftEye: { x: x + 35, y },
    },
  });
  const mesh = { points: syntheticMesh({ x: 200, y: 200, span: 100 }), presence: 1 };

  it("asks for agreement on the eyes, not only for the network's flag", () => {
    expect(liesOnDetection(mesh, eyes(200, 200))).toBe(true);
    expect(liesOnDetection(mesh, eyes(220, 200))).toBe(true);
    expect(liesOnDetection(mesh, eyes(200, 249))).toBe(false); // slid by 0.7 eye distances
    expect(liesOnDetection({ ...mesh, presence: 0.4 }, eyes(200, 200))).toBe(false);
  });

  it("refuses a mesh whose left and right are swapped", () => {
    const { keypoints } = eyes(200, 200);
    const swapped = { rightEye: keypoints.leftEye, leftEye: keypoints.rightEye };
    const upsideDown = { ...DETECTION, keypoints: { ...keypoints, ...swapped } };
    expect(liesOnDetection(mesh, upsideDown)).toBe(false);
  });
});
