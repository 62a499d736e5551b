/** A float32 tensor of batch one. */
export interface PlaneTensor {
  /** Row-major; of rank 4: 1, channels, height, width. */
  readonly shape: readonly number[];
  /** As many as the shape says. */
  readonly data: Float32Array;
}

/** A tensor of zeros. */
export function zeros(shape: readonly number[]): PlaneTensor {
  return { shape, data: new Float32Array(shape.reduce((count, size) => count * size, 1)) };
}

/** Channels, height and width of a tensor of rank 4. @throws {RangeError} when it is none, or a batch */
export function planesOf({ shape }: PlaneTensor): readonly [number, number, number] {
  const [batch, channels, height, width, ...more] = shape;
  if (batch !== 1 || channels === undefined || height === undefined || width === undefined) {
    throw new RangeError(`[${shape}] is not one picture`);
  }
  if (more.length > 0) throw new RangeError(`[${shape}] is not one picture`);
  return [channels, height, width];
}
