import {
  createStages,
  type FaceDetection,
  type FaceLandmarks,
  type FaceStages,
  type PixelImage,
} from "@sourire/core";
import { resolvePack } from "@sourire/models";
import { createOnnxRuntime } from "@sourire/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Expression, type Head, NEUTRAL } from "../../../src/simulated/head/head.js";
import { createSyntheticHead } from "../../../src/simulated/head/synthetic-head.js";
import { intrinsicsOf, placementOf } from "../../../src/simulated/render/placement.js";
import { createRasteriser } from "../../../src/simulated/render/rasterise.js";
import type { Light } from "../../../src/simulated/render/scene.js";
import { srgbOfLinear } from "../../../src/simulated/render/tone.js";
import { plainTexture } from "../../../src/simulated/shape/plain-texture.js";
import { starterTemplate } from "../support/stand-in.js";

/** SYNTHETIC payers of both sexes and several tones of skin, before the real networks of the starter pack. */
const SEEN = ["iris", "bruno", "amara", "kenji"] as const;
const [WIDTH, HEIGHT, DISTANCE] = [320, 240, 400];
const LIGHTS: readonly Light[] = [
  { kind: "ambient", colour: [0.35, 0.35, 0.38] },
  { kind: "directional", colour: [0.75, 0.7, 0.65], towards: [0.46, 0.5, 0.73] },
];

const intrinsics = intrinsicsOf({ width: WIDTH, height: HEIGHT, fovDegrees: 60 });
const rasteriser = createRasteriser({ width: WIDTH, height: HEIGHT, intrinsics });
const background = plainTexture([120, 126, 134]);

let stages: FaceStages;
let heads: readonly Head[];

beforeAll(async () => {
  const template = await starterTemplate();
  const pack = await (await resolvePack("starter")).open();
  stages = await createStages(pack, await createOnnxRuntime());
  heads = SEEN.map((person) => createSyntheticHead({ template, person }));
});
afterAll(() => stages[Symbol.asyncDispose]());

interface Sight {
  readonly image: PixelImage;
  readonly found: number;
  readonly mesh: FaceLandmarks;
  /** Where the points are, pixels, shape `[468, 2]`. */
  readonly truth: Float32Array;
}

/** Every sight is drawn once. */
const sights = new Map<string, Sight>();

async function see(head: Head, shown: Partial<Expression> = {}, yaw = 0): Promise<Sight> {
  const key = `${head.id} ${JSON.stringify(shown)} ${yaw}`;
  const known = sights.get(key) ?? (await draw(head, shown, yaw));
  sights.set(key, known);
  return known;
}

async function draw(head: Head, shown: Partial<Expression>, yaw: number): Promise<Sight> {
  const expression = { ...NEUTRAL, ...shown };
  const placement = placementOf({ yaw, pitch: 0, roll: 0, positionMm: [0, 0, DISTANCE] });
  const bodies = [
    { surfaces: head.surfaces(expression), placement },
    { surfaces: head.torso, placement },
  ];
  const { light } = rasteriser.draw({ bodies, lights: LIGHTS, background, backgroundMm: 0 });
  const data = Uint8Array.from(light, (v) => Math.round(255 * srgbOfLinear(Math.min(1, v))));
  const image = { format: "rgb8", width: WIDTH, height: HEIGHT, stride: 3 * WIDTH, data } as const;
  const found = await stages.detector.detect(image);
  const mesh = await stages.landmarks.locate(image, found[0] as FaceDetection);
  return { image, found: found.length, mesh, truth: projected(head, expression, placement) };
}

