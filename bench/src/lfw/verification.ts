import type { Genuine, Impostors } from "./comparisons.js";

/** Errors at a threshold. */
export interface ErrorRates {
  /** Asked for. */
  readonly fmr: number;
  /** The lowest similarity at which no more than `fmr` of the impostors match. */
  readonly threshold: number;
  /** Impostor comparisons at or above the threshold. */
  readonly falseMatches: number;
  /** Genuine comparisons below it; a face not found counts. */
  readonly falseNonMatches: number;
}

/** A protocol pair, scored. `undefined` where a face was not found. */
export interface ScoredPair {
  readonly similarity: number | undefined;
  readonly genuine: boolean;
}

/**
 * Accuracy of each fold at the threshold that is best on the other folds (view 2 of LFW). A pair with a face that was not
 * found is an error.
 */
export function foldAccuracies(folds: readonly (readonly ScoredPair[])[]): readonly number[] {
  return folds.map((fold, f) => {
    const others = folds.filter((_, i) => i !== f).flat();
    const threshold = bestThreshold(others);
    return accuracyAt(fold, threshold);
  });
}

function accuracyAt(pairs: readonly ScoredPair[], threshold: number): number {
  const right = pairs.filter(
    ({ similarity, genuine }) => similarity !== undefined && similarity >= threshold === genuine,
  );
  return right.length / pairs.length;
}

/**
 * One pass over the pairs from the most to the least similar. Many thresholds tie for the best; the
 * middle of them is taken, for the ends depend on a single pair.
 */
function bestThreshold(pairs: readonly ScoredPair[]): number {
  const scored = pairs.flatMap(({ similarity, genuine }) =>
    similarity === undefined ? [] : [{ similarity, genuine }],
  );
  scored.sort((p, q) => q.similarity - p.similarity);
  let gain = 0;
  let best = { gain: 0, highest: Number.POSITIVE_INFINITY, lowest: Number.POSITIVE_INFINITY };
  for (const [i, { similarity, genuine }] of scored.entries()) {
    gain += genuine ? 1 : -1;
    if (gain < best.gain) continue;
    const threshold = (similarity + (scored[i + 1]?.similarity ?? -1)) / 2;
    if (gain > best.gain) best = { gain, highest: threshold, lowest: threshold };
    else best.lowest = threshold;
  }
  return (best.highest + best.lowest) / 2;
}

/** The errors at the threshold of a false match rate. */
export function errorRates(
  fmr: number,
  genuine: readonly Genuine[],
  impostors: Impostors,
): ErrorRates {
  const allowed = Math.floor(fmr * impostors.count);
  const last = impostors.top[allowed - 1];
  const excluded = impostors.top[allowed];
  if (!last || !excluded)
    throw new RangeError(`${impostors.count} impostors say nothing of ${fmr}`);
  const threshold = (last.similarity + excluded.similarity) / 2;
  return {
    fmr,
    threshold,
    falseMatches: impostors.top.filter(({ similarity }) => similarity >= threshold).length,
    falseNonMatches: genuine.filter(({ similarity }) => similarity < threshold).length,
  };
}
