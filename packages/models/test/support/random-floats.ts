import { seededUniform } from "@sourire/core";

/** Random numbers from -2 to 2. */
export function randomFloats(count: number, seed: number): Float32Array {
  const next = seededUniform(seed);
  return Float32Array.from({ length: count }, () => next() * 4 - 2);
}
