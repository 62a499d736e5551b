import { describe, expect, it } from "vitest";
import { applyAffine } from "../../src/kernel/geometry.js";
import {
  MINIFASNET_V1_SE_80,
  MINIFASNET_V2_80,
  MINIFASNET_V2_SE_128,
} from "../../src/liveness/minifasnet.js";
import { createTextureNetwork } from "../../src/liveness/texture-network.js";
import { fakeFile, fakeSession } from "../align/fake-network.js";
import { paintPicture } from "../align/pictures.js";

const IMAGE = { width: 640, height: 480 };
const corners = (
  { crop, side }: typeof MINIFASNET_V2_80,
  box: { x: number; y: number; width: number; height: number },
) => {
  const { map } = crop(box, IMAGE);
  const first = applyAffine(map, { x: 0, y: 0 });
  const last = applyAffine(map, { x: side, y: side });
  return [first.x, first.y, last.x, last.y].map((v) => Math.round(v * 1e6) / 1e6);
};

describe("the crops of MiniFASNet", () => {
  it("V2-SE: a square of 1.5 times the longer side around the box, with a mirrored edge", () => {
    const box = { x: 300, y: 200, width: 80, height: 100 };
    expect(corners(MINIFASNET_V2_SE_128, box)).toEqual([265, 175, 415, 325]);
    expect(MINIFASNET_V2_SE_128.crop(box, IMAGE).border).toBe("reflect");
    // beyond the picture where the face is at its edge
    expect(corners(MINIFASNET_V2_SE_128, { ...box, x: 0 })[0]).toBe(-35);
  });

  it("80 px: as many times the box in both directions, proportions kept", () => {
    const box = { x: 300, y: 200, width: 80, height: 100 };
    expect(corners(MINIFASNET_V2_80, box)).toEqual([232, 115, 448, 385]);
    expect(corners(MINIFASNET_V1_SE_80, box)).toEqual([180, 50, 500, 450]);
  });

  it("80 px: the window is moved into the picture, and shrunk where it does not fit", () => {
    const edge = { x: 0, y: 380, width: 80, height: 100 };
    expect(corners(MINIFASNET_V2_80, edge)).toEqual([0, 210, 216, 480]);
    const near = { x: 200, y: 100, width: 240, height: 300 };
    expect(corners(MINIFASNET_V1_SE_80, near)).toEqual([128, 0, 512, 480]);
  });
});

describe("createTextureNetwork", () => {
  const image = paintPicture("rgb8", 640, 480, () => [90, 80, 70]);
  const face = { box: { x: 300, y: 200, width: 80, height: 100 } };

  it("answers the softmax of the live class, also for large logits", async () => {
    const file = fakeFile("minifasnet-v2-80", 80, { logits: [1, 3] });
    let logits = Float32Array.of(1, 3, 1);
    const session = fakeSession(file, () => ({ logits }));
    await using network = createTextureNetwork(session, file, MINIFASNET_V2_80);
    const expected = Math.exp(3) / (Math.exp(3) + 2 * Math.exp(1));
    expect(await network.liveProbability(image, face)).toBeCloseTo(expected, 6);
    logits = Float32Array.of(900, -900, 0);
    expect(await network.liveProbability(image, face)).toBe(0);
  });

  it("refuses a file with another number of classes", () => {
    const file = fakeFile("minifasnet-v2-80", 80, { logits: [1, 2] });
    const session = fakeSession(file, () => ({}));
    expect(() => createTextureNetwork(session, file, MINIFASNET_V2_80)).toThrow(
      expect.objectContaining({ code: "MODEL_MANIFEST_INVALID" }),
    );
  });
});
