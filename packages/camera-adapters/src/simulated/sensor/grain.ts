import { seededUniform } from "@sourire/core";

/** Numbers in a table; a power of two. */
const SIZE = 1 << 17;
/** Side of a patch. */
const SIDE = 256;

/** Near-normal numbers of variance 1, read from another place in every row. Their count is a power of two. */
export function createGrain(seed: number): Float32Array {
  return normal(seed, SIZE);
}

/** A square of near-normal numbers of variance 1 in which neighbours are alike. */
export interface Patch {
  /** Pixels; a power of two. */
  readonly side: number;
  /** Shape `[side, side]`; its edges fit to each other. */
  readonly data: Float32Array;
}

/** The mean of 3 x 3 numbers at every place: how far a depth camera's matching window reaches. */
export function createPatch(seed: number): Patch {
  const white = normal(seed, SIDE * SIDE);
  const data = new Float32Array(SIDE * SIDE);
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      let sum = 0;
      for (let dy = 0; dy < 3; dy++) {
        const row = ((y + dy) % SIDE) * SIDE;
        for (let dx = 0; dx < 3; dx++) sum += white[row + ((x + dx) % SIDE)] as number;
      }
      data[y * SIDE + x] = sum / 3;
    }
  }
  return { side: SIDE, data };
}

/** The sum of four uniform numbers has variance 4 / 12. */
function normal(seed: number, length: number): Float32Array {
  const uniform = seededUniform(seed);
  return Float32Array.from(
    { length },
    () => Math.sqrt(3) * (uniform() + uniform() + uniform() + uniform() - 2),
  );
}
