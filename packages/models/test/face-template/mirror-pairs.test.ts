import { beforeAll, describe, expect, it } from "vitest";
import { findMirrorPairs } from "../../src/face-template/mirror-pairs.js";
import { symmetricTriangles, type Triangle } from "../../src/face-template/triangles.js";
import { type KnownTemplate, knownTemplate, moved, shaken } from "../support/synthetic-faces.js";

let known: KnownTemplate;
beforeAll(async () => {
  known = await knownTemplate();
});

describe("findMirrorPairs", () => {
  it.each([1, 2, 3, 4])("is an involution that leaves 28 points on the midline (%i)", (seed) => {
    const shape = moved(shaken(known.points, 0.5, seed), seed);
    const pairs = findMirrorPairs(shape, known.triangles);
    expect(pairs).toEqual(known.mirror);
    expect(pairs.every((partner, i) => pairs[partner] === i)).toBe(true);
    expect(pairs.filter((partner, i) => partner === i)).toHaveLength(28);
  });

  it("needs the triangles where points lie dense and the face is not quite even", () => {
    const shape = moved(shaken(known.points, 2, 9), 9);
    const matched = (triangles: readonly Triangle[]): number =>
      findMirrorPairs(shape, triangles).filter((partner, i) => partner === known.mirror[i]).length;
    expect(matched(known.triangles)).toBeGreaterThan(matched([]));
  });
});

describe("symmetricTriangles", () => {
  const mirror = [0, 2, 1, 3, 5, 4];
  const isRight = (point: number): boolean => [0, 1, 3, 4].includes(point);

  it("mirrors the right half, turned about so that both halves face one way", () => {
    const triangles: readonly Triangle[] = [
      [0, 1, 3],
      [1, 4, 3],
      [0, 3, 2],
      [2, 3, 5],
    ];
    expect(symmetricTriangles(triangles, mirror, isRight)).toEqual([
      [0, 1, 3],
      [0, 3, 2],
      [1, 4, 3],
      [2, 3, 5],
    ]);
  });

  it("refuses a triangle across the midline", () => {
    expect(() => symmetricTriangles([[1, 2, 3]], mirror, isRight)).toThrow(RangeError);
  });
});
