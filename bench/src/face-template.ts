// Compares a pack's face template with MediaPipe's canonical face model, which is no part of this project.
//   SOURIRE_DATA=... npx tsx --tsconfig tsconfig.base.json bench/src/face-template.ts [--pack=NAME] [--json]
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { FACE_REGIONS, LANDMARK_COUNT } from "@sourire/core";
import { resolvePack } from "@sourire/models";
import { eyeDistance } from "../../packages/models/src/face-template/expression.js";
import { fitSimilarity } from "../../packages/models/src/face-template/fit-similarity.js";
import type { Shape } from "../../packages/models/src/face-template/shape.js";
import { dataFolder, option, report } from "./options.js";

/** Both are scaled to this distance between the eye centres, mm. */
const EYE_DISTANCE_MM = 63;

const { outline, rightLids, leftLids, rightBrow, leftBrow, lipsOuter, lipsInner } = FACE_REGIONS;
const REGIONS: Readonly<Record<string, readonly number[]>> = {
  "whole face": Array.from({ length: LANDMARK_COUNT }, (_, i) => i),
  outline,
  lids: [...rightLids, ...leftLids],
  brows: [...rightBrow, ...leftBrow],
  nose: [...new Set([...FACE_REGIONS.noseBridge, ...FACE_REGIONS.noseBase])],
  lips: [...lipsOuter, ...lipsInner],
};

const pack = await (await resolvePack(option("pack") ?? "starter")).open();
const template = Float64Array.from((await pack.faceTemplate()).points);
const reference = await readReference(join(dataFolder(), "mesh", "canonical_face_model.obj"));
const fitted = fitSimilarity(template, reference)(template);
const regions = Object.entries(REGIONS).map(([region, points]) => ({
  region,
  points: points.length,
  ...errorOf(points),
}));
report({ pack: pack.manifest.id, regions }, [
  `${pack.manifest.id} against the canonical face model, after a similarity over all ${LANDMARK_COUNT} points, ${EYE_DISTANCE_MM} mm between the eyes`,
  ...regions.map(
    ({ region, points, rmsMm, maxMm, at }) =>
      `${region.padEnd(12)} ${String(points).padStart(3)} points  RMS ${rmsMm.toFixed(1)} mm  at most ${maxMm.toFixed(1)} mm (point ${at})`,
  ),
]);

/** Root of the mean squared distance, and the largest. */
function errorOf(points: readonly number[]): { rmsMm: number; maxMm: number; at: number } {
  const errors = points.map((point) => {
    const [x, y, z] = [0, 1, 2].map(
      (k) => (fitted[3 * point + k] as number) - (reference[3 * point + k] as number),
    );
    return Math.hypot(x ?? 0, y ?? 0, z ?? 0);
  });
  const maxMm = Math.max(...errors);
  const rmsMm = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length);
  return { rmsMm, maxMm, at: points[errors.indexOf(maxMm)] as number };
}

/** The vertices of an OBJ file (y up, z towards the viewer) in the template's axes and scale. */
async function readReference(path: string): Promise<Shape> {
  const text = await readFile(path, "utf8");
  const vertices = text.split("\n").filter((line) => line.startsWith("v "));
  if (vertices.length !== LANDMARK_COUNT) throw new Error(`${path} has ${vertices.length} points`);
  const shape = Float64Array.from(
    vertices.flatMap((line) => {
      const [, x = 0, y = 0, z = 0] = line.split(/\s+/).map(Number);
      return [x, -y, -z];
    }),
  );
  const scale = EYE_DISTANCE_MM / eyeDistance(shape);
  return shape.map((value) => value * scale);
}
