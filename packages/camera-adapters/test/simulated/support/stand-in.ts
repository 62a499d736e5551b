import { createHash } from "node:crypto";
import { type FaceTemplate, seededUniform } from "@sourire/core";
import { resolvePack } from "@sourire/models";
import { deformFace } from "../../../src/simulated/head/expression.js";
import { type Head, NEUTRAL } from "../../../src/simulated/head/head.js";
import { computeNormals } from "../../../src/simulated/head/normals.js";
import { eyeTriangles, mouthTriangles } from "../../../src/simulated/photo/openings.js";
import { placementOf } from "../../../src/simulated/render/placement.js";
import { createRasteriser } from "../../../src/simulated/render/rasterise.js";
import type { Body, Light, Raster } from "../../../src/simulated/render/scene.js";
import type { Material, Surface, Texture } from "../../../src/simulated/render/surface.js";
import { plainTexture } from "../../../src/simulated/shape/plain-texture.js";

/** The mean face of the starter pack, which the set-up builds. */
export async function starterTemplate(): Promise<FaceTemplate> {
  const found = await resolvePack("starter").catch((cause: unknown) => {
    throw new Error("no starter pack: run `npm run setup` before the tests", { cause });
  });
  return (await found.open()).faceTemplate();
}

/** SYNTHETIC: the mean face without a head, in one colour; quick to make and to draw. */
export function standInHead(
  template: FaceTemplate,
  colour: readonly [number, number, number] = [200, 150, 120],
): Head {
  const rest = template.points;
  const points = new Float32Array(rest.length);
  const triangles = Uint32Array.from([
    ...template.triangles,
    ...eyeTriangles(),
    ...mouthTriangles(),
  ]);
  const mesh = {
    positions: new Float32Array(rest.length),
    normals: new Float32Array(rest.length),
    uvs: new Float32Array((2 * rest.length) / 3).fill(0.5),
    triangles,
  };
  const surfaces: readonly Surface[] = [
    { mesh, material: { ...MATTER, texture: plainTexture(colour) } },
  ];
  return {
    id: "synthetic:stand-in",
    surfaces(expression) {
      deformFace(rest, expression, mesh.positions);
      computeNormals(mesh.positions, triangles, mesh.normals);
      return surfaces;
    },
    torso: [],
    landmarks: (expression) => deformFace(rest, expression, points),
    skull: { centre: [0, -14, 88], radii: [78, 106, 98] },
  };
}

const MATTER: Omit<Material, "texture"> = {
  diffuse: 1,
  specular: 0,
  shininess: 8,
  emission: 0,
  blended: false,
  twoSided: false,
  depth: "solid",
};

/** Somebody who stands still, with a face of that expression. */
export function standingActor(head: Head, distanceMm = 450, expression = NEUTRAL) {
  const placement = placementOf({ yaw: 0, pitch: 0, roll: 0, positionMm: [0, 0, distanceMm] });
  return { head, at: () => ({ expression, placement, torso: placement }) };
}

/** SYNTHETIC: a picture with detail everywhere. */
export function noisePicture(width: number, height: number, seed: number): Texture {
  const uniform = seededUniform(seed);
  const data = new Uint8Array(4 * width * height);
  for (let i = 0; i < data.length; i++) data[i] = i % 4 === 3 ? 255 : Math.floor(256 * uniform());
  return { width, height, data };
}

/** A small camera of the tests: 160 x 120. */
export const camera = {
  width: 160,
  height: 120,
  intrinsics: { fx: 140, fy: 140, cx: 80, cy: 60 },
} as const;

const LIGHTS: readonly Light[] = [{ kind: "ambient", colour: [1, 1, 1] }];

/** What a perfect small camera sees; nothing can be measured behind the bodies. */
export function seen(bodies: readonly Body[], lights = LIGHTS): Raster {
  const raster = createRasteriser({ ...camera, infrared: true }).draw({
    bodies,
    lights,
    background: plainTexture([0, 0, 0]),
    backgroundMm: 0,
  });
  return raster;
}

/** Points in space of every pixel that was measured, mm, shape `[n, 3]`. */
export function measured({
  width,
  depth,
  intrinsics,
}: Raster): readonly [number, number, number][] {
  const { fx, fy, cx, cy } = intrinsics;
  const points: [number, number, number][] = [];
  for (const [i, z] of depth.entries()) {
    if (z === 0) continue;
    const x = (((i % width) + 0.5 - cx) * z) / fx;
    points.push([x, ((Math.floor(i / width) + 0.5 - cy) * z) / fy, z]);
  }
  return points;
}

/** Largest distance from the plane z = a + b x + c y that fits best, mm along z. */
export function planeResidual(points: readonly [number, number, number][]): number {
  const n = points.length;
  const mean = [0, 1, 2].map((k) => points.reduce((s, p) => s + (p[k] as number), 0) / n) as [
    number,
    number,
    number,
  ];
  let [xx, xy, yy, xz, yz] = [0, 0, 0, 0, 0];
  for (const [px, py, pz] of points) {
    const [x, y, z] = [px - mean[0], py - mean[1], pz - mean[2]];
    xx += x * x;
    xy += x * y;
    yy += y * y;
    xz += x * z;
    yz += y * z;
  }
  const det = xx * yy - xy * xy;
  const [b, c] = [(xz * yy - yz * xy) / det, (yz * xx - xz * xy) / det];
  return Math.max(
    ...points.map(([x, y, z]) => Math.abs(z - mean[2] - b * (x - mean[0]) - c * (y - mean[1]))),
  );
}

/** Names the content of an array: quicker to compare, and to read, than a million numbers. */
export function digest(values: Float32Array | Uint8Array): string {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return createHash("sha256").update(bytes).digest("hex");
}
