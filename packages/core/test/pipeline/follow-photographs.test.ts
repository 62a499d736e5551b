import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { squareCrop } from "../../src/align/letterbox.js";
import type { Frame, PixelImage } from "../../src/kernel/frame.js";
import { seededUniform } from "../../src/kernel/random.js";
import { measureFace } from "../../src/landmarks/measures.js";
import { createFacePipeline, type FacePipeline } from "../../src/pipeline/face-pipeline.js";
import type { InferenceRuntime } from "../../src/runtime/inference-runtime.js";
import type { TrackingOptions } from "../../src/track/tracking-options.js";
import { around, frameOf, openStarter, photograph, redraw } from "./photographs.js";

// real networks: seconds on a machine that is busy with other tests
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const WIDTH = 640;
const HEIGHT = 360;

let runtime: InferenceRuntime;
let pipeline: FacePipeline;
/** The people of the sixth stock photograph from left to right, each as a picture of their own. */
let people: readonly PixelImage[];

beforeAll(async () => {
  const starter = await openStarter();
  runtime = starter.runtime;
  pipeline = await createFacePipeline(starter);
  const image = await photograph(6);
  const faces = [...(await pipeline.findFaces(image))].sort((p, q) => p.box.x - q.box.x);
  people = faces.map((face) => around(image, face, 1.9));
});
afterAll(async () => {
  await pipeline[Symbol.asyncDispose]();
  await runtime[Symbol.asyncDispose]();
});

/** Where a person's square stands in the frame. */
interface Place {
  readonly who: number;
  /** Its centre, pixels. */
  readonly x: number;
  readonly y: number;
  /** Pixels. */
  readonly side: number;
  /** Degrees. */
  readonly roll?: number;
}

/** A grey wall with people before it, and a sensor's noise (uniform, the given standard deviation). */
function scene(places: readonly Place[], noise = 0, seed = 1): PixelImage {
  const data = new Uint8Array(3 * WIDTH * HEIGHT).fill(128);
  for (const { who, x, y, side, roll = 0 } of places) {
    const person = people[who] as PixelImage;
    const reach = Math.ceil(side * 1.2);
    // the small picture's pixel (i, j) is the frame's (left + i, top + j)
    const left = Math.round(x) - reach;
    const top = Math.round(y) - reach;
    const scale = person.width / side;
    const turned = squareCrop({ x: 0, y: 0 }, 1, (-roll * Math.PI) / 180, 1);
    const [a, c] = [turned.a * scale, turned.c * scale];
    const [u, v] = [left - x, top - y];
    const half = person.width / 2;
    const map = { a, b: -c, tx: a * u - c * v + half, c, d: a, ty: c * u + a * v + half };
    const drawn = redraw(person, map, 2 * reach, 2 * reach, 128);
    for (let j = 0; j < 2 * reach; j++) {
      for (let i = 0; i < 2 * reach; i++) {
        const [p, q] = [left + i, top + j];
        const sx = map.a * (i + 0.5) + map.b * (j + 0.5) + map.tx;
        const sy = map.c * (i + 0.5) + map.d * (j + 0.5) + map.ty;
        const inside = sx > 0 && sy > 0 && sx < person.width && sy < person.height;
        if (!inside || p < 0 || q < 0 || p >= WIDTH || q >= HEIGHT) continue;
        const from = 3 * (j * 2 * reach + i);
        data.set(drawn.data.subarray(from, from + 3), 3 * (q * WIDTH + p));
      }
    }
  }
  if (noise > 0) {
    const next = seededUniform(seed);
    const reach = noise * Math.sqrt(12);
    for (let i = 0; i < data.length; i++) {
      const noisy = (data[i] as number) + reach * (next() - 0.5);
      data[i] = Math.min(255, Math.max(0, Math.round(noisy)));
    }
  }
  return { format: "rgb8", width: WIDTH, height: HEIGHT, stride: 3 * WIDTH, data };
}

const PAYER: Place = { who: 0, x: 320, y: 180, side: 240 };

/** Mean distance between two meshes over the eye distance. */
function disagreement(p: Float32Array, q: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < p.length; i += 3) {
    sum += Math.hypot(
      (p[i] as number) - (q[i] as number),
      (p[i + 1] as number) - (q[i + 1] as number),
    );
  }
  return sum / (p.length / 3) / measureFace({ points: q, presence: 1 }).interEyeDistance;
}

/** Follows frames; where the face was followed, also asks the detector, apart from it. */
async function compare(frames: Iterable<Frame>, tracking?: TrackingOptions) {
  const follower = pipeline.follow(tracking);
  const apart: number[] = [];
  const meshes: Float32Array[] = [];
  let detected = 0;
  for (const frame of frames) {
    const seen = await follower.observe(frame);
    if (seen.status !== "usable") throw new Error(JSON.stringify(seen));
    meshes.push(seen.face.landmarks.points);
    if (seen.face.detectedInThisFrame) detected++;
    else {
      const alone = await pipeline.observe(frame);
      if (alone.status !== "usable") throw new Error(JSON.stringify(alone));
      apart.push(disagreement(seen.face.landmarks.points, alone.face.landmarks.points));
    }
    expect(seen.face.trackId).toBe(1);
  }
  return { apart: apart.sort((a, b) => a - b), detected, meshes };
}

