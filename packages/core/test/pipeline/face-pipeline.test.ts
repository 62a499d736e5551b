import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { letterbox, squareCrop } from "../../src/align/letterbox.js";
import type { FaceDetection } from "../../src/detect/detector.js";
import type { SecretEmbedding } from "../../src/kernel/embedding.js";
import type { PixelImage } from "../../src/kernel/frame.js";
import {
  createFacePipeline,
  type FacePipeline,
  type PayerFace,
} from "../../src/pipeline/face-pipeline.js";
import type { InferenceRuntime } from "../../src/runtime/inference-runtime.js";
import type { ModelPack } from "../../src/runtime/load-pack.js";
import { fakeFile, fakeSession } from "../align/fake-network.js";
import { paintPicture } from "../align/pictures.js";
import { around, collage, frameOf, grey, openStarter, photograph, redraw } from "./photographs.js";

/** Counted by eye, once. One of the second picture is in profile. */
const PEOPLE = [3, 3, 3, 4, 5, 4];

// real networks: seconds on a machine that is busy with other tests
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let pack: ModelPack;
let runtime: InferenceRuntime;
let pipeline: FacePipeline;
/** The people of the sixth stock photograph from left to right, each as a picture of their own. */
let people: readonly PixelImage[];
let first: PixelImage;
/** Sessions in the order in which they were opened: detector, landmarks, embedder. */
const runs: number[] = [];

/** Counts the runs of each network. */
function counting(inner: InferenceRuntime): InferenceRuntime {
  return {
    id: inner.id,
    provider: inner.provider,
    async open(model) {
      const session = await inner.open(model);
      const index = runs.push(0) - 1;
      return {
        inputNames: session.inputNames,
        outputNames: session.outputNames,
        release: () => session.release(),
        run: (...given: Parameters<typeof session.run>) => {
          runs[index] = (runs[index] as number) + 1;
          return session.run(...given);
        },
      } as typeof session;
    },
    [Symbol.asyncDispose]: () => inner[Symbol.asyncDispose](),
  };
}

beforeAll(async () => {
  const starter = await openStarter();
  pack = starter.pack;
  runtime = starter.runtime;
  pipeline = await createFacePipeline({ pack, runtime: counting(runtime) });
  people = await portraits(6, 2.2);
  first = people[0] as PixelImage;
});
afterAll(async () => {
  await pipeline[Symbol.asyncDispose]();
  await runtime[Symbol.asyncDispose]();
});

async function usableFace(image: PixelImage): Promise<PayerFace> {
  const seen = await pipeline.observe(frameOf(image));
  if (seen.status !== "usable") throw new Error(JSON.stringify(seen));
  return seen.face;
}

async function embedded(image: PixelImage): Promise<SecretEmbedding> {
  return pipeline.embed(frameOf(image), await usableFace(image));
}

function similarity(p: SecretEmbedding, q: SecretEmbedding): number {
  return p.reveal((a) => q.reveal((b) => a.reduce((s, v, i) => s + v * (b[i] as number), 0)));
}

async function portraits(number: number, extent: number): Promise<readonly PixelImage[]> {
  const image = await photograph(number);
  const faces = [...(await pipeline.findFaces(image))].sort((p, q) => p.box.x - q.box.x);
  return faces.map((face: FaceDetection) => around(image, face, extent));
}

describe("a frame with people", () => {
  it.each(PEOPLE.map((people, i) => [i + 1, people] as const))(
    "finds everybody in stock photograph %i: %i",
    async (number, people) => {
      expect(await pipeline.findFaces(await photograph(number))).toHaveLength(people);
    },
  );

  it("says that there are several, and neither locates nor embeds any of them", async () => {
    const before = [...runs];
    const seen = await pipeline.observe(frameOf(await photograph(6)));
    expect(seen).toMatchObject({ status: "unusable", reason: "several-faces", defects: [] });
    expect(runs.map((count, i) => count - (before[i] as number))).toEqual([1, 0, 0]);
    expect(seen.timingsMs.landmarks).toBeUndefined();
  });

  it("finds ten faces in a row of pictures", async () => {
    const [close] = await portraits(6, 1.6);
    const ten = collage(close as PixelImage, 5, 2);
    expect(await pipeline.findFaces(ten)).toHaveLength(10);
    expect(await pipeline.observe(frameOf(ten))).toMatchObject({ reason: "several-faces" });
  });

  it("finds one payer, and embeds only when asked", async () => {
    const before = runs[2];
    const frame = frameOf(first, 41);
    const seen = await pipeline.observe(frame);
    expect(seen.status).toBe("usable");
    expect(runs[2]).toBe(before);
    if (seen.status !== "usable") return;
    expect(seen.face).toMatchObject({ sequence: 41, trackId: 0, detectedInThisFrame: true });
    expect(seen.timingsMs.quality).toBeGreaterThan(0);
    using template = await pipeline.embed(frame, seen.face);
    expect(runs[2]).toBe((before as number) + 1);
    expect(template.space).toBe(pack.manifest.embedding.space);
    expect(template.reveal((v) => Math.hypot(...v))).toBeCloseTo(1, 5);
    expect(JSON.stringify({ template, name: pipeline.space })).not.toMatch(/0\.\d/);
    expect([pipeline.packDigest, pipeline.manifest.id]).toEqual([pack.digest, pack.manifest.id]);
  });

  it("does not embed a face of another frame", async () => {
    const face = await usableFace(first);
    await expect(pipeline.embed(frameOf(first, 2), face)).rejects.toThrow(TypeError);
  });
});

