/** The median of the last few numbers. */
export interface RecentMedian {
  /** Takes one more; the oldest is forgotten. */
  add(value: number): void;
  /** undefined until there are enough. */
  readonly value: number | undefined;
}

/**
 * @param size - how many are remembered
 * @param enough - how many there must be
 */
export function createRecentMedian(size: number, enough: number): RecentMedian {
  const recent: number[] = [];
  return {
    add(value) {
      if (recent.length === size) recent.shift();
      recent.push(value);
    },
    get value() {
      if (recent.length < enough) return undefined;
      return [...recent].sort((a, b) => a - b)[recent.length >> 1];
    },
  };
}
