import { seededUniform } from "@sourire/core";
import type { Picture } from "../contenders/contender.js";

/**
 * A picture as a sensor with noise would have it. Synthetic: every byte by itself, alpha is left alone.
 * @param deviation - standard deviation, levels of 255
 * @param seed - the same seed gives the same noise
 */
export function withNoise(
  { width, height, rgba }: Picture,
  deviation: number,
  seed: number,
): Picture {
  const uniform = seededUniform(seed);
  const noisy = new Uint8Array(rgba);
  // a sum of three uniform values is near enough to the bell; its variance is 3 / 12
  const scale = deviation * 2;
  for (let i = 0; i < noisy.length; i++) {
    if (i % 4 === 3) continue;
    const value = (rgba[i] as number) + scale * (uniform() + uniform() + uniform() - 1.5);
    noisy[i] = Math.min(255, Math.max(0, Math.round(value)));
  }
  return { width, height, rgba: noisy };
}
