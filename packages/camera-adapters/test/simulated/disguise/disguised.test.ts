import { beforeAll, describe, expect, it } from "vitest";
import type { Disguise } from "../../../src/simulated/disguise/disguise.js";
import { disguised } from "../../../src/simulated/disguise/disguised.js";
import { type Head, NEUTRAL } from "../../../src/simulated/head/head.js";
import { placementOf } from "../../../src/simulated/render/placement.js";
import type { Surface } from "../../../src/simulated/render/surface.js";
import { gridMesh } from "../../../src/simulated/shape/grid-mesh.js";
import { plainTexture } from "../../../src/simulated/shape/plain-texture.js";
import { camera, digest, seen, standInHead, starterTemplate } from "../support/stand-in.js";

let template: Awaited<ReturnType<typeof starterTemplate>>;
beforeAll(async () => {
  template = await starterTemplate();
});

const ALL: readonly Disguise[] = [
  { kind: "glasses" },
  { kind: "sunglasses", shape: "round" },
  { kind: "cap" },
  { kind: "wig", style: "long" },
  { kind: "beard" },
  { kind: "make-up" },
  { kind: "make-up", style: "dazzle" },
];
const placement = placementOf({ yaw: 0, pitch: 0, roll: 0, positionMm: [0, 0, 400] });
const shot = (head: Head, expression = NEUTRAL) =>
  seen([{ surfaces: head.surfaces(expression), placement }]);
/** Pixel that sees a point of the head. */
const pixelOf = ([x = 0, y = 0, z = 0]: ArrayLike<number> & Iterable<number>) =>
  Math.floor(60 + (140 * y) / (400 + z)) * camera.width + Math.floor(80 + (140 * x) / (400 + z));
const point = (head: Head, landmark: number, expression = NEUTRAL) =>
  head.landmarks(expression).slice(3 * landmark, 3 * landmark + 3);
const own = (head: Head, base: Head): readonly Surface[] => {
  const under = new Set(base.surfaces(NEUTRAL).map(({ mesh }) => mesh.positions));
  return head.surfaces(NEUTRAL).filter(({ mesh }) => !under.has(mesh.positions));
};

