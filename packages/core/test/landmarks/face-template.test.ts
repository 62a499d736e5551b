import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { FACE_REGIONS } from "../../src/landmarks/face-regions.data.js";
import { type FaceTemplate, parseFaceTemplate } from "../../src/landmarks/face-template.js";
import { LANDMARK_COUNT } from "../../src/landmarks/landmark-model.js";
import { measureFace } from "../../src/landmarks/measures.js";
import { openStarter } from "../pipeline/photographs.js";

interface TemplateJson {
  schema: number;
  points: number[];
  triangles: number[];
  mirror: number[];
}

let template: FaceTemplate;
beforeAll(async () => {
  const { pack, runtime } = await openStarter();
  await runtime[Symbol.asyncDispose]();
  template = await pack.faceTemplate();
});

/** The template of the starter pack as JSON, to be broken. */
const json = (): TemplateJson => ({
  schema: 1,
  // float32 to the hundredths that the file holds
  points: [...template.points].map((value) => Number(value.toFixed(2))),
  triangles: [...template.triangles],
  mirror: [...template.mirror],
});
const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const broken = (change: (value: TemplateJson) => unknown): Uint8Array => {
  const value = json();
  return bytes(change(value) ?? value);
};
const at = (index: number, axis: number): number => template.points[3 * index + axis] as number;

describe("the face template of the starter pack", () => {
  it("is read as it was written", () => {
    expect(parseFaceTemplate(bytes(json()))).toEqual(template);
  });

  it("looks straight ahead by the measures that frames go through", () => {
    const { yaw, pitch, roll, interEyeDistance, rightEye } = measureFace({
      points: template.points,
      presence: 1,
    });
    for (const angle of [yaw, pitch, roll]) expect(Math.abs(angle)).toBeLessThan(0.01);
    expect(interEyeDistance).toBeCloseTo(63, 1);
    expect(rightEye.x).toBeCloseTo(-31.5, 1);
    expect(rightEye.y).toBeCloseTo(0, 2);
  });

  it("is a face at rest: the nose ahead of all, the lips apart by a line, the eyes open", () => {
    const { noseTip, outline, lipsInner } = FACE_REGIONS;
    for (let i = 0; i < LANDMARK_COUNT; i++) {
      expect(at(i, 2)).toBeGreaterThanOrEqual(at(noseTip, 2) - 0.5);
    }
    for (const i of outline) expect(at(i, 2)).toBeGreaterThan(at(noseTip, 2) + 20);
    const gaps = [13, 82, 81, 80].map((upper, i) => {
      const lower = [14, 87, 178, 88][i] as number;
      return at(lower, 1) - at(upper, 1);
    });
    for (const gap of gaps) expect(gap).toBeGreaterThan(0.3);
    for (const gap of gaps) expect(gap).toBeLessThan(3);
    expect(Math.max(...lipsInner.map((i) => at(i, 1)))).toBeLessThan(at(17, 1));
    for (const [upper, lower] of [
      [159, 145],
      [386, 374],
    ] as const) {
      expect(at(lower, 1) - at(upper, 1)).toBeGreaterThan(6);
    }
  });

  it("has no sliver, and no triangle that faces into the head but where the lips roll in", () => {
    const { lipsInner, lipsOuter } = FACE_REGIONS;
    const mouth = { top: at(0, 1), bottom: at(17, 1), side: Math.abs(at(61, 0)) + 3 };
    const { triangles } = template;
    let inward = 0;
    for (let t = 0; t < triangles.length; t += 3) {
      const [a, b, c] = [0, 1, 2].map((k) => vector(triangles[t + k] as number));
      const normal = cross(minus(b as Vector, a as Vector), minus(c as Vector, a as Vector));
      expect(Math.hypot(...normal) / 2).toBeGreaterThan(0.5); // mm2
      // from the middle of the head
      const out = minus(a as Vector, [0, 20, 70]);
      if (dot(normal, out) > 0) continue;
      inward++;
      const [x, y] = a as Vector;
      expect(y).toBeGreaterThan(mouth.top);
      expect(y).toBeLessThan(mouth.bottom);
      expect(Math.abs(x)).toBeLessThan(mouth.side);
    }
    expect(inward).toBeLessThan(10);
    expect(lipsInner).toHaveLength(lipsOuter.length);
  });

  it("has the same triangles on both sides", () => {
    const key = (corners: readonly number[]): string => {
      const first = corners.indexOf(Math.min(...corners));
      return [...corners.slice(first), ...corners.slice(0, first)].join();
    };
    const all: number[][] = [];
    for (let t = 0; t < template.triangles.length; t += 3) {
      all.push([...template.triangles.subarray(t, t + 3)]);
    }
    const keys = new Set(all.map(key));
    expect(keys.size).toBe(all.length);
    for (const [a = 0, b = 0, c = 0] of all) {
      const image = [a, c, b].map((corner) => template.mirror[corner] as number);
      expect(keys.has(key(image))).toBe(true);
    }
  });
});

