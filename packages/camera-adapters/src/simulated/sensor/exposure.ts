/** What sets the gain of a sensor from what it sees. */
export interface Exposure {
  /**
   * The gain for a frame whose mean, before any gain, is `level`; later frames follow what came before.
   * @param atMs - never earlier than the frame before, else nothing changes
   */
  gainFor(level: number, atMs: number, locked: boolean): number;
}

/** How an exposure works. */
export interface ExposureRule {
  /** It follows what is seen. */
  readonly auto: boolean;
  /** Mean that it strives for, linear. */
  readonly target: number;
  /** Time constant, ms; 0: at once. */
  readonly lagMs: number;
  /** Of the start. */
  readonly gain: number;
  /** Lowest and highest gain. */
  readonly range: readonly [low: number, high: number];
}

export function createExposure(rule: ExposureRule): Exposure {
  const [low, high] = rule.range;
  let stops = Math.log2(rule.gain);
  let lastMs = 0;
  return {
    gainFor(level, atMs, locked) {
      const passedMs = Math.max(0, atMs - lastMs);
      lastMs = Math.max(lastMs, atMs);
      if (rule.auto && !locked) {
        const wanted = Math.log2(
          Math.min(high, Math.max(low, rule.target / Math.max(1e-6, level))),
        );
        const share = rule.lagMs > 0 ? 1 - Math.exp(-passedMs / rule.lagMs) : 1;
        stops += share * (wanted - stops);
      }
      return 2 ** stops;
    },
  };
}

/** Pixels apart, along both axes, that are looked at: enough for a mean. */
const STEP = 6;

/**
 * Mean over the picture, the middle counting most, as cameras meter.
 * @param channels - numbers of a pixel; the second of three (green) stands for all
 */
export function meter(data: Float32Array, width: number, height: number, channels: 1 | 3): number {
  const offset = channels === 3 ? 1 : 0;
  let sum = 0;
  let weights = 0;
  for (let y = STEP >> 1; y < height; y += STEP) {
    const dy = (2 * y) / height - 1;
    for (let x = STEP >> 1; x < width; x += STEP) {
      const dx = (2 * x) / width - 1;
      const weight = 1 / (1 + 4 * (dx * dx + dy * dy));
      // a lamp in the picture does not darken the rest for ever
      sum += weight * Math.min(2, data[channels * (y * width + x) + offset] as number);
      weights += weight;
    }
  }
  return weights > 0 ? sum / weights : 0;
}
