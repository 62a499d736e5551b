import { seededUniform } from "@sourire/core";

const SIZE = 1 << 16;

/** Sensor noise, drawn once and read from a different place in every row. */
export interface NoiseTable {
  /** Levels of 0..255, both signs; its length is a power of two. */
  readonly levels: Int8Array;
}

/**
 * Near-normal noise: the sum of four uniform numbers.
 * @param deviation - standard deviation, levels of 0..255, 0..30
 */
export function createNoise(seed: number, deviation: number): NoiseTable {
  const uniform = seededUniform(seed);
  const levels = new Int8Array(SIZE);
  // the sum of four has variance 4 / 12
  const factor = deviation * Math.sqrt(3);
  for (let i = 0; i < SIZE; i++) {
    levels[i] = Math.round(factor * (uniform() + uniform() + uniform() + uniform() - 2));
  }
  return { levels };
}