describe("FACE_REGIONS", () => {
  it("has rings and lines along edges of the template, each point once", () => {
    const edges = new Set<string>();
    const { triangles } = template;
    for (let t = 0; t < triangles.length; t += 3) {
      for (let k = 0; k < 3; k++) {
        const [p, q] = [triangles[t + k] as number, triangles[t + ((k + 1) % 3)] as number];
        edges.add(`${p}-${q}`).add(`${q}-${p}`);
      }
    }
    const rings = ["outline", "rightLids", "leftLids", "lipsOuter", "lipsInner"] as const;
    for (const name of [...rings, "rightBrow", "leftBrow", "noseBase", "noseBridge"] as const) {
      const ring = FACE_REGIONS[name];
      expect(new Set(ring).size).toBe(ring.length);
      const open = name === "noseBridge" ? 1 : 0;
      for (const [i, p] of ring.slice(0, ring.length - open).entries()) {
        const q = ring[(i + 1) % ring.length];
        expect(edges.has(`${p}-${q}`), `${name}: ${p}-${q}`).toBe(true);
      }
    }
  });

  it.each([
    ["rightLids", "leftLids"],
    ["rightBrow", "leftBrow"],
    ["rightEyeCentre", "leftEyeCentre"],
  ] as const)("has in %s the mirror image of %s", (right, left) => {
    expect(FACE_REGIONS[right].map((point) => template.mirror[point])).toEqual(FACE_REGIONS[left]);
  });

  it("names points of the midline", () => {
    const { forehead, chin, noseTip, noseBridge } = FACE_REGIONS;
    for (const point of [forehead, chin, noseTip, ...noseBridge]) {
      expect(template.mirror[point]).toBe(point);
    }
    expect(Math.min(...Array.from({ length: LANDMARK_COUNT }, (_, i) => at(i, 1)))).toBe(
      at(forehead, 1),
    );
    expect(Math.max(...Array.from({ length: LANDMARK_COUNT }, (_, i) => at(i, 1)))).toBe(
      at(chin, 1),
    );
  });
});

