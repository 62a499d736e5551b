import {
  type FacePipeline,
  faceOfPicture,
  type Observation,
  type PixelImage,
  type QualityGate,
  SecretEmbedding,
  templateOfPicture,
  toEmbedding,
} from "@sourire/core";
import { describe, expect, it } from "vitest";

const image: PixelImage = {
  format: "gray8",
  width: 2,
  height: 2,
  stride: 2,
  data: new Uint8Array(4),
};
const seen = { status: "usable", face: { landmarks: {} }, timingsMs: { detect: 1 } };
const strict: QualityGate = {
  assess: () => [{ component: "head-pose-yaw", hint: "look-straight" }],
};
const lenient: QualityGate = { assess: () => [] };

function pipelineSeeing(observation: object): FacePipeline {
  return {
    ...({} as FacePipeline),
    observe: async () => observation as Observation,
    embed: async () => new SecretEmbedding(toEmbedding(Float32Array.of(1), "s"), "s"),
  };
}

describe("faceOfPicture", () => {
  it("judges without embedding anybody", async () => {
    const embed = () => Promise.reject(new Error("embedded"));
    const pipeline = { ...pipelineSeeing(seen), embed };
    expect(await faceOfPicture(pipeline, image, lenient)).toBe(seen.face);
    await expect(faceOfPicture(pipeline, image, strict)).rejects.toMatchObject({
      code: "FACE_QUALITY_LOW",
    });
  });
});

describe("templateOfPicture", () => {
  it("answers the template of the one person", async () => {
    const template = await templateOfPicture(pipelineSeeing(seen), image, lenient);
    expect(template.space).toBe("s");
  });

  it("holds an enrolment to the stricter gate, and names what would help", async () => {
    await expect(templateOfPicture(pipelineSeeing(seen), image, strict)).rejects.toMatchObject({
      code: "FACE_QUALITY_LOW",
      message: expect.stringContaining("look-straight"),
    });
  });

  it.each([
    ["no-face", "FACE_NOT_FOUND"],
    ["several-faces", "FACES_SEVERAL"],
    ["quality", "FACE_QUALITY_LOW"],
  ])("makes %s the fault %s", async (reason, code) => {
    const unusable = { status: "unusable", reason, defects: strict.assess(image, {} as never) };
    const template = templateOfPicture(pipelineSeeing(unusable), image, lenient);
    await expect(template).rejects.toMatchObject({ code });
  });
});
