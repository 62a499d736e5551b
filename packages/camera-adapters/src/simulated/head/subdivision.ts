/** Loop's subdivision of one triangle mesh, once: new points as weighted sums of the old ones. */
export interface Subdivision {
  /** Of the fine mesh; its first points belong to the points of the coarse one. */
  readonly count: number;
  /** Shape `[m, 3]`, wound like the coarse mesh. */
  readonly triangles: Uint32Array;
  /**
   * Fine values of coarse ones: positions, texture coordinates or masks.
   * @param values - shape `[coarse, size]`
   * @param out - shape `[fine, size]`, overwritten
   */
  refine(values: Float32Array, out: Float32Array, size: number): void;
}

/** A matrix of few entries, row by row. */
interface Rows {
  readonly starts: number[];
  readonly columns: number[];
  readonly weights: number[];
}

/**
 * @param count - of the coarse mesh's points
 * @param triangles - shape `[m, 3]`, of a manifold mesh, which may have edges
 * @throws {RangeError} when three triangles meet in one edge
 * @see Loop, "Smooth Subdivision Surfaces Based on Triangles", 1987, with Warren's weights
 */
export function createSubdivision(count: number, triangles: Uint32Array): Subdivision {
  const edges = edgesOf(triangles);
  const rows: Rows = { starts: [0], columns: [], weights: [] };
  const push = (entries: readonly (readonly [column: number, weight: number])[]): void => {
    for (const [column, weight] of entries) {
      rows.columns.push(column);
      rows.weights.push(weight);
    }
    rows.starts.push(rows.columns.length);
  };
  for (const entries of oldPoints(count, edges)) push(entries);
  const middle = new Map<string, number>();
  let next = count;
  for (const [key, { a, b, opposite }] of edges) {
    middle.set(key, next++);
    const [left, right] = opposite;
    push(
      right === undefined || left === undefined
        ? [
            [a, 0.5],
            [b, 0.5],
          ]
        : [
            [a, 3 / 8],
            [b, 3 / 8],
            [left, 1 / 8],
            [right, 1 / 8],
          ],
    );
  }
  return {
    count: next,
    triangles: fineTriangles(triangles, middle),
    refine: (values, out, size) => multiply(rows, values, out, size),
  };
}

interface Edge {
  readonly a: number;
  readonly b: number;
  /** The third corner of each triangle at the edge: one where the mesh ends, else two. */
  readonly opposite: number[];
}

const keyOf = (a: number, b: number): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

function edgesOf(triangles: Uint32Array): Map<string, Edge> {
  const edges = new Map<string, Edge>();
  for (let i = 0; i < triangles.length; i += 3) {
    for (let k = 0; k < 3; k++) {
      const a = triangles[i + k] as number;
      const b = triangles[i + ((k + 1) % 3)] as number;
      const key = keyOf(a, b);
      const edge = edges.get(key) ?? { a, b, opposite: [] };
      edge.opposite.push(triangles[i + ((k + 2) % 3)] as number);
      if (edge.opposite.length > 2) throw new RangeError("three triangles meet in an edge");
      edges.set(key, edge);
    }
  }
  return edges;
}

/** The weights of the points that were there before. */
function oldPoints(
  count: number,
  edges: Map<string, Edge>,
): readonly (readonly (readonly [number, number])[])[] {
  const near: number[][] = Array.from({ length: count }, () => []);
  const rim: number[][] = Array.from({ length: count }, () => []);
  for (const { a, b, opposite } of edges.values()) {
    near[a]?.push(b);
    near[b]?.push(a);
    if (opposite.length === 1) {
      rim[a]?.push(b);
      rim[b]?.push(a);
    }
  }
  return near.map((neighbours, point) => {
    const along = rim[point] ?? [];
    if (along.length === 2) return [[point, 3 / 4], ...along.map((p) => [p, 1 / 8] as const)];
    if (along.length > 0 || neighbours.length === 0) return [[point, 1]];
    const n = neighbours.length;
    const each = n === 3 ? 3 / 16 : 3 / (8 * n);
    return [[point, 1 - n * each], ...neighbours.map((p) => [p, each] as const)];
  });
}

function fineTriangles(triangles: Uint32Array, middle: Map<string, number>): Uint32Array {
  const fine = new Uint32Array(4 * triangles.length);
  const between = (a: number, b: number): number => middle.get(keyOf(a, b)) ?? 0;
  for (let i = 0; i < triangles.length; i += 3) {
    const a = triangles[i] as number;
    const b = triangles[i + 1] as number;
    const c = triangles[i + 2] as number;
    const ab = between(a, b);
    const bc = between(b, c);
    const ca = between(c, a);
    fine.set([a, ab, ca, ab, b, bc, ca, bc, c, ab, bc, ca], 4 * i);
  }
  return fine;
}

function multiply(rows: Rows, values: Float32Array, out: Float32Array, size: number): void {
  const { starts, columns, weights } = rows;
  for (let row = 0; row + 1 < starts.length; row++) {
    for (let k = 0; k < size; k++) {
      let sum = 0;
      const end = starts[row + 1] as number;
      for (let at = starts[row] as number; at < end; at++) {
        sum += (weights[at] as number) * (values[(columns[at] as number) * size + k] as number);
      }
      out[row * size + k] = sum;
    }
  }
}