describe("parseFaceTemplate", () => {
  it.each<[string, (value: TemplateJson) => unknown]>([
    ["another schema", (value) => ({ ...value, schema: 2 })],
    ["a member too many", (value) => ({ ...value, name: "x" })],
    ["a member too few", ({ mirror, ...value }) => value],
    ["a point too few", (value) => void value.points.splice(0, 3)],
    [
      "a coordinate that is no number",
      (value) => ({ ...value, points: value.points.fill(null as never, 0, 1) }),
    ],
    ["a corner that is no point", (value) => void value.triangles.splice(0, 1, 468)],
    ["a corner too many", (value) => void value.triangles.push(1)],
    ["a triangle twice", (value) => void value.triangles.push(...value.triangles.slice(0, 3))],
    ["a corner twice", (value) => void value.triangles.splice(0, 2, 1, 1)],
    ["an eye closed", (value) => void value.triangles.push(33, 7, 246)],
    [
      "triangles inside out",
      (value) =>
        void value.triangles.splice(
          0,
          2,
          value.triangles[1] as number,
          value.triangles[0] as number,
        ),
    ],
    [
      "millimetres that are inches",
      (value) => ({ ...value, points: value.points.map((v) => v / 25.4) }),
    ],
    [
      "a face upside down",
      (value) => ({ ...value, points: value.points.map((v, i) => (i % 3 === 1 ? -v : v)) }),
    ],
    [
      "a face that looks away",
      (value) => ({ ...value, points: value.points.map((v, i) => (i % 3 === 2 ? -v : v)) }),
    ],
    ["a face that looks down", (value) => ({ ...value, points: nodded(value.points) })],
    [
      "a face beside its place",
      (value) => ({ ...value, points: value.points.map((v, i) => (i % 3 === 1 ? v + 1 : v)) }),
    ],
    ["partners that are none", (value) => void value.mirror.splice(33, 1, 33)],
  ])("refuses %s", (_, change) => {
    expect(() => parseFaceTemplate(broken(change))).toThrow(
      expect.objectContaining({
        code: "MODEL_MANIFEST_INVALID",
        message: expect.stringContaining("no face template"),
      }),
    );
  });

  it("refuses what is no JSON", () => {
    expect(() => parseFaceTemplate(Uint8Array.of(0xff))).toThrow(/MODEL_MANIFEST_INVALID/);
  });

  it("refuses any surface with one triangle less, or one turned about", () => {
    const count = template.triangles.length / 3;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: count - 1 }), fc.boolean(), (t, remove) => {
        const value = json();
        const [a = 0, b = 0, c = 0] = value.triangles.slice(3 * t, 3 * t + 3);
        value.triangles.splice(3 * t, 3, ...(remove ? [] : [a, c, b]));
        expect(() => parseFaceTemplate(bytes(value))).toThrow(/MODEL_MANIFEST_INVALID/);
      }),
      { numRuns: 40 },
    );
  });

  it("refuses any point off the midline that moved without its partner", () => {
    const points = [...template.mirror.entries()].filter(([i, j]) => i !== j).map(([i]) => i);
    fc.assert(
      fc.property(
        fc.constantFrom(...points),
        fc.integer({ min: 0, max: 2 }),
        fc.double({ min: 0.01, max: 5, noNaN: true }),
        (point, axis, by) => {
          const value = json();
          value.points[3 * point + axis] = (value.points[3 * point + axis] as number) + by;
          expect(() => parseFaceTemplate(bytes(value))).toThrow(/MODEL_MANIFEST_INVALID/);
        },
      ),
      { numRuns: 40 },
    );
  });
});

type Vector = readonly [number, number, number];

function vector(index: number): Vector {
  return [at(index, 0), at(index, 1), at(index, 2)];
}

function minus(p: Vector, q: Vector): Vector {
  return [p[0] - q[0], p[1] - q[1], p[2] - q[2]];
}

function cross(p: Vector, q: Vector): Vector {
  return [p[1] * q[2] - p[2] * q[1], p[2] * q[0] - p[0] * q[2], p[0] * q[1] - p[1] * q[0]];
}

function dot(p: Vector, q: Vector): number {
  return p[0] * q[0] + p[1] * q[1] + p[2] * q[2];
}

/** Turned about the axis through the eyes by 5 degrees. */
function nodded(points: readonly number[]): number[] {
  const [c, s] = [Math.cos(0.087), Math.sin(0.087)];
  return points.map((value, i) => {
    const [y, z] = [points[i - (i % 3) + 1] as number, points[i - (i % 3) + 2] as number];
    if (i % 3 === 0) return value;
    return i % 3 === 1 ? c * y - s * z : s * y + c * z;
  });
}
