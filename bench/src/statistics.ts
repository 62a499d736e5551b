/** The middle value. @throws {RangeError} of no values */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/**
 * The value below which a share of the values lies; the nearest one, nothing is interpolated.
 * @param share - 0..1
 * @throws {RangeError} of no values
 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new RangeError("a quantile of no values");
  return value;
}

/** Rounds to a number of decimals, for what people and files get to see. */
export function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
