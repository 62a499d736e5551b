import { seededUniform } from "@sourire/core";
import type { Shape } from "../../src/face-template/shape.js";
import type { Triangle } from "../../src/face-template/triangles.js";
import { openPackFolder, starterPackFolder } from "../../src/index.js";

/** The starter pack's own template in the terms of the derivation. */
export interface KnownTemplate {
  readonly points: Shape;
  readonly triangles: readonly Triangle[];
  readonly mirror: readonly number[];
}

/** Opens the starter pack's template. */
export async function knownTemplate(): Promise<KnownTemplate> {
  const template = await (await openPackFolder(starterPackFolder())).faceTemplate();
  const corners = [...template.triangles];
  return {
    points: Float64Array.from(template.points),
    mirror: [...template.mirror],
    triangles: corners.flatMap((a, i) =>
      i % 3 === 0 ? [[a, corners[i + 1] as number, corners[i + 2] as number] as const] : [],
    ),
  };
}

/** Moves a shape somewhere else: turned by up to about 20 degrees, scaled, shifted. */
export function moved(shape: Shape, seed: number): Shape {
  const next = seededUniform(seed);
  const uniform = (size: number): number => (2 * next() - 1) * size;
  const [yaw, pitch, roll] = [uniform(0.35), uniform(0.35), uniform(0.35)];
  const scale = 1 + next();
  const shift = [uniform(300), uniform(300), uniform(300)] as const;
  const result = new Float64Array(shape.length);
  for (let i = 0; i < shape.length; i += 3) {
    let [x, y, z] = [...shape.subarray(i, i + 3)] as [number, number, number];
    [x, z] = [Math.cos(yaw) * x - Math.sin(yaw) * z, Math.sin(yaw) * x + Math.cos(yaw) * z];
    [y, z] = [Math.cos(pitch) * y - Math.sin(pitch) * z, Math.sin(pitch) * y + Math.cos(pitch) * z];
    [x, y] = [Math.cos(roll) * x - Math.sin(roll) * y, Math.sin(roll) * x + Math.cos(roll) * y];
    result.set([scale * x + shift[0], scale * y + shift[1], scale * z + shift[2]], i);
  }
  return result;
}

/** Adds to every coordinate something of -size..size, evenly. */
export function shaken(shape: Shape, size: number, seed: number): Shape {
  const next = seededUniform(seed);
  return shape.map((value) => value + (2 * next() - 1) * size);
}

/** Opens and widens the mouth, and shuts the eyes: shares of a broad smile, of speech and of a blink. */
export function expressive(shape: Shape, smile: number, speech: number, blink: number): Shape {
  const result = Float64Array.from(shape);
  const add = (index: number, x: number, y: number): void => {
    result[3 * index] = (result[3 * index] as number) + x;
    result[3 * index + 1] = (result[3 * index + 1] as number) + y;
  };
  add(61, -8 * smile, -3 * smile);
  add(291, 8 * smile, -3 * smile);
  add(14, 0, 15 * speech);
  for (const upper of [159, 386]) add(upper, 0, 8 * blink);
  return result;
}
