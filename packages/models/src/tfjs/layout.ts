import type { FloatWeight, TfjsWeight } from "./weights.js";

/**
 * TensorFlow keeps pictures as batch, height, width, channels (NHWC), ONNX as batch, channels,
 * height, width (NCHW). Inside a converted graph every tensor of rank 4 is NCHW; all others keep
 * TensorFlow's order. Shapes in the converter are always TensorFlow's.
 */
export const NHWC_TO_NCHW: readonly number[] = Object.freeze([0, 3, 1, 2]);
/** The inverse of {@link NHWC_TO_NCHW}; also where each NHWC axis lies in NCHW. */
export const NCHW_TO_NHWC: readonly number[] = Object.freeze([0, 2, 3, 1]);

/** The shape of a tensor as it lies in the ONNX graph. */
export function onnxShape(shape: readonly number[]): readonly number[] {
  return shape.length === 4 ? permute(shape, NHWC_TO_NCHW) : shape;
}

/**
 * Where an axis of TensorFlow's shape lies in the ONNX graph.
 * @param axis - negative counts from the end
 * @param rank - of the tensor
 */
export function onnxAxis(axis: number, rank: number): number {
  const positive = axis < 0 ? axis + rank : axis;
  return rank === 4 ? (NCHW_TO_NHWC[positive] ?? positive) : positive;
}

/** `list` in the order of `order`. */
export function permute<T>(list: readonly T[], order: readonly number[]): readonly T[] {
  return order.map((from) => {
    const item = list[from];
    if (item === undefined) throw new RangeError(`no axis ${from} in a list of ${list.length}`);
    return item;
  });
}

/**
 * Reorders the axes of a constant.
 * @param order - for each axis of the result, the axis of `weight` that it was
 */
export function transposeWeight(weight: TfjsWeight, order: readonly number[]): FloatWeight {
  const shape = permute(weight.shape, order);
  const strides = permute(stridesOf(weight.shape), order);
  const values = new Float32Array(weight.values.length);
  const index = shape.map(() => 0);
  let from = 0;
  for (let to = 0; to < values.length; to++) {
    values[to] = weight.values[from] as number;
    // count `index` up by one, the last axis first, and move `from` along
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const stride = strides[axis] as number;
      const next = (index[axis] as number) + 1;
      from += stride;
      if (next < (shape[axis] as number)) {
        index[axis] = next;
        break;
      }
      from -= next * stride;
      index[axis] = 0;
    }
  }
  return { shape, values };
}

function stridesOf(shape: readonly number[]): readonly number[] {
  const strides = shape.map(() => 1);
  for (let axis = shape.length - 2; axis >= 0; axis--) {
    strides[axis] = (strides[axis + 1] as number) * (shape[axis + 1] as number);
  }
  return strides;
}