describe("following a real face", () => {
  it("stands still on a still picture: every mesh is the first one", async () => {
    const image = scene([PAYER]);
    const { meshes, detected } = await compare(
      Array.from({ length: 12 }, (_, n) => frameOf(image, n)),
    );
    expect(detected).toBe(2);
    const [first, ...others] = meshes;
    for (const mesh of others) expect(disagreement(mesh, first as Float32Array)).toBeLessThan(1e-6);
  });

  it("does not ring on a sensor's noise", async () => {
    const noisy = (n: number) => frameOf(scene([PAYER], 4, n + 1), n);
    const { meshes, apart } = await compare(Array.from({ length: 10 }, (_, n) => noisy(n)));
    expect(apart.length).toBeGreaterThanOrEqual(8);
    // from frame to frame: no more than a fresh crop's own scatter, and not growing
    const steps = meshes.slice(1).map((mesh, i) => disagreement(mesh, meshes[i] as Float32Array));
    expect(Math.max(...steps)).toBeLessThan(0.01);
    const first = meshes[0] as Float32Array;
    expect(disagreement(meshes.at(-1) as Float32Array, first)).toBeLessThan(0.01);
  });

  it("agrees with the detector on a face that sways, nods to the side and comes nearer", async () => {
    const frames = Array.from({ length: 30 }, (_, n) => {
      const place = {
        ...PAYER,
        x: 320 + 30 * Math.sin(n / 9),
        y: 180 + 8 * Math.sin(n / 7),
        side: 240 + 30 * Math.sin(n / 20),
        roll: 8 * Math.sin(n / 12),
      };
      return frameOf(scene([place], 2, n + 1), n);
    });
    // the hard edges of the picture move with the face: the watch over the scene would ask the detector each time
    const { apart, detected } = await compare(frames, { minChangedCells: 1e6 });
    expect(apart.length + detected).toBe(30);
    expect(detected).toBeLessThan(10);
    expect(apart[Math.floor(apart.length / 2)]).toBeLessThan(0.015);
    expect(apart.at(-1)).toBeLessThan(0.03);
  });
});

describe("a second real person", () => {
  const ways: readonly [string, (n: number) => Place][] = [
    ["from the left", (n) => ({ who: 1, x: -90 + 9 * n, y: 170, side: 210 })],
    ["from the right", (n) => ({ who: 2, x: 730 - 12 * n, y: 190, side: 210 })],
    ["from behind the payer's head", (n) => ({ who: 3, x: 330 + 6 * n, y: 170, side: 200 })],
    ["from far away", (n) => ({ who: 1, x: 120, y: 180, side: 20 + 6 * n })],
  ];
  it.each(ways)(
    "%s is seen when the detector alone would see them, or 2 frames later",
    async (_, way) => {
      const follower = pipeline.follow();
      let due = Number.POSITIVE_INFINITY;
      let followed = 0;
      for (let n = 0; n < 40; n++) {
        // whoever is behind is drawn first
        const frame = frameOf(scene([way(n), PAYER], 2, n + 1), n);
        const alone = await pipeline.observe(frame);
        const several = alone.status === "unusable" && alone.reason === "several-faces";
        if (several) due = Math.min(due, n);
        const seen = await follower.observe(frame);
        if (seen.status === "unusable" && seen.reason === "several-faces") {
          expect(n).toBeLessThanOrEqual(due + 2);
          expect(due).toBeLessThan(40);
          return;
        }
        if (seen.status === "usable" && !seen.face.detectedInThisFrame) followed++;
        expect(n, `still not seen, ${followed} followed`).toBeLessThan(due + 2);
      }
      expect.unreachable("the detector alone never saw two");
    },
  );
});

describe("embedding", () => {
  it("takes no face that was followed, and the same face once it was detected", async () => {
    const follower = pipeline.follow();
    const image = scene([PAYER]);
    await follower.observe(frameOf(image, 1));
    const frame = frameOf(image, 2);
    const seen = await follower.observe(frame);
    if (seen.status !== "usable" || seen.face.detectedInThisFrame) throw new Error("not followed");
    await expect(pipeline.embed(frame, seen.face as never)).rejects.toThrow(
      "followed, not detected",
    );
    const sure = await follower.detect(frame);
    if (sure.status !== "usable") throw new Error(sure.reason);
    using template = await pipeline.embed(frame, sure.face);
    const alone = await pipeline.observe(frame);
    if (alone.status !== "usable") throw new Error(alone.reason);
    using same = await pipeline.embed(frame, alone.face);
    const likeness = template.reveal((a) =>
      same.reveal((b) => a.reduce((sum, v, i) => sum + v * (b[i] as number), 0)),
    );
    expect(likeness).toBeCloseTo(1, 6);
  });

  it("knows nothing of texture with a pack that has no such network", async () => {
    const frame = frameOf(scene([PAYER]), 1);
    const seen = await pipeline.observe(frame);
    if (seen.status !== "usable") throw new Error(seen.reason);
    expect(seen.face.trackId).toBe(0);
    expect(await pipeline.texture(frame, seen.face)).toBeUndefined();
    await expect(pipeline.texture(frameOf(frame.image, 2), seen.face)).rejects.toThrow(TypeError);
  });
});
