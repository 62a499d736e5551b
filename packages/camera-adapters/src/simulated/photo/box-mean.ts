/** Numbers, one a pixel. */
export interface Plane {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** Shape `[height, width]`. */
  readonly data: Float32Array;
}

/** The mean over the square of `2 radius + 1` pixels around each pixel, less at the edges. */
export function boxMean(plane: Plane, radius: number): Plane {
  const { width, height } = plane;
  const across = runningMean(plane.data, height, width, width, 1, radius);
  return { width, height, data: runningMean(across, width, height, 1, width, radius) };
}

function runningMean(
  data: Float32Array,
  lines: number,
  length: number,
  line: number,
  step: number,
  radius: number,
): Float32Array {
  const out = new Float32Array(data.length);
  for (let i = 0; i < lines; i++) {
    const start = i * line;
    let sum = 0;
    let count = 0;
    for (let k = -radius; k < length; k++) {
      const enters = k + radius;
      const leaves = k - radius - 1;
      if (enters < length) {
        sum += data[start + enters * step] as number;
        count++;
      }
      if (leaves >= 0) {
        sum -= data[start + leaves * step] as number;
        count--;
      }
      if (k >= 0) out[start + k * step] = sum / count;
    }
  }
  return out;
}
