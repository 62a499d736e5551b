import { describe, expect, it } from "vitest";
import { ARCFACE_CHIP, chipMap, DLIB_CHIP, mirrored } from "../../src/embed/chip.js";
import { applyAffine } from "../../src/kernel/geometry.js";
import { syntheticMesh } from "../landmarks/synthetic-mesh.js";

const place = (landmark: number) => {
  const anchor = DLIB_CHIP.anchors.find((a) => a.landmarks[0] === landmark);
  if (!anchor) throw new Error(`no landmark ${landmark}`);
  return anchor.place;
};

describe("DLIB_CHIP", () => {
  it("is dlib's mean shape with a quarter of padding in 150 pixels, whose first centre is at 0.5", () => {
    expect(place(33).x).toBeCloseTo(37.5575, 3); // (0.12058 + 0.25) / 1.5 * 150, and half a pixel
    expect(place(263).x).toBeCloseTo(111.4567, 3);
    expect(place(2).y).toBeCloseTo(88.2798, 3);
    // the person's right eye lies on the left
    expect(place(33).x).toBeLessThan(place(133).x);
    expect(place(133).x).toBeLessThan(place(362).x);
    expect(place(362).x).toBeLessThan(place(263).x);
  });
});

describe("ARCFACE_CHIP", () => {
  it("lays the centres of the eyes, whatever they do, to the template's places", () => {
    const points = new Float32Array(468 * 3);
    for (const { landmarks, place: p } of ARCFACE_CHIP.anchors) {
      landmarks.forEach((landmark, i) => {
        const around = landmarks.length === 1 ? 0 : [-3, 3, -1, 1][i];
        points.set([2 * p.x + Number(around), 2 * p.y - Number(around), 0], 3 * landmark);
      });
    }
    const map = chipMap({ points, presence: 1 }, ARCFACE_CHIP);
    expect(
      [map.a, map.b, map.tx, map.c, map.d, map.ty].map((v) => Math.round(v * 1e4) / 1e4),
    ).toEqual([2, -0, 0, 0, 2, 0]);
  });
});

describe("mirrored", () => {
  it("shows the same chip from right to left", () => {
    const map = { a: 0.75, b: -0.5, tx: 70, c: 0.5, d: 0.75, ty: -20 };
    const mirror = mirrored(map, ARCFACE_CHIP);
    expect(applyAffine(mirror, { x: 30, y: 40 })).toEqual(applyAffine(map, { x: 112 - 30, y: 40 }));
    expect(mirrored(mirror, ARCFACE_CHIP)).toEqual(map);
  });
});

describe("chipMap", () => {
  it("takes the template's places to the face's landmarks", () => {
    // a mesh whose five points lie exactly like the template: turned, scaled and moved
    const points = new Float32Array(468 * 3);
    const made = { a: 0.8, b: -0.6, tx: 70, c: 0.6, d: 0.8, ty: -20 };
    for (const { landmarks, place: p } of DLIB_CHIP.anchors) {
      const { x, y } = applyAffine(made, p);
      points.set([x, y, 0], 3 * (landmarks[0] as number));
    }
    const found = chipMap({ points, presence: 1 }, DLIB_CHIP);
    for (const key of ["a", "b", "c", "d"] as const) expect(found[key]).toBeCloseTo(made[key], 5);
    expect(found.tx).toBeCloseTo(70, 3);
    expect(found.ty).toBeCloseTo(-20, 3);
  });

  it("keeps the eyes of a leaning face level in the chip", () => {
    const angle = (roll: number): number => {
      const { a, c } = chipMap({ points: syntheticMesh({ roll }), presence: 1 }, DLIB_CHIP);
      return (Math.atan2(c, a) * 180) / Math.PI;
    };
    expect(Math.abs(angle(0))).toBeLessThan(0.05); // dlib's mean shape leans by that much
    expect(angle(30) - angle(0)).toBeCloseTo(30, 3);
  });

  it("refuses landmarks in one point", () => {
    const points = new Float32Array(468 * 3);
    expect(() => chipMap({ points, presence: 1 }, DLIB_CHIP)).toThrow(RangeError);
  });
});
