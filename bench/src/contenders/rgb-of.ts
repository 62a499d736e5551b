import type { Picture } from "./contender.js";

/**
 * Drops the alpha, as TensorFlow.js wants its pictures.
 * @param rgb - filled here: red, green, blue, a pixel after the other; length width x height x 3
 */
export function rgbOf<T extends Float32Array | Int32Array>({ rgba }: Picture, rgb: T): T {
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    rgb[to] = rgba[from] as number;
    rgb[to + 1] = rgba[from + 1] as number;
    rgb[to + 2] = rgba[from + 2] as number;
  }
  return rgb;
}