function projected(
  head: Head,
  expression: Expression,
  { rotation: r, translation: t }: ReturnType<typeof placementOf>,
): Float32Array {
  const points = head.landmarks(expression);
  const out = new Float32Array((2 * points.length) / 3);
  for (let i = 0; i < out.length / 2; i++) {
    const [x, y, z] = points.subarray(3 * i, 3 * i + 3) as unknown as [number, number, number];
    const depth = r[6] * x + r[7] * y + r[8] * z + t[2];
    out[2 * i] = intrinsics.cx + (intrinsics.fx * (r[0] * x + r[1] * y + r[2] * z + t[0])) / depth;
    out[2 * i + 1] =
      intrinsics.cy + (intrinsics.fy * (r[3] * x + r[4] * y + r[5] * z + t[1])) / depth;
  }
  return out;
}

const between = ({ points }: FaceLandmarks, a: number, b: number): number =>
  Math.hypot(
    (points[3 * a] as number) - (points[3 * b] as number),
    (points[3 * a + 1] as number) - (points[3 * b + 1] as number),
  );
const yawOf = ({ points }: FaceLandmarks): number => {
  const across = [0, 1, 2].map((k) => (points[3 * 263 + k] ?? 0) - (points[3 * 33 + k] ?? 0));
  return (Math.asin((across[2] ?? 0) / Math.hypot(...across)) * 180) / Math.PI;
};
const mouth = (mesh: FaceLandmarks): number => between(mesh, 61, 291) / between(mesh, 33, 263);
const lids = (mesh: FaceLandmarks): number =>
  between(mesh, 159, 145) / between(mesh, 33, 133) +
  between(mesh, 386, 374) / between(mesh, 263, 362);

/** Mean distance between the network's points and the head's, over the span of the eyes. */
function error({ mesh, truth }: Sight): number {
  let sum = 0;
  for (let i = 0; i < 468; i++) {
    const dx = (mesh.points[3 * i] as number) - (truth[2 * i] as number);
    sum += Math.hypot(dx, (mesh.points[3 * i + 1] as number) - (truth[2 * i + 1] as number));
  }
  return sum / 468 / between(mesh, 33, 263);
}

describe.each(SEEN)("%s before the networks", (person) => {
  const head = (): Head => heads[SEEN.indexOf(person)] as Head;

  it("is found, alone, with its points where they are", async () => {
    for (const yaw of [0, -25, 25]) {
      const sight = await see(head(), {}, yaw);
      expect(sight.found).toBe(1);
      expect(sight.mesh.presence).toBeGreaterThan(0.9);
      expect(error(sight)).toBeLessThan(0.05);
      expect(Math.abs(yawOf(sight.mesh) - yaw)).toBeLessThan(7);
    }
  });

  it("smiles, talks and blinks as the gestures are measured", async () => {
    const rest = await see(head());
    const smile = await see(head(), { smile: 1 });
    expect(mouth(smile.mesh) / mouth(rest.mesh)).toBeGreaterThan(1.13);
    const talk = await see(head(), { mouthOpen: 0.5 });
    expect(mouth(talk.mesh) / mouth(rest.mesh)).toBeLessThan(1.1);
    const shut = await see(head(), { blinkLeft: 1, blinkRight: 1 });
    expect(lids(shut.mesh) / lids(rest.mesh)).toBeLessThan(0.7);
  });
});

it("tells four people apart, and knows each of them with a smile", async () => {
  const vectors: Float32Array[][] = [];
  for (const head of heads) {
    const own: Float32Array[] = [];
    for (const [shown, yaw] of [
      [{}, 0],
      [{ smile: 1 }, 0],
      [{}, 25],
    ] as const) {
      const { image, mesh } = await see(head, shown, yaw);
      own.push(Float32Array.from(await stages.embedder.embed(image, mesh)));
    }
    vectors.push(own);
  }
  const alike = (a: Float32Array, b: Float32Array): number =>
    a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
  for (const [p, own] of vectors.entries()) {
    const [first, ...others] = own as [Float32Array, ...Float32Array[]];
    const least = Math.min(...others.map((other) => alike(first, other)));
    for (const [q, strangers] of vectors.entries()) {
      if (q === p) continue;
      for (const stranger of strangers) expect(alike(first, stranger)).toBeLessThan(least);
    }
  }
});
