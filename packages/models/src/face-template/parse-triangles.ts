import { LANDMARK_COUNT, SourireError } from "@sourire/core";
import type { Triangle } from "./triangles.js";

/** How the list begins in the source file, and all that may follow up to its end. */
const LIST = /export const TRI468: number\[\] = \[([\d,\s]+)\]/;

/**
 * Finds the list of triangles in a source file of Human. Its content is pinned, so that nothing but this one list
 * is ever read; it is data there, too.
 * @throws {SourireError} `MODEL_CONVERSION_UNSUPPORTED`
 */
export function parseTriangles(source: Uint8Array): readonly Triangle[] {
  const numbers = LIST.exec(new TextDecoder().decode(source))?.[1]?.match(/\d+/g)?.map(Number);
  if (!numbers || numbers.length % 3 !== 0 || numbers.some((point) => point >= LANDMARK_COUNT)) {
    throw new SourireError("MODEL_CONVERSION_UNSUPPORTED", "no list of triangles");
  }
  const triangles: Triangle[] = [];
  for (let i = 0; i < numbers.length; i += 3) {
    triangles.push(numbers.slice(i, i + 3) as unknown as Triangle);
  }
  return triangles;
}
