/** A smooth movement around 0, -1..1. */
export type Wave = (seconds: number) => number;

/** Hz: a person who stands still sways slowly, mostly below half a hertz. */
export const SWAY_HZ: readonly [number, number] = [0.1, 0.5];

/** Two sines of random frequency and phase. */
export function createWave(
  uniform: () => number,
  [low, high]: readonly [low: number, high: number],
): Wave {
  const turn = 2 * Math.PI;
  const rate = (): number => turn * (low + (high - low) * uniform());
  const [slow, slowPhase, fast, fastPhase] = [rate(), turn * uniform(), rate(), turn * uniform()];
  return (seconds) =>
    0.6 * Math.sin(slow * seconds + slowPhase) + 0.4 * Math.sin(fast * seconds + fastPhase);
}
