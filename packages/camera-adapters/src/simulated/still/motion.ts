import { seededUniform } from "@sourire/core";
import { createWave, SWAY_HZ } from "../wave.js";

/** How far a moving picture may go from its middle; each value in its own unit. */
export interface MotionRange {
  /** Sideways and up and down, as a share of the frame's height, 0..0.25. */
  readonly swayShare: number;
  /** Nearer and farther: the scale stays within 1 - share .. 1 + share, 0..0.5. */
  readonly scaleShare: number;
  /** Head tilted to either side in the plane of the picture, degrees, 0..45. */
  readonly rollDegrees: number;
  /** Brighter and darker: the gain stays within 1 - share .. 1 + share, 0..0.5. */
  readonly gainShare: number;
  /** Softer and harder: the gamma stays within 1 - share .. 1 + share, 0..0.5. */
  readonly gammaShare: number;
}

/** Where the picture stands and how it is lit at one moment. */
export interface Moment {
  /** Pixels of the frame to the right of the middle. */
  readonly x: number;
  /** Pixels of the frame below the middle. */
  readonly y: number;
  /** Against the middle size. */
  readonly scale: number;
  /** Clockwise in the frame, radians. */
  readonly roll: number;
  /** Factor on light. */
  readonly gain: number;
  /** Exponent on light (0..1). */
  readonly gamma: number;
}

/** Hz: daylight and automatic exposure drift slower than people. */
const LIGHT_HZ: readonly [number, number] = [0.02, 0.12];

/**
 * A smooth, repeatable motion: each value is the sum of two slow sines.
 * @param height - of the frame, pixels
 * @returns the moment at a time in seconds
 */
export function createMotion(
  seed: number,
  range: MotionRange,
  height: number,
): (seconds: number) => Moment {
  const uniform = seededUniform(seed);
  const x = createWave(uniform, SWAY_HZ);
  const y = createWave(uniform, SWAY_HZ);
  const scale = createWave(uniform, SWAY_HZ);
  const roll = createWave(uniform, SWAY_HZ);
  const gain = createWave(uniform, LIGHT_HZ);
  const gamma = createWave(uniform, LIGHT_HZ);
  return (seconds) => ({
    x: range.swayShare * height * x(seconds),
    y: range.swayShare * height * y(seconds),
    scale: 1 + range.scaleShare * scale(seconds),
    roll: ((range.rollDegrees * Math.PI) / 180) * roll(seconds),
    gain: 1 + range.gainShare * gain(seconds),
    gamma: 1 + range.gammaShare * gamma(seconds),
  });
}
