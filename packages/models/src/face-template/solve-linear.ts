/**
 * Solves a small system of linear equations by elimination with pivots.
 * @param matrix - square; not changed
 * @throws {RangeError} when it has no single solution
 */
export function solveLinear(
  matrix: readonly (readonly number[])[],
  right: readonly number[],
): readonly number[] {
  const rows = matrix.map((row, i) => [...row, right[i] as number]);
  for (let i = 0; i < rows.length; i++) {
    let pivot = i;
    for (let k = i + 1; k < rows.length; k++) {
      if (Math.abs(rows[k]?.[i] as number) > Math.abs(rows[pivot]?.[i] as number)) pivot = k;
    }
    const chosen = rows[pivot] as number[];
    rows[pivot] = rows[i] as number[];
    rows[i] = chosen;
    const value = chosen[i] as number;
    if (!(Math.abs(value) > 1e-12)) throw new RangeError("the equations depend on each other");
    for (const row of rows) {
      if (row === chosen) continue;
      const factor = (row[i] as number) / value;
      for (let k = i; k < row.length; k++) {
        row[k] = (row[k] as number) - factor * (chosen[k] as number);
      }
    }
  }
  return rows.map((row, i) => (row.at(-1) as number) / (row[i] as number));
}
