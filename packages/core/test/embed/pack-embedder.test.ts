import { describe, expect, it } from "vitest";
import { DLIB_CHIP } from "../../src/embed/chip.js";
import { createEmbedder } from "../../src/embed/pack-embedder.js";
import { fakeFile, fakeSession } from "../align/fake-network.js";
import { paintPicture } from "../align/pictures.js";
import { syntheticMesh } from "../landmarks/synthetic-mesh.js";

const FILE = fakeFile("dlib-resnet-150", 150, { descriptor: [1, 16] });
const SPACE = { space: "test/16", dimensions: 16 };
const image = paintPicture("rgb8", 300, 400, () => [90, 80, 70]);
const face = { points: syntheticMesh(), presence: 1 };

describe("createEmbedder", () => {
  it("answers a vector of unit norm that is the caller's own", async () => {
    const shared = new Float32Array(16).fill(2);
    const session = fakeSession(FILE, () => ({ descriptor: shared }));
    await using embedder = createEmbedder(session, FILE, SPACE, DLIB_CHIP);
    const first = await embedder.embed(image, face);
    expect([...first].every((v) => Math.abs(v - 0.25) < 1e-7)).toBe(true);
    first.fill(0);
    expect(shared[0]).toBe(2);
    expect((await embedder.embed(image, face))[0]).toBeCloseTo(0.25, 7);
    expect([embedder.space, embedder.dimensions]).toEqual(["test/16", 16]);
  });

  it("adds the unit vectors of face and mirror image where the pack asks for it", async () => {
    // answers the crop's left or right edge: the picture is dark on its left side
    const shaded = paintPicture("rgb8", 300, 400, (x) => [x < 150 ? 3 : 4, 0, 0]);
    const session = fakeSession(FILE, (input) => {
      const descriptor = new Float32Array(16);
      descriptor[(input[0] as number) < 3.5 ? 0 : 1] = input[0] as number;
      return { descriptor };
    });
    const fused = { ...SPACE, flipFusion: true };
    await using embedder = createEmbedder(session, FILE, fused, DLIB_CHIP);
    const vector = await embedder.embed(shaded, face);
    expect(session.inputs).toHaveLength(2);
    expect(vector[0]).toBeCloseTo(Math.SQRT1_2, 6);
    expect(vector[1]).toBeCloseTo(Math.SQRT1_2, 6);
  });

  it("embeds several faces in their order, one run each where the network takes no batch", async () => {
    let calls = 0;
    const session = fakeSession(FILE, () => {
      const descriptor = new Float32Array(16);
      descriptor[calls++] = 5;
      return { descriptor };
    });
    await using embedder = createEmbedder(session, FILE, SPACE, DLIB_CHIP);
    const vectors = await embedder.embedAll(image, [face, face, face]);
    expect(vectors.map((vector) => vector.indexOf(1))).toEqual([0, 1, 2]);
    expect(await embedder.embedAll(image, [])).toEqual([]);
  });

  it.each([
    ["zeros", new Float32Array(16)],
    ["no numbers", new Float32Array(16).fill(Number.NaN)],
    ["another length", new Float32Array(15).fill(1)],
  ])("refuses an answer of %s", async (_, descriptor) => {
    const session = fakeSession(FILE, () => ({ descriptor }));
    await using embedder = createEmbedder(session, FILE, SPACE, DLIB_CHIP);
    await expect(embedder.embed(image, face)).rejects.toMatchObject({
      code: "MODEL_OUTPUT_INVALID",
    });
  });
});
