/** Sweeps after which a matrix of this size is diagonal to the last bit; six are usual. */
const SWEEPS = 40;

/**
 * The eigenvector of the largest eigenvalue of a small symmetric matrix, by Jacobi's rotations. It needs nothing
 * beyond + - * / and the root, which every machine rounds alike.
 * @param matrix - square, symmetric; not changed
 * @returns of length 1
 * @see Golub and Van Loan, Matrix Computations, section 8.5
 */
export function largestEigenvector(matrix: readonly (readonly number[])[]): readonly number[] {
  const size = matrix.length;
  const a = matrix.map((row) => [...row]);
  const vectors = a.map((_, i) => a.map((__, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let turned = false;
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) {
        turned = annihilate(a, vectors, p, q) || turned;
      }
    }
    if (!turned) break;
  }
  let best = 0;
  for (let i = 1; i < size; i++) if (at(a, i, i) > at(a, best, best)) best = i;
  return vectors.map((row) => row[best] as number);
}

/** Rotates rows and columns p and q so that their common entry vanishes. @returns whether it had to */
function annihilate(a: number[][], vectors: number[][], p: number, q: number): boolean {
  const entry = at(a, p, q);
  // too small to move the diagonal: adding it changes no bit
  if (at(a, p, p) + entry === at(a, p, p) && at(a, q, q) + entry === at(a, q, q)) return false;
  const theta = (at(a, q, q) - at(a, p, p)) / (2 * entry);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (const row of a) rotate(row, p, q, c, s);
  for (let k = 0; k < a.length; k++) {
    const [x, y] = [at(a, p, k), at(a, q, k)];
    set(a, p, k, c * x - s * y);
    set(a, q, k, s * x + c * y);
  }
  for (const row of vectors) rotate(row, p, q, c, s);
  return true;
}

function rotate(row: number[], p: number, q: number, c: number, s: number): void {
  const [x, y] = [row[p] as number, row[q] as number];
  row[p] = c * x - s * y;
  row[q] = s * x + c * y;
}

function at(matrix: readonly (readonly number[])[], i: number, j: number): number {
  return matrix[i]?.[j] as number;
}

function set(matrix: readonly number[][], i: number, j: number, value: number): void {
  const row = matrix[i];
  if (row) row[j] = value;
}
