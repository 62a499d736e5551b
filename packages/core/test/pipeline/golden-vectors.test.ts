import { findPacks } from "@sourire/models";
import { createOnnxRuntime } from "@sourire/node";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { FaceDetection } from "../../src/detect/detector.js";
import type { PixelImage } from "../../src/kernel/frame.js";
import type { FaceLandmarks } from "../../src/landmarks/landmark-model.js";
import { createStages, type FaceStages } from "../../src/pipeline/create-stages.js";
import type { InferenceRuntime } from "../../src/runtime/inference-runtime.js";
import { photograph } from "./photographs.js";
import { PINS } from "./pins.data.js";

// real networks: seconds on a machine that is busy with other tests
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const packs = await findPacks();

/**
 * Pins how each network is fed: a change of colour order, scale, crop, filter or alignment moves these
 * numbers by more than the tolerances, which each test shows with red and blue exchanged. They were taken
 * when the pipeline reached the expected accuracy on LFW. The face is the leftmost of the sixth picture, the
 * other one its rightmost.
 */
describe.each(PINS)("the $pack pack on a stock photograph", (pin) => {
  const found = packs.find(({ id }) => id.startsWith(`${pin.pack}@`));
  let runtime: InferenceRuntime;
  let stages: FaceStages;
  let image: PixelImage;
  let face: FaceDetection;
  let mesh: FaceLandmarks;

  beforeAll(async () => {
    if (!found) return;
    runtime = await createOnnxRuntime();
    stages = await createStages(await found.open(), runtime);
    image = await photograph(6);
    const [leftmost] = byPlace(await stages.detector.detect(image));
    if (!leftmost) throw new Error("no face");
    face = leftmost;
    mesh = await stages.landmarks.locate(image, face);
  });
  afterAll(async () => {
    await stages?.[Symbol.asyncDispose]();
    await runtime?.[Symbol.asyncDispose]();
  });

  it.runIf(found)("detects at the pinned place", async () => {
    expect(worstDifference(placeOf(face), pin.face)).toBeLessThan(2);
    expect(face.score).toBeCloseTo(pin.score, 2);
    const [other] = byPlace(await stages.detector.detect(swapped(image)));
    expect(worstDifference(placeOf(other), pin.face)).toBeGreaterThan(4);
  });

  it.runIf(found)("locates the pinned points", async () => {
    expect(worstDifference(pointsOf(mesh), pin.mesh.flat())).toBeLessThan(1);
    expect(mesh.presence).toBeGreaterThan(0.99);
    const other = await stages.landmarks.locate(swapped(image), face);
    expect(worstDifference(pointsOf(other), pin.mesh.flat())).toBeGreaterThan(2);
  });

  it.runIf(found)("embeds to the pinned vector", async () => {
    const vector = await stages.embedder.embed(image, mesh);
    expect(worstDifference([...vector.slice(0, 8)], pin.vector)).toBeLessThan(1e-3);
    const other = await stages.embedder.embed(swapped(image), mesh);
    expect(worstDifference([...other.slice(0, 8)], pin.vector)).toBeGreaterThan(5e-3);
  });

  it.runIf(found)("judges texture as pinned", async () => {
    const rightmost = byPlace(await stages.detector.detect(image)).at(-1) as FaceDetection;
    const judge = async (picture: PixelImage): Promise<readonly number[]> => {
      const pairs = stages.texture.map(async (network) => [
        await network.liveProbability(picture, face),
        await network.liveProbability(picture, rightmost),
      ]);
      return (await Promise.all(pairs)).flat();
    };
    expect(stages.texture).toHaveLength(pin.texture.length);
    expect(worstDifference(await judge(image), pin.texture.flat())).toBeLessThan(0.02);
    const others = await judge(swapped(image));
    for (const [i] of pin.texture.entries()) {
      const both = others.slice(2 * i, 2 * i + 2);
      expect(worstDifference(both, pin.texture[i] as readonly number[])).toBeGreaterThan(0.1);
    }
  });
});

/** Nose tip, outer eye corners, mouth corners, forehead and chin as x, y, z. */
const LANDMARKS = [1, 33, 263, 61, 291, 10, 152] as const;

function placeOf(face: FaceDetection | undefined): readonly number[] {
  if (!face) return [];
  const { box, keypoints } = face;
  const { rightEye, leftEye, nose, mouth } = keypoints;
  const points = [rightEye, leftEye, nose, mouth].flatMap(({ x, y }) => [x, y]);
  return [box.x, box.y, box.width, box.height, ...points];
}

function pointsOf({ points }: FaceLandmarks): readonly number[] {
  return LANDMARKS.flatMap((i) => [...points.slice(3 * i, 3 * i + 3)]);
}

function byPlace(faces: readonly FaceDetection[]): readonly FaceDetection[] {
  return [...faces].sort((p, q) => p.box.x - q.box.x);
}

function worstDifference(found: readonly number[], expected: readonly number[]): number {
  expect(found).toHaveLength(expected.length);
  return Math.max(...found.map((value, i) => Math.abs(value - (expected[i] as number))));
}

/** The same picture with red and blue exchanged. */
function swapped(image: PixelImage): PixelImage {
  const data = image.data.slice();
  for (let i = 0; i + 2 < data.length; i += 3) {
    const red = data[i] as number;
    data[i] = data[i + 2] as number;
    data[i + 2] = red;
  }
  return { ...image, data };
}
