import type { Moment } from "./motion.js";
import type { NoiseTable } from "./noise.js";
import type { RgbPicture } from "./rgb-picture.js";
import type { Scene } from "./scene.js";

/** One frame to be drawn. */
export interface Shot {
  /** What is seen. */
  readonly scene: Scene;
  /** Which of the scene's pictures: how well it is in focus. */
  readonly picture: RgbPicture;
  /** Where it stands and how it is lit. */
  readonly moment: Moment;
  /** Of the sensor. */
  readonly noise: NoiseTable;
  /** Answers numbers in [0, 1): where in the noise each row starts. */
  readonly uniform: () => number;
}

/**
 * Draws one frame: bilinear sampling through a similarity, then light, then noise. The inner loop
 * allocates nothing. Where the picture ends, its edge is repeated.
 * @param out - shape `[height, width, 3]`; clamps and rounds what is written
 */
export function render(shot: Shot, out: Uint8ClampedArray, width: number, height: number): void {
  const { scene, picture, moment, uniform } = shot;
  const { data, width: w, height: h } = picture;
  const { levels } = shot.noise;
  const mask = levels.length - 1;
  const light = lightTable(moment);
  const step = scene.pixelsPerFramePixel / moment.scale;
  const cos = Math.cos(moment.roll) * step;
  const sin = Math.sin(moment.roll) * step;
  const maxX = w - 1.001; // so that the pixel to the right always exists
  const maxY = h - 1.001;
  const row = w * 3;
  const dx = 0.5 - width / 2 - moment.x;
  let to = 0;
  for (let y = 0; y < height; y++) {
    const dy = y + 0.5 - height / 2 - moment.y;
    // the inverse rotation: from the frame back to the picture; pixel centres lie at + 0.5
    let x0 = scene.faceX + cos * dx + sin * dy - 0.5;
    let y0 = scene.faceY - sin * dx + cos * dy - 0.5;
    let grain = (uniform() * levels.length) | 0;
    for (let x = 0; x < width; x++, x0 += cos, y0 -= sin) {
      const px = x0 < 0 ? 0 : Math.min(x0, maxX);
      const py = y0 < 0 ? 0 : Math.min(y0, maxY);
      const ix = px | 0;
      const iy = py | 0;
      const fx = px - ix;
      const fy = py - iy;
      const w11 = fx * fy;
      const w10 = fx - w11;
      const w01 = fy - w11;
      const w00 = 1 - fx - w01;
      let from = iy * row + ix * 3;
      for (let end = to + 3; to < end; to++, from++, grain++) {
        const value =
          w00 * (data[from] as number) +
          w10 * (data[from + 3] as number) +
          w01 * (data[from + row] as number) +
          w11 * (data[from + row + 3] as number);
        out[to] = (light[(value + 0.5) | 0] as number) + (levels[grain & mask] as number);
      }
    }
  }
}

/** Level to level: `gain * v ** gamma` with v in 0..1. */
function lightTable({ gain, gamma }: Moment): Float32Array {
  const table = new Float32Array(256);
  for (let i = 0; i < 256; i++) table[i] = 255 * gain * (i / 255) ** gamma;
  return table;
}
