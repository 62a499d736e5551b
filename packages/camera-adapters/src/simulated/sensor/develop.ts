import { CURVE_SCALE } from "./tone.js";

/** Deviation of the darkest pixels, linear. */
const READ_NOISE = 0.0007;
/** Variance for one unit of light: photons come one by one. */
const SHOT_NOISE = 0.0002;

/** One picture to be developed. */
export interface Negative {
  /** Light, `channels` numbers a pixel. */
  readonly light: Float32Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  /** Of each channel; three numbers. */
  readonly gains: readonly [number, number, number];
  /** Of the sensor, without the colours: it makes noise louder. */
  readonly gain: number;
  /** Light that the corners lose, a share. */
  readonly vignetting: number;
  /** Factor of the deviation. */
  readonly noise: number;
  /** Near-normal numbers; their count is a power of two. */
  readonly grain: Float32Array;
  /** Byte of each amount of light. */
  readonly curve: Uint8Array;
  /** Answers numbers in [0, 1): where in the grain each row starts. */
  readonly uniform: () => number;
}

/** Gain, the lens's dark corners, noise and the tone curve, in one pass that allocates nothing. */
export function develop(negative: Negative, out: Uint8Array): void {
  const { light, width, height, channels, gains, gain, vignetting, noise, grain, curve } = negative;
  const grains = grain.length - 1;
  const last = curve.length - 1;
  const read = (noise * READ_NOISE) ** 2;
  const shot = noise * noise * SHOT_NOISE * Math.max(1, gain);
  const [red, green, blue] = gains;
  const corner = vignetting / (width * width + height * height);
  let at = 0;
  for (let y = 0; y < height; y++) {
    const dy = 2 * y + 1 - height;
    const rowLight = 1 - corner * dy * dy;
    let seed = (negative.uniform() * grain.length) | 0;
    for (let x = 0; x < width; x++) {
      const dx = 2 * x + 1 - width;
      const bright = rowLight - corner * dx * dx;
      for (let channel = 0; channel < channels; channel++, at++, seed++) {
        const colour = channel === 0 ? red : channel === 1 ? green : blue;
        const exact = (light[at] as number) * colour * bright;
        const noisy = exact + Math.sqrt(read + shot * exact) * (grain[seed & grains] as number);
        const index = (noisy * CURVE_SCALE + 0.5) | 0;
        out[at] = curve[index < 0 ? 0 : Math.min(index, last)] as number;
      }
    }
  }
}
