/** Rounds of fitting, each without the cells that the last one found to differ. */
const ROUNDS = 3;
/** Levels of 0..255 beyond which a cell says more about what moved than about the light. */
const OUTLIER = 16;
/** A fit that fewer of the visible cells support explains nothing. */
const MIN_SUPPORT = 0.5;
/** Gains that the camera's exposure control makes between two detections. Beyond, look again. */
const MIN_GAIN = 0.5;
const MAX_GAIN = 2;
/** Variance of a scene below which its contrast says nothing about the gain, levels squared. */
const MIN_VARIANCE = 4;

/** Median of the absolute values of a normal distribution, in standard deviations. */
const MEDIAN_OF_NORMAL = 0.6745;
const BINS_A_LEVEL = 8;

/**
 * Takes the light out of a comparison: finds the one gain and offset that turn `before` into `now` over
 * most of the scene, as exposure control and a lamp that is switched on do, and answers what is left.
 *
 * @param before - luma of each cell, 0..255
 * @param now - as many
 * @param hidden - 1 where a cell is to be left out
 * @param residual - as many; overwritten with what changed in each cell, levels
 * @returns the standard deviation of the residuals, estimated so that what moved does not count (levels), or
 * `undefined` when no change of light explains most of the scene
 * @see Rousseeuw and Leroy, Robust Regression and Outlier Detection, 1987: trimmed least squares, MAD
 */
export function equalizeLight(
  before: Float32Array,
  now: Float32Array,
  hidden: Uint8Array,
  residual: Float32Array,
): number | undefined {
  let visible = 0;
  for (let i = 0; i < hidden.length; i++) visible += 1 - (hidden[i] as number);
  if (visible === 0) return 0;
  let cut = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const fit = fitLight(before, now, hidden, residual, cut);
    if (fit.count < MIN_SUPPORT * visible) return undefined;
    const { gain, offset } = fit;
    if (!(gain >= MIN_GAIN && gain <= MAX_GAIN)) return undefined;
    for (let i = 0; i < now.length; i++) {
      const expected = gain * (before[i] as number) + offset;
      residual[i] = (now[i] as number) - Math.min(255, Math.max(0, expected));
    }
    cut = OUTLIER;
  }
  return spread(residual, hidden, visible);
}

/** Least squares over the cells whose residual is below `cut`. */
function fitLight(
  before: Float32Array,
  now: Float32Array,
  hidden: Uint8Array,
  residual: Float32Array,
  cut: number,
): { readonly gain: number; readonly offset: number; readonly count: number } {
  let count = 0;
  let [x, y, xx, xy] = [0, 0, 0, 0];
  for (let i = 0; i < now.length; i++) {
    if (hidden[i] !== 0 || Math.abs(residual[i] as number) > cut) continue;
    const p = before[i] as number;
    const q = now[i] as number;
    count++;
    x += p;
    y += q;
    xx += p * p;
    xy += p * q;
  }
  if (count === 0) return { gain: 1, offset: 0, count };
  const variance = xx / count - (x / count) ** 2;
  const gain = variance < MIN_VARIANCE ? 1 : (xy / count - (x / count) * (y / count)) / variance;
  return { gain, offset: y / count - gain * (x / count), count };
}

/** Standard deviation from the median of absolute residuals, by counting. */
function spread(residual: Float32Array, hidden: Uint8Array, visible: number): number {
  const counts = new Uint16Array(OUTLIER * BINS_A_LEVEL);
  for (let i = 0; i < residual.length; i++) {
    if (hidden[i] !== 0) continue;
    const bin = Math.floor(Math.abs(residual[i] as number) * BINS_A_LEVEL);
    const last = Math.min(counts.length - 1, bin);
    counts[last] = (counts[last] as number) + 1;
  }
  let below = 0;
  let bin = 0;
  while (below < visible / 2 && bin < counts.length) below += counts[bin++] as number;
  return bin / BINS_A_LEVEL / MEDIAN_OF_NORMAL;
}
