/** How a face stands in its photograph, seen from very far away (weak perspective). */
export interface TemplateFit {
  /** Row by row, orthonormal: picture axes = rotation x head axes. */
  readonly rotation: Float64Array;
  /** Pixels for one mm. */
  readonly pixelsPerMm: number;
  /** Where the head's origin lies: x and y in pixels, z in pixels too. */
  readonly origin: readonly [x: number, y: number, z: number];
}

/**
 * The rotation, scale and place that bring one cloud of points nearest to another (least squares).
 * @param from - shape `[n, 3]`, mm
 * @param to - shape `[n, 3]`, pixels
 * @see Umeyama, IEEE TPAMI 13(4), 1991; the rotation is the polar factor by Newton's iteration (Higham, 1986)
 */
export function fitTemplate(from: Float32Array, to: Float32Array): TemplateFit {
  const centreFrom = centroid(from);
  const centreTo = centroid(to);
  const cross = new Float64Array(9);
  let spread = 0;
  for (let i = 0; i < from.length; i += 3) {
    for (let r = 0; r < 3; r++) {
      const a = (to[i + r] as number) - (centreTo[r] as number);
      for (let c = 0; c < 3; c++) {
        const b = (from[i + c] as number) - (centreFrom[c] as number);
        cross[3 * r + c] = (cross[3 * r + c] as number) + a * b;
        if (r === 0) spread += b * b;
      }
    }
  }
  const rotation = polarFactor(cross);
  let trace = 0;
  for (let k = 0; k < 9; k++) trace += (rotation[k] as number) * (cross[k] as number);
  const pixelsPerMm = trace / spread;
  const [x, y, z] = turned(rotation, centreFrom);
  return {
    rotation,
    pixelsPerMm,
    origin: [
      centreTo[0] - pixelsPerMm * x,
      centreTo[1] - pixelsPerMm * y,
      centreTo[2] - pixelsPerMm * z,
    ],
  };
}

type Vector = [x: number, y: number, z: number];

/** rotation x vector. */
export function turned(rotation: ArrayLike<number>, v: ArrayLike<number>): Vector {
  const at = (r: number): number =>
    (rotation[r] as number) * (v[0] as number) +
    (rotation[r + 1] as number) * (v[1] as number) +
    (rotation[r + 2] as number) * (v[2] as number);
  return [at(0), at(3), at(6)];
}

/** transposed rotation x vector. */
export function turnedBack(rotation: ArrayLike<number>, v: ArrayLike<number>): Vector {
  const at = (c: number): number =>
    (rotation[c] as number) * (v[0] as number) +
    (rotation[c + 3] as number) * (v[1] as number) +
    (rotation[c + 6] as number) * (v[2] as number);
  return [at(0), at(1), at(2)];
}

function centroid(points: Float32Array): Vector {
  const sum: Vector = [0, 0, 0];
  for (let i = 0; i < points.length; i++) {
    sum[i % 3] = (sum[i % 3] as number) + (points[i] as number) / (points.length / 3);
  }
  return sum;
}

/** The nearest rotation to a matrix with a positive determinant. */
function polarFactor(matrix: Float64Array): Float64Array {
  let now = matrix.map((v) => v / Math.cbrt(Math.abs(determinant(matrix)) || 1));
  for (let i = 0; i < 50; i++) {
    const inverse = inverseTransposed(now);
    now = now.map((v, k) => 0.5 * (v + (inverse[k] as number)));
  }
  return now;
}

function cofactors(m: Float64Array): Float64Array {
  const at = (r: number, c: number): number => m[3 * (r % 3) + (c % 3)] as number;
  return Float64Array.from({ length: 9 }, (_, k) => {
    const [r, c] = [Math.floor(k / 3), k % 3];
    return at(r + 1, c + 1) * at(r + 2, c + 2) - at(r + 1, c + 2) * at(r + 2, c + 1);
  });
}

function determinant(m: Float64Array): number {
  const co = cofactors(m);
  return [0, 1, 2].reduce((sum, c) => sum + (m[c] as number) * (co[c] as number), 0);
}

function inverseTransposed(m: Float64Array): Float64Array {
  const factor = 1 / (determinant(m) || 1e-12);
  return cofactors(m).map((v) => v * factor);
}
