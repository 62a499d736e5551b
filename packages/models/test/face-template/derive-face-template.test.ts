import { createStages, LANDMARK_COUNT } from "@sourire/core";
import { createOnnxRuntime, readImageFile } from "@sourire/node";
import { beforeAll, describe, expect, it } from "vitest";
import { deriveFaceTemplate } from "../../src/face-template/derive-face-template.js";
import type { FoundFace } from "../../src/face-template/locate-mesh.js";
import { parseTriangles } from "../../src/face-template/parse-triangles.js";
import { distance, rmsDistance, type Shape } from "../../src/face-template/shape.js";
import type { Triangle } from "../../src/face-template/triangles.js";
import { openPackFolder, starterPackFolder } from "../../src/index.js";
import { readFiles } from "../../src/starter/read-source.js";
import { MESH_TRIANGLES } from "../../src/starter/sources.data.js";
import { stockPhotographs } from "../../src/starter/stock-photographs.js";
import {
  expressive,
  type KnownTemplate,
  knownTemplate,
  moved,
  shaken,
} from "../support/synthetic-faces.js";

let known: KnownTemplate;
let list: readonly Triangle[];
beforeAll(async () => {
  known = await knownTemplate();
  const [source = new Uint8Array()] = await readFiles(MESH_TRIANGLES, import.meta.url);
  list = parseTriangles(source);
});

const face = (shape: Shape, presence = 1): FoundFace => ({ shape, presence });

/** SYNTHETIC faces: the template with other expressions, noise of 1 mm, and another pose. */
const people = (count: number): FoundFace[] =>
  Array.from({ length: count }, (_, i) => {
    const cheerful = expressive(known.points, (i % 3) / 2, ((i >> 1) % 3) / 2, i % 5 === 0 ? 1 : 0);
    return face(moved(shaken(cheerful, 1, i), 100 + i));
  });

describe("deriveFaceTemplate", () => {
  it("finds the face that many faces were made of, at rest, in its frame and its size", () => {
    const derived = deriveFaceTemplate(people(24), list);
    expect(derived.faces).toBeGreaterThan(20);
    expect(derived.mirror).toEqual(known.mirror);
    expect(derived.triangles).toEqual(known.triangles);
    expect(rmsDistance(derived.points, known.points)).toBeLessThan(0.5);
    // the expressions are gone: a third of the faces does not smile (the others by 8 and 16 mm), a third does not
    // speak (the others by 7 and 15 mm)
    const beyond = (p: number, q: number): number =>
      distance(derived.points, p, q) - distance(known.points, p, q);
    expect(Math.abs(beyond(61, 291))).toBeLessThan(1.5);
    expect(Math.abs(beyond(13, 14))).toBeLessThan(1.5);
  });

  it("gives the same numbers whatever the order of the faces' places in the pictures", () => {
    const shift = ({ shape }: FoundFace): FoundFace => face(shape.map((v, i) => v + (i % 3) * 50));
    const some = people(16);
    const derived = deriveFaceTemplate(some, list);
    const elsewhere = deriveFaceTemplate(some.map(shift), list);
    expect(rmsDistance(derived.points, elsewhere.points)).toBeLessThan(0.011);
  });

  it("leaves out what is no face, too small, turned away or misshapen", () => {
    const some = people(16);
    const before = deriveFaceTemplate(some, list);
    const noise = moved(shaken(known.points, 15, 7), 8);
    const away = Float64Array.from(known.points, (_, i) => {
      const [x, , z] = known.points.subarray(i - (i % 3), i - (i % 3) + 3);
      const [c, s] = [0.5, Math.sqrt(0.75)]; // 60 degrees
      if (i % 3 === 1) return known.points[i] as number;
      return i % 3 === 0 ? c * (x ?? 0) - s * (z ?? 0) : s * (x ?? 0) + c * (z ?? 0);
    });
    const bad = [
      face(moved(shaken(known.points, 30, 1), 2), 0.4),
      face(known.points.map((value) => value / 3)),
      face(away),
      face(noise),
    ];
    const after = deriveFaceTemplate([...bad, ...some], list);
    expect(after.faces).toBe(before.faces);
    expect(rmsDistance(after.points, before.points)).toBeLessThan(0.011);
  });

  it("refuses to make a mean of a few", () => {
    expect(() => deriveFaceTemplate(people(9), list)).toThrow(RangeError);
  });

  /**
   * The same photographs on the way that frames go: another JPEG decoder, other crops, merged boxes, onnxruntime. The
   * template in the pack comes from code of its own, in plain JavaScript; both must see the same face.
   */
  it("agrees with the pipeline's own meshes of the photographs", async () => {
    const pack = await openPackFolder(starterPackFolder());
    await using runtime = await createOnnxRuntime({ provider: "cpu" });
    await using stages = await createStages(pack, runtime);
    const found: FoundFace[] = [];
    for (const path of await stockPhotographs()) {
      const image = await readImageFile(path);
      for (const detection of await stages.detector.detect(image)) {
        const { points, presence } = await stages.landmarks.locate(image, detection);
        found.push(face(Float64Array.from(points), presence));
      }
    }
    expect(found.length).toBeGreaterThan(20);
    const derived = deriveFaceTemplate(found, list);
    expect(derived.mirror).toEqual(known.mirror);
    expect(derived.points).toHaveLength(3 * LANDMARK_COUNT);
    expect(rmsDistance(derived.points, known.points)).toBeLessThan(0.4);
  }, 30_000);
});