describe("disguised", () => {
  it.each(ALL)(
    "$kind adds something, stays the same for the same seed, and says so",
    (disguise) => {
      const base = standInHead(template);
      const plain = digest(shot(base).light);
      const make = () => disguised(standInHead(template), disguise, { seed: 3 });
      const worn = make();
      expect(worn.id).toBe(`synthetic:stand-in+${disguise.kind}`);
      expect(digest(shot(worn).light)).not.toBe(plain);
      expect(digest(shot(worn).light)).toBe(digest(shot(make()).light));
      expect([...worn.landmarks(NEUTRAL)]).toEqual([...base.landmarks(NEUTRAL)]);
    },
  );

  it.each(ALL)("$kind gives the renderer whole meshes with unit normals", (disguise) => {
    const base = standInHead(template);
    for (const { mesh } of disguised(base, disguise).surfaces({ ...NEUTRAL, smile: 1 })) {
      const count = mesh.positions.length / 3;
      expect(mesh.uvs.length).toBe(2 * count);
      expect(mesh.positions.every(Number.isFinite)).toBe(true);
      expect(Math.max(...mesh.triangles.slice(0, 3000))).toBeLessThan(count);
      for (let i = 0; i < Math.min(count, 500); i++) {
        expect(Math.hypot(...mesh.normals.subarray(3 * i, 3 * i + 3))).toBeCloseTo(1, 2);
      }
    }
  });

  it("keeps paint on the skin: lips that smile stay painted, a closed lid is painted too", () => {
    const head = disguised(standInHead(template), { kind: "make-up" });
    const isRed = (landmark: number, expression = NEUTRAL): boolean => {
      const { light } = shot(head, expression);
      const at = 3 * pixelOf(point(head, landmark, expression));
      return (light[at] ?? 0) > 3 * (light[at + 1] ?? 0);
    };
    expect(isRed(17)).toBe(false); // below the lower lip, on its edge
    for (const expression of [NEUTRAL, { ...NEUTRAL, smile: 1 }, { ...NEUTRAL, mouthOpen: 0.6 }]) {
      expect(isRed(85, expression)).toBe(true);
    }
  });

  it("lets a beard follow the jaw", () => {
    const base = standInHead(template);
    const head = disguised(base, { kind: "beard" });
    const chins = (expression = NEUTRAL): number[] => {
      const shells = own(head, base);
      head.surfaces(expression);
      return shells.map(({ mesh }) => mesh.positions[3 * 152 + 1] ?? 0);
    };
    const rest = chins();
    const open = chins({ ...NEUTRAL, mouthOpen: 1 });
    expect(rest.length).toBeGreaterThan(4);
    for (const [i, y] of open.entries()) expect(y - (rest[i] ?? 0)).toBeGreaterThan(8);
  });

  it("leaves the lips of a bearded face free", () => {
    const head = disguised(standInHead(template), { kind: "beard" });
    const { light } = shot(head);
    const bright = (landmark: number) => light[3 * pixelOf(point(head, landmark))] ?? 0;
    expect(bright(85)).toBeGreaterThan(0.3);
    expect(bright(200)).toBeLessThan(0.12); // the chin
    expect(bright(50)).toBeGreaterThan(0.3); // the cheek
  });

  it("holds glasses still in a blink and a smile, before the eyes, as holes in depth", () => {
    const base = standInHead(template);
    const head = disguised(base, { kind: "glasses" });
    const before = own(head, base).map(({ mesh }) => digest(mesh.positions));
    head.surfaces({ ...NEUTRAL, smile: 1, blinkLeft: 1 });
    expect(own(head, base).map(({ mesh }) => digest(mesh.positions))).toEqual(before);
    const { depth } = shot(head);
    for (const eye of [159, 386]) expect(depth[pixelOf(point(head, eye))]).toBe(0);
    expect(depth[pixelOf(point(head, 1))]).toBeGreaterThan(300);
    expect(depth[pixelOf(point(head, 50))]).toBeGreaterThan(300);
  });

  it("keeps every part of the frame out of the face", () => {
    const base = standInHead(template);
    const head = disguised(base, { kind: "glasses" });
    const [frame] = own(head, base);
    const face = base.landmarks(NEUTRAL);
    const positions = frame?.mesh.positions ?? new Float32Array();
    for (let i = 0; i < positions.length; i += 3) {
      const [x = 0, y = 0, z = 0] = positions.subarray(i, i + 3);
      if (Math.abs(x) > 45 || Math.abs(x) < 14) continue; // the temples, and the bridge, which rests on the nose
      for (let p = 0; p < face.length; p += 3) {
        const near = Math.hypot(x - (face[p] ?? 0), y - (face[p + 1] ?? 0)) < 3;
        if (near) expect(z).toBeLessThan((face[p + 2] ?? 0) + 0.5);
      }
    }
  });

  it("makes sunglasses dark where glasses are clear", () => {
    const eye = (disguise: Disguise) => {
      const head = disguised(standInHead(template), disguise);
      return shot(head).light[3 * pixelOf(point(head, 145))] ?? 0;
    };
    expect(eye({ kind: "sunglasses" })).toBeLessThan(0.5 * eye({ kind: "glasses" }));
  });

  it("presses hair below a cap, and shades the forehead", () => {
    const bald = standInHead(template);
    const hair = gridMesh(20, 20, (u, v) => [300 * (u - 0.5), -200 + 140 * v, 90]);
    const material = {
      ...(bald.surfaces(NEUTRAL)[0]?.material as Surface["material"]),
      texture: plainTexture([0, 255, 0]),
      twoSided: true,
    };
    const head: Head = {
      ...bald,
      surfaces: (expression) => [...bald.surfaces(expression), { mesh: hair, material }],
    };
    const capped = disguised(head, { kind: "cap" });
    const { centre, radii } = head.skull;
    for (const { mesh } of capped.surfaces(NEUTRAL)) {
      if (mesh.positions.length !== hair.positions.length) continue;
      for (let i = 0; i < mesh.positions.length; i += 3) {
        const [x = 0, y = 0, z = 0] = mesh.positions.subarray(i, i + 3);
        if (y > -60) continue; // below the rim hair stays
        const reach = [x - centre[0], y - centre[1], z - centre[2]].map(
          (v, k) => v / ((radii[k] ?? 1) + 11),
        );
        expect(Math.hypot(...reach)).toBeLessThan(1);
      }
    }
    const brow = pixelOf(point(bald, 9));
    const plain = shot(standInHead(template)).light[3 * brow] ?? 0;
    expect(shot(capped).light[3 * brow] ?? 1).toBeLessThan(0.8 * plain);
  });

  it("hides own hair under a wig", () => {
    const bald = standInHead(template);
    const hair = gridMesh(10, 10, (u, v) => [200 * (u - 0.5), -140 + 100 * v, 90]);
    const material = {
      ...(bald.surfaces(NEUTRAL)[0]?.material as Surface["material"]),
      twoSided: true,
    };
    const head: Head = {
      ...bald,
      surfaces: (expression) => [...bald.surfaces(expression), { mesh: hair, material }],
    };
    const wigged = disguised(head, { kind: "wig" });
    const sizes = wigged.surfaces(NEUTRAL).map(({ mesh }) => mesh.positions.length);
    expect(sizes).not.toContain(hair.positions.length);
    expect(sizes).toHaveLength(4); // skin and three layers
  });

  it("takes several at a time", () => {
    const head = ALL.slice(1, 6).reduce((h, d) => disguised(h, d), standInHead(template));
    expect(head.id).toBe("synthetic:stand-in+sunglasses+cap+wig+beard+make-up");
    expect(shot(head, { ...NEUTRAL, smile: 1 }).light.every(Number.isFinite)).toBe(true);
  });

  it("refuses a beard of no length", () => {
    const grow = (lengthMm: number) => () =>
      disguised(standInHead(template), { kind: "beard", lengthMm });
    expect(grow(0)).toThrow(RangeError);
    expect(grow(41)).toThrow(RangeError);
    expect(grow(Number.NaN)).toThrow(RangeError);
  });
});
