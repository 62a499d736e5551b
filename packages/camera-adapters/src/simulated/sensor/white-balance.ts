import { seededUniform } from "@sourire/core";

/** Seconds of the two slow waves along which a white balance wanders. */
const PERIODS_S = [7.1, 17.3] as const;

/**
 * Gains of red and blue against green at a time since the camera was opened.
 * @param drift - the farthest they go from 1
 */
export function createWhiteBalance(
  seed: number,
  drift: number,
): (atMs: number) => readonly [red: number, blue: number] {
  const uniform = seededUniform(seed ^ 0x7768);
  const phases = [uniform(), uniform(), uniform(), uniform()] as const;
  const wave = (seconds: number, first: number, second: number): number =>
    (Math.sin(2 * Math.PI * (seconds / PERIODS_S[0] + first)) +
      Math.sin(2 * Math.PI * (seconds / PERIODS_S[1] + second))) /
    2;
  return (atMs) => [
    1 + drift * wave(atMs / 1000, phases[0], phases[1]),
    1 + drift * wave(atMs / 1000, phases[2], phases[3]),
  ];
}
