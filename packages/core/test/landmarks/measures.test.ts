import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { measureFace } from "../../src/landmarks/measures.js";
import { syntheticMesh } from "./synthetic-mesh.js";

const measure = (points: Float32Array) => measureFace({ points, presence: 1 });

describe("measureFace", () => {
  it("reads pose back from a rigid turn in all three angles at once", () => {
    const angle = fc.double({ min: -45, max: 45, noNaN: true });
    fc.assert(
      fc.property(angle, angle, angle, (yaw, pitch, roll) => {
        const found = measure(syntheticMesh({ yaw, pitch, roll }));
        expect(found.yaw).toBeCloseTo(yaw, 2);
        expect(found.pitch).toBeCloseTo(pitch, 2);
        expect(found.roll).toBeCloseTo(roll, 2);
      }),
    );
  });

  it("has the signs that it states", () => {
    const nose = (points: Float32Array) => [points[3], points[4]] as [number, number];
    const [x0, y0] = nose(syntheticMesh());
    // to the own left: the nose goes to the right of the picture
    expect(nose(syntheticMesh({ yaw: 20 }))[0]).toBeGreaterThan(x0 + 5);
    // up: the nose, which stands out, rises
    expect(nose(syntheticMesh({ pitch: 20 }))[1]).toBeLessThan(y0 - 5);
    // to the left shoulder: the left eye, right in the picture, sinks
    const leaning = measure(syntheticMesh({ roll: 20 }));
    expect(leaning.leftEye.y).toBeGreaterThan(leaning.rightEye.y + 5);
  });

  it("reads distances and the box in pixels of the picture", () => {
    const found = measure(syntheticMesh({ span: 80, x: 300, y: 100 }));
    expect(found.outerEyeDistance).toBeCloseTo(80, 4);
    expect(found.interEyeDistance).toBeCloseTo(56, 4);
    expect(found.rightEye.x).toBeCloseTo(272, 4);
    expect(found.leftEye.y).toBeCloseTo(100, 4);
    expect(found.box.x).toBeCloseTo(236, 4);
    expect(found.box.width).toBeCloseTo(128, 4);
    expect(found.box.y).toBeCloseTo(36, 4);
    expect(found.box.height).toBeCloseTo(160, 4);
  });

  it("refuses a mesh of another shape", () => {
    expect(() => measure(new Float32Array(478 * 3))).toThrow(RangeError);
  });
});