describe("the same face", () => {
  const turned = ({ width, height }: PixelImage, degrees: number) =>
    squareCrop(
      { x: width / 2, y: height / 2 },
      Math.max(width, height) * 1.2,
      (degrees * Math.PI) / 180,
      500,
    );
  it("matches itself when it is moved, scaled, turned by 10 degrees or grey", async () => {
    for (const person of people) {
      using still = await embedded(person);
      const { width, height } = person;
      const half = Math.floor(width / 2);
      const moved = { ...letterbox(width, height, width), tx: 25, ty: -30 };
      const changed: Readonly<Record<string, PixelImage>> = {
        moved: redraw(person, moved, width, height, 90),
        half: redraw(person, letterbox(width, height, half), half, half, 90),
        clockwise: redraw(person, turned(person, 10), 500, 500, 90),
        counterclockwise: redraw(person, turned(person, -10), 500, 500, 90),
      };
      for (const [how, picture] of Object.entries(changed)) {
        using again = await embedded(picture);
        expect(similarity(still, again), how).toBeGreaterThan(0.985);
      }
      using withoutColour = await embedded(grey(person));
      expect(similarity(still, withoutColour), "grey").toBeGreaterThan(0.96);
    }
  });

  it("is unlike the other people's of the same picture", async () => {
    const templates = await Promise.all(people.map(embedded));
    for (const [i, p] of templates.entries()) {
      for (const q of templates.slice(i + 1)) expect(similarity(p, q)).toBeLessThan(0.94);
    }
  });
});

describe("a frame without a usable face", () => {
  it.each([
    ["nothing but grey", paintPicture("rgb8", 640, 480, () => [128, 128, 128])],
    ["one pixel", paintPicture("rgb8", 1, 1, () => [200, 150, 120])],
    ["a line of pixels", paintPicture("gray8", 2000, 1, (x) => [x % 256, 0, 0])],
  ])("%s: no face", async (_, image) => {
    const seen = await pipeline.observe(frameOf(image));
    expect(seen).toMatchObject({ status: "unusable", reason: "no-face", defects: [] });
  });

  it("names what is wrong with a face that is there", async () => {
    const { width, height } = first;
    const small = redraw(first, letterbox(width, height, 96), 96, 96, 90);
    const seen = await pipeline.observe(frameOf(small));
    expect(seen).toMatchObject({ status: "unusable", reason: "quality" });
    if (seen.status !== "unusable") return;
    expect(seen.defects[0]).toEqual({ component: "inter-eye-distance", hint: "come-closer" });
  });

  it.each([
    ["a stride too short", { stride: 100 }],
    ["too little data", { data: new Uint8Array(99) }],
    ["no pixels", { width: 0 }],
    ["an unknown format", { format: "nv12" }],
  ])("%s: the camera adapter is wrong", async (_, change) => {
    const image = { ...paintPicture("rgb8", 64, 64, () => [0, 0, 0]), ...change } as PixelImage;
    await expect(pipeline.observe(frameOf(image))).rejects.toMatchObject({
      code: "FRAME_INVALID",
    });
  });
});

describe("createFacePipeline", () => {
  it("times the stages on the clock that it is given", async () => {
    let now = 0;
    const clock = { now: () => 0, monotonic: () => now++ };
    await using timed = await createFacePipeline({ pack, runtime, clock });
    const { timingsMs } = await timed.observe(frameOf(first));
    expect(timingsMs).toEqual({ detect: 1, landmarks: 1, quality: 1 });
  });

  it("means the texture networks of the pack", async () => {
    // stand-ins that answer fixed logits: live is the second of three
    const files = [0, 1].map((n) => ({
      ...fakeFile("minifasnet-v2-80", 80, { logits: [1, 3] }),
      role: "texture" as const,
      path: `${n}.onnx`,
    }));
    const logits = [Math.log(2), Math.log(6)]; // probabilities 2/4 and 6/8
    const more: ModelPack = {
      ...pack,
      manifest: { ...pack.manifest, files: [...pack.manifest.files, ...files] },
      bytes: async (file) =>
        file.role === "texture" ? Uint8Array.of(Number.parseInt(file.path, 10)) : pack.bytes(file),
    };
    const both: InferenceRuntime = {
      id: runtime.id,
      provider: runtime.provider,
      async open(model) {
        if (model.length > 1) return runtime.open(model);
        const n = model[0] as number;
        const file = files[n] as (typeof files)[number];
        return fakeSession(file, () => ({ logits: Float32Array.of(0, logits[n] as number, 0) }));
      },
      [Symbol.asyncDispose]: async () => {},
    };
    await using judging = await createFacePipeline({ pack: more, runtime: both });
    const frame = frameOf(first);
    const seen = await judging.observe(frame);
    if (seen.status !== "usable") throw new Error(seen.reason);
    expect(await judging.texture(frame, seen.face)).toBeCloseTo(0.625, 6);
  });

  it("asks the gate that it is given", async () => {
    const defect = { component: "sharpness", hint: "hold-still" } as const;
    const quality = { assess: () => [defect] };
    await using strict = await createFacePipeline({ pack, runtime, quality });
    expect(await strict.observe(frameOf(first))).toMatchObject({
      reason: "quality",
      defects: [defect],
    });
  });
});
