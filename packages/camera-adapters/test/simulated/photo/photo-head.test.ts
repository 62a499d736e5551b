import {
  createStages,
  type FaceDetection,
  type FaceLandmarks,
  type FaceStages,
  type FaceTemplate,
  type PixelImage,
  pictureWindow,
} from "@sourire/core";
import { resolvePack } from "@sourire/models";
import { stockPhotographs } from "@sourire/models/starter";
import { createOnnxRuntime, readImageFile } from "@sourire/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Expression, type Head, NEUTRAL } from "../../../src/simulated/head/head.js";
import { createPhotoHead } from "../../../src/simulated/photo/photo-head.js";
import { intrinsicsOf, placementOf } from "../../../src/simulated/render/placement.js";
import { createRasteriser } from "../../../src/simulated/render/rasterise.js";
import { srgbOfLinear } from "../../../src/simulated/render/tone.js";
import { plainTexture } from "../../../src/simulated/shape/plain-texture.js";
import { digest } from "../support/stand-in.js";

/** The last stock photograph: four women beside each other. The first looks at the camera, the second past it. */
const PHOTOGRAPH = 6;
const [WIDTH, HEIGHT] = [480, 360];
const DEGREES = 180 / Math.PI;

let stages: FaceStages;
let template: FaceTemplate;
let threshold: number;
/** Its surfaces are rewritten by every picture; one is enough. */
let head: Head;
let faces: readonly { readonly picture: PixelImage; readonly landmarks: FaceLandmarks }[];

beforeAll(async () => {
  const found = await resolvePack("starter").catch((cause: unknown) => {
    throw new Error("no starter pack: run `npm run setup` before the tests", { cause });
  });
  const pack = await found.open();
  template = await pack.faceTemplate();
  stages = await createStages(pack, await createOnnxRuntime());
  const points = pack.manifest.operatingPoints;
  threshold = points.find(({ fmr }) => fmr === 1e-4)?.threshold ?? Number.NaN;
  const photograph = await readImageFile((await stockPhotographs())[PHOTOGRAPH - 1] as string);
  const detections = await stages.detector.detect(photograph);
  faces = await Promise.all(
    [...detections].sort((p, q) => p.box.x - q.box.x).map((face) => crop(photograph, face)),
  );
  head = createPhotoHead({ ...first(), template });
});
afterAll(() => stages[Symbol.asyncDispose]());

async function crop(photograph: PixelImage, { box }: FaceDetection) {
  const side = 3.4 * Math.max(box.width, box.height);
  const x = Math.max(0, Math.floor(box.x + box.width / 2 - side / 2));
  const y = Math.max(0, Math.floor(box.y + box.height / 2 - side / 2));
  const picture = pictureWindow(photograph, { x, y, width: side, height: side });
  const centre = box.x + box.width / 2 - x;
  const near = (face: FaceDetection) => Math.abs(face.box.x + face.box.width / 2 - centre);
  const [face] = [...(await stages.detector.detect(picture))].sort((p, q) => near(p) - near(q));
  return { picture, landmarks: await stages.landmarks.locate(picture, face as FaceDetection) };
}

const first = () => faces[0] as (typeof faces)[number];

/** A picture of the head before a green wall. */
function shot(of: Head, yaw = 0, expression: Expression = NEUTRAL): PixelImage {
  const intrinsics = intrinsicsOf({ width: WIDTH, height: HEIGHT, fovDegrees: 60 });
  const positionMm = [0, 10, 400] as const;
  const turn = (degrees: number) => placementOf({ yaw: degrees, pitch: 0, roll: 0, positionMm });
  const { light } = createRasteriser({ width: WIDTH, height: HEIGHT, intrinsics }).draw({
    bodies: [
      { surfaces: of.torso, placement: turn(0) },
      { surfaces: of.surfaces(expression), placement: turn(yaw) },
    ],
    lights: [{ kind: "ambient", colour: [1, 1, 1] }],
    background: plainTexture([0, 200, 0]),
    backgroundMm: 0,
  });
  const data = Uint8Array.from(light, (v) => Math.round(255 * srgbOfLinear(Math.min(1, v))));
  return { format: "rgb8", width: WIDTH, height: HEIGHT, stride: 3 * WIDTH, data };
}

async function look(image: PixelImage): Promise<FaceLandmarks> {
  const found = await stages.detector.detect(image);
  expect(found).toHaveLength(1);
  return stages.landmarks.locate(image, found[0] as FaceDetection);
}

const distance = ({ points }: FaceLandmarks, a: number, b: number): number =>
  Math.hypot(...[0, 1].map((k) => (points[3 * a + k] ?? 0) - (points[3 * b + k] ?? 0)));
const yawOf = ({ points }: FaceLandmarks): number => {
  const across = [0, 1, 2].map((k) => (points[3 * 263 + k] ?? 0) - (points[3 * 33 + k] ?? 0));
  return Math.asin((across[2] ?? 0) / Math.hypot(...across)) * DEGREES;
};

