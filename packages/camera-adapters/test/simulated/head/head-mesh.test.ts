import type { FaceTemplate } from "@sourire/core";
import { beforeAll, describe, expect, it } from "vitest";
import { CAGE_COUNT, FIRST_RING_POINT } from "../../../src/simulated/head/cage.js";
import { deformFace } from "../../../src/simulated/head/expression.js";
import { MEAN_SHAPE, shapeFace } from "../../../src/simulated/head/face-shape.js";
import { NEUTRAL } from "../../../src/simulated/head/head.js";
import { formOf, headDistance } from "../../../src/simulated/head/head-form.js";
import { createHeadMesh, type HeadMesh } from "../../../src/simulated/head/head-mesh.js";
import { RING_SIZE, skullRings } from "../../../src/simulated/head/skull-rings.js";
import { textureLayout } from "../../../src/simulated/head/texture-layout.js";
import {
  added,
  distance,
  dot,
  norm,
  pointAt,
  type Vec,
} from "../../../src/simulated/head/vector.js";
import { starterTemplate } from "../support/stand-in.js";

const BUILD = { skullWidth: 0, skullHeight: 0, neck: 0 };

let template: FaceTemplate;
let rest: Float32Array;
let mesh: HeadMesh;

beforeAll(async () => {
  template = await starterTemplate();
  rest = shapeFace(template.points, MEAN_SHAPE, () => 0.5, 0);
  const rings = skullRings(rest, formOf(rest, BUILD));
  mesh = createHeadMesh(template.triangles, { rest, rings });
  mesh.shape(rest);
});

/** Loops of edges that belong to one triangle only, by their number of edges, in order. */
function openLoops(triangles: Uint32Array): number[] {
  const single = new Map<string, readonly [number, number]>();
  for (let i = 0; i < triangles.length; i += 3) {
    for (let k = 0; k < 3; k++) {
      const a = triangles[i + k] as number;
      const b = triangles[i + ((k + 1) % 3)] as number;
      const back = `${b} ${a}`;
      if (single.has(back)) single.delete(back);
      else single.set(`${a} ${b}`, [a, b]);
    }
  }
  const next = new Map([...single.values()]);
  const sizes: number[] = [];
  while (next.size > 0) {
    const [start] = next.keys();
    let size = 0;
    for (let at = start; at !== undefined && next.has(at); size++) {
      const to = next.get(at);
      next.delete(at);
      at = to;
    }
    sizes.push(size);
  }
  return sizes.sort((a, b) => a - b);
}

describe("createHeadMesh", () => {
  it("is one closed skin but for the eyes, the mouth and the end of the neck", () => {
    // each coarse edge became two; edges run in opposite directions in both triangles: all look outwards alike
    expect(openLoops(mesh.triangles)).toEqual([32, 32, 40, 2 * RING_SIZE]);
  });

  it("passes through the points of the face", () => {
    const off = Array.from({ length: 468 }, (_, i) =>
      distance(pointAt(mesh.positions, i), pointAt(rest, i)),
    );
    expect(off.reduce((sum, d) => sum + d, 0) / 468).toBeLessThan(0.15);
    // beside the corners of the eyes the balls push it forward
    expect(Math.max(...off)).toBeLessThan(2);
  });

  it("has unit normals that point out of the head", () => {
    const lengths = Array.from({ length: mesh.count }, (_, i) => norm(pointAt(mesh.normals, i)));
    expect(Math.min(...lengths)).toBeCloseTo(1, 4);
    expect(Math.max(...lengths)).toBeCloseTo(1, 4);
    // where the head is made of round forms, one step along the normal leads away from them
    const form = formOf(rest, BUILD);
    for (let i = FIRST_RING_POINT + 4 * RING_SIZE; i < CAGE_COUNT - RING_SIZE; i++) {
      const at = pointAt(mesh.positions, i);
      const outside = headDistance(form, added(at, pointAt(mesh.normals, i), 2));
      expect(outside).toBeGreaterThan(headDistance(form, at));
    }
  });

  it("goes on behind the face without a step", () => {
    for (let k = 0; k < RING_SIZE; k++) {
      const here = FIRST_RING_POINT + k;
      const next = FIRST_RING_POINT + ((k + 1) % RING_SIZE);
      const turn = dot(pointAt(mesh.normals, here), pointAt(mesh.normals, next));
      expect(turn).toBeGreaterThan(0.5);
    }
  });

  it("keeps skull and neck in their places when the face moves", () => {
    const before = Float32Array.from(mesh.positions);
    mesh.shape(deformFace(rest, { ...NEUTRAL, smile: 1, mouthOpen: 1, blinkLeft: 1 }));
    for (let i = FIRST_RING_POINT + 6 * RING_SIZE; i < CAGE_COUNT; i++) {
      expect(distance(pointAt(mesh.positions, i), pointAt(before, i))).toBeLessThan(0.3);
    }
    expect(Array.from(mesh.positions).every(Number.isFinite)).toBe(true);
    mesh.shape(rest);
    expect(mesh.positions).toEqual(before);
  });
});

describe("textureLayout", () => {
  it("unrolls the whole head without overlaps", () => {
    const uvs = mesh.refine(textureLayout(rest), 2);
    expect(Math.min(...uvs)).toBeGreaterThan(0);
    expect(Math.max(...uvs)).toBeLessThan(1);
    let turned = 0;
    for (let i = 0; i < mesh.triangles.length; i += 3) {
      const [a, b, c] = [0, 1, 2].map((k): Vec => {
        const at = 2 * (mesh.triangles[i + k] as number);
        return [uvs[at] as number, uvs[at + 1] as number, 0];
      }) as [Vec, Vec, Vec];
      const area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
      if (area > 0) turned++;
    }
    // under the tip of the nose and behind the lips a few lie on others
    expect(turned / (mesh.triangles.length / 3)).toBeLessThan(0.03);
  });
});

describe("headDistance", () => {
  it("tells inside from outside", () => {
    const form = formOf(rest, BUILD);
    expect(headDistance(form, form.centre)).toBeLessThan(0);
    expect(headDistance(form, [0, 60, 60])).toBeLessThan(0);
    expect(headDistance(form, [0, 170, 96])).toBeLessThan(0);
    expect(headDistance(form, [140, 0, 80])).toBeGreaterThan(0);
    expect(headDistance(form, [0, -180, 80])).toBeGreaterThan(0);
  });
});
