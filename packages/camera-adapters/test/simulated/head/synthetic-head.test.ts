import type { FaceTemplate } from "@sourire/core";
import { beforeAll, describe, expect, it } from "vitest";
import { type Head, NEUTRAL } from "../../../src/simulated/head/head.js";
import {
  createSyntheticHead,
  SYNTHETIC_PEOPLE,
  type SyntheticName,
} from "../../../src/simulated/head/synthetic-head.js";
import { norm, pointAt } from "../../../src/simulated/head/vector.js";
import { digest, starterTemplate } from "../support/stand-in.js";

/** Triangles of a head with its clothes; a film of it must stay fluent without a graphics card. */
const MOST_TRIANGLES = 16_000;

let template: FaceTemplate;

/** Each takes a while to paint: made once. */
const made = new Map<SyntheticName, Head>();

beforeAll(async () => {
  template = await starterTemplate();
});

function headOf(person: SyntheticName): Head {
  const head = made.get(person) ?? createSyntheticHead({ template, person });
  made.set(person, head);
  return head;
}

const everything = (head: Head) => [...head.surfaces(NEUTRAL), ...head.torso];
const allBytes = (head: Head): string =>
  everything(head)
    .flatMap(({ mesh, material }) => [
      digest(mesh.positions),
      digest(mesh.normals),
      digest(mesh.uvs),
      digest(material.texture.data),
    ])
    .join(" ");

function leastAndMostNorm(normals: Float32Array): readonly [number, number] {
  let [least, most] = [2, 0];
  for (let i = 0; i < normals.length / 3; i++) {
    const length = norm(pointAt(normals, i));
    least = Math.min(least, length);
    most = Math.max(most, length);
  }
  return [least, most];
}

describe("createSyntheticHead", () => {
  it("has at least eight people", () => {
    expect(SYNTHETIC_PEOPLE.length).toBeGreaterThanOrEqual(8);
    expect(new Set(SYNTHETIC_PEOPLE).size).toBe(SYNTHETIC_PEOPLE.length);
  });

  it.each(SYNTHETIC_PEOPLE)("%s is whole", (person) => {
    const head = headOf(person);
    expect(head.id).toBe(`synthetic:${person}`);
    const surfaces = everything(head);
    const triangles = surfaces.reduce((sum, { mesh }) => sum + mesh.triangles.length / 3, 0);
    expect(triangles).toBeLessThan(MOST_TRIANGLES);
    for (const { mesh, material } of surfaces) {
      const count = mesh.positions.length / 3;
      expect(mesh.positions.every(Number.isFinite)).toBe(true);
      expect(mesh.uvs.every(Number.isFinite)).toBe(true);
      expect(mesh.triangles.every((index) => index < count)).toBe(true);
      expect(material.texture.data.length).toBe(
        4 * material.texture.width * material.texture.height,
      );
      expect(leastAndMostNorm(mesh.normals)).toEqual([expect.closeTo(1, 3), expect.closeTo(1, 3)]);
    }
    // the skin comes first, and the whole of it is opaque
    const { data } = (surfaces[0] as (typeof surfaces)[number]).material.texture;
    for (let i = 3; i < data.length; i += 4) if (data[i] !== 255) throw new Error("a hole in skin");
  });

  it("is the same head every time, and differs by its seed in nothing but marks", () => {
    const first = headOf("iris");
    const again = createSyntheticHead({ template, person: "iris" });
    const other = createSyntheticHead({ template, person: "iris", seed: 1 });
    expect(allBytes(again)).toBe(allBytes(first));
    expect(allBytes(other)).not.toBe(allBytes(first));
    expect(other.landmarks(NEUTRAL)).toEqual(first.landmarks(NEUTRAL));
  });

  it("answers the neutral head again after any expression", () => {
    const head = headOf("bruno");
    const before = allBytes(head);
    head.surfaces({ ...NEUTRAL, smile: 1, mouthOpen: 1, blinkLeft: 1, gazeRight: 20, brows: 1 });
    expect(allBytes(head)).toBe(before);
  });

  it("rewrites the same surfaces at every call", () => {
    const head = headOf("kenji");
    const first = head.surfaces(NEUTRAL);
    expect(head.surfaces({ ...NEUTRAL, smile: 1 })).toBe(first);
  });

  it("has a skull that lies within its skin", () => {
    const head = headOf("malik");
    const { centre, radii } = head.skull;
    expect(radii.every((radius) => radius > 60 && radius < 130)).toBe(true);
    const skin = head.surfaces(NEUTRAL)[0]?.mesh.positions ?? new Float32Array(0);
    let top = 0;
    for (let i = 1; i < skin.length; i += 3) top = Math.min(top, skin[i] as number);
    expect(top).toBeCloseTo(centre[1] - radii[1], -1);
  });

  it("knows nobody else", () => {
    const person = "nobody" as SyntheticName;
    expect(() => createSyntheticHead({ template, person })).toThrow(RangeError);
  });
});