async function similarity(image: PixelImage, mesh: FaceLandmarks): Promise<number> {
  const { picture, landmarks } = first();
  const a = await stages.embedder.embed(picture, landmarks);
  const b = await stages.embedder.embed(image, mesh);
  return a.reduce((sum, v, i) => sum + v * (b[i] as number), 0);
}

describe("createPhotoHead", () => {
  it.each([0, 15, -15, 25, -25])(
    "is found when it is turned by %i degrees, and reads so",
    async (yaw) => {
      const mesh = await look(shot(head, yaw));
      expect(mesh.presence).toBeGreaterThan(0.9);
      expect(Math.abs(yawOf(mesh) - yaw)).toBeLessThan(9);
    },
  );

  it("is recognised as the person of the photograph: turned, smiling, with closed eyes", async () => {
    const blink = { ...NEUTRAL, blinkLeft: 1, blinkRight: 1 };
    for (const [yaw, expression] of [
      [0, NEUTRAL],
      [10, NEUTRAL],
      [-10, NEUTRAL],
      [0, { ...NEUTRAL, smile: 1 }],
      [0, blink],
    ] as const) {
      const image = shot(head, yaw, expression);
      expect(await similarity(image, await look(image))).toBeGreaterThan(threshold);
    }
  });

  it("smiles, blinks and opens the mouth as the network sees it", async () => {
    const rest = await look(shot(head));
    const smile = await look(shot(head, 0, { ...NEUTRAL, smile: 1 }));
    const width = (mesh: FaceLandmarks) => distance(mesh, 61, 291) / distance(mesh, 33, 263);
    expect(width(smile) / width(rest)).toBeGreaterThan(1.12);
    const shut = await look(shot(head, 0, { ...NEUTRAL, blinkLeft: 1, blinkRight: 1 }));
    const open = (mesh: FaceLandmarks) => distance(mesh, 159, 145) / distance(mesh, 33, 133);
    expect(open(shut) / open(rest)).toBeLessThan(0.85);
    const jaw = await look(shot(head, 0, { ...NEUTRAL, mouthOpen: 1 }));
    const gap = (mesh: FaceLandmarks) => distance(mesh, 13, 14) / distance(mesh, 33, 263);
    expect(gap(jaw)).toBeGreaterThan(gap(rest) + 0.1);
  });

  it("leaves the photograph's background behind", () => {
    const { data } = shot(head);
    const isWall = (x: number, y: number): boolean => {
      const at = 3 * (y * WIDTH + x);
      return (data[at] ?? 255) < 10 && (data[at + 2] ?? 255) < 10;
    };
    for (const x of [5, 60, WIDTH - 60, WIDTH - 5]) expect(isWall(x, 20)).toBe(true);
    expect(isWall(WIDTH / 2, HEIGHT / 2)).toBe(false);
  });

  it("lies in mm, looks ahead, and has its pupils 63 mm from each other around the origin", () => {
    const points = head.landmarks(NEUTRAL);
    const eye = (of: readonly number[], k: number): number =>
      of.reduce((sum, i) => sum + (points[3 * i + k] ?? 0) / of.length, 0);
    const [right, left] = [
      [33, 133, 159, 145],
      [263, 362, 386, 374],
    ] as const;
    const between = [0, 1, 2].map((k) => eye(left, k) - eye(right, k));
    expect(Math.hypot(...between)).toBeCloseTo(63, 1);
    expect(between[0]).toBeGreaterThan(62);
    for (const k of [0, 1, 2]) expect((eye(left, k) + eye(right, k)) / 2).toBeCloseTo(0, 1);
    expect(points[3 * 1 + 2]).toBeLessThan(-20); // the nose
  });

  it("is the same each time, byte for byte, and after every expression", () => {
    const two = createPhotoHead({ ...first(), template });
    two.surfaces({ ...NEUTRAL, smile: 1, mouthOpen: 0.5 });
    expect(digest(shot(head).data as Uint8Array)).toBe(digest(shot(two).data as Uint8Array));
  });

  it("refuses a face that is turned away, that is small, or no mesh of a face", () => {
    const [, aside] = faces;
    const make = (options: { picture: PixelImage; landmarks: FaceLandmarks }) => () =>
      createPhotoHead({ ...options, template });
    expect(make(aside as (typeof faces)[number])).toThrow(
      expect.objectContaining({
        code: "FACE_QUALITY_LOW",
        message: expect.stringContaining("turned"),
      }),
    );
    const { picture, landmarks } = first();
    const small = { ...landmarks, points: landmarks.points.map((v) => v * 0.35) };
    expect(make({ picture, landmarks: small })).toThrow(
      expect.objectContaining({
        code: "FACE_QUALITY_LOW",
        message: expect.stringContaining("small"),
      }),
    );
    const few = { ...landmarks, points: landmarks.points.subarray(0, 30) };
    expect(make({ picture, landmarks: few })).toThrow(RangeError);
    const yuv = { ...picture, format: "gray16" as const };
    expect(make({ picture: yuv, landmarks })).toThrow(
      expect.objectContaining({ code: "FRAME_INVALID" }),
    );
  });
});
