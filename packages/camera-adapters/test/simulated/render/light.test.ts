import fc from "fast-check";
import { expect, test } from "vitest";
import type { Light } from "../../../src/simulated/render/scene.js";
import type { Material } from "../../../src/simulated/render/surface.js";
import { matte, painted, plain, sheet } from "./shapes.js";
import { at, draw, pixel } from "./stage.js";

/** The middle of a wall half a metre away that is turned by `yaw`. */
function lit(lights: readonly Light[], material: Partial<Material> = {}, yaw = 0) {
  const placement = at(500, 0, 0, yaw);
  return pixel(
    draw([{ mesh: sheet(200, 200), material: matte(material), placement }], { lights }),
    80,
    60,
  );
}

const ahead: Light = { kind: "directional", colour: [1, 0.5, 0.25], towards: [0, 0, 1] };

test("a matte surface scatters the cosine of the light, and no more than it gets", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -80, max: 80, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (yaw, diffuse) => {
        const [red, green, blue] = lit([ahead], { diffuse }, yaw);
        const expected = diffuse * Math.cos((yaw * Math.PI) / 180);
        expect(red).toBeCloseTo(expected, 4);
        expect(green).toBeCloseTo(expected / 2, 4);
        expect(blue).toBeCloseTo(expected / 4, 4);
      },
    ),
    { numRuns: 40 },
  );
});

test("light from behind adds nothing; a back that is seen is lit as a front", () => {
  const behind: Light = { ...ahead, towards: [0, 0, -1] };
  expect(lit([behind])).toEqual([0, 0, 0]);
  expect(lit([ahead], { twoSided: true }, 180)[0]).toBeCloseTo(1, 4);
});

test("a lamp falls with the square of its distance and gives its colour at the reference", () => {
  const lamp = (z: number): Light => ({
    kind: "point",
    colour: [1, 1, 1],
    at: [0, 0, 500 - z],
    referenceMm: 250,
  });
  // the pixel's middle is half a pixel off the axis
  expect(lit([lamp(250)])[0]).toBeCloseTo(1, 3);
  expect(lit([lamp(500)])[0]).toBeCloseTo(0.25, 3);
  expect(lit([lamp(-100)])[0]).toBe(0);
});

test("lights add up, and what shines by itself needs none", () => {
  const ambient: Light = { kind: "ambient", colour: [0.1, 0.2, 0.3] };
  expect(lit([ambient, ambient])[2]).toBeCloseTo(0.6, 5);
  expect(lit([ambient, ahead])[0]).toBeCloseTo(1.1, 4);
  expect(lit([], { emission: 0.8, texture: plain(255, 0, 0) })).toEqual([
    expect.closeTo(0.8, 5),
    0,
    0,
  ]);
});

test("a highlight stands where the light is mirrored, and is smaller on gloss", () => {
  const shine = (yaw: number, shininess: number): number =>
    lit([ahead], { diffuse: 0, specular: 1, shininess }, yaw)[0];
  expect(shine(0, 200)).toBeCloseTo(1, 2);
  expect(shine(10, 200)).toBeLessThan(shine(10, 8));
  // Blinn and Phong's power, to a few percent
  expect(shine(20, 8)).toBeCloseTo(Math.cos((20 * Math.PI) / 180) ** 8, 1);
});

test("skin reddens where light grazes it, and a sphere of it sends back as much as one of stone", () => {
  const white: Light = { kind: "directional", colour: [1, 1, 1], towards: [0, 0, 1] };
  const [red, , blue] = lit([white], { scatter: 1 }, 85);
  expect(red).toBeGreaterThan(1.5 * blue);
  const total = (scatter: number): number => {
    let sum = 0;
    // rings of a sphere, by the angle between its normal and the light
    for (let k = 0.5; k < 90; k++) {
      const angle = 2 * k;
      const flipped = angle > 90;
      const light: Light = { ...white, towards: [0, 0, flipped ? -1 : 1] };
      const yaw = flipped ? 180 - angle : angle;
      const scattered = lit([light], { scatter }, yaw)[0];
      sum += scattered * Math.sin((angle * Math.PI) / 180);
    }
    return sum;
  };
  expect(total(1) / total(0)).toBeCloseTo(1, 1);
});

test("normals are smooth between vertices", () => {
  const mesh = sheet(300, 300);
  mesh.normals.set([-Math.SQRT1_2, 0, -Math.SQRT1_2], 0);
  mesh.normals.set([-Math.SQRT1_2, 0, -Math.SQRT1_2], 6);
  mesh.normals.set([Math.SQRT1_2, 0, -Math.SQRT1_2], 3);
  mesh.normals.set([Math.SQRT1_2, 0, -Math.SQRT1_2], 9);
  const material = matte({ texture: painted(2, 2, () => [255, 255, 255, 255]) });
  const raster = draw([{ mesh, material, placement: at(500) }], { lights: [ahead] });
  expect(pixel(raster, 80, 60)[0]).toBeCloseTo(1, 2);
  expect(pixel(raster, 45, 60)[0]).toBeLessThan(0.85);
});
