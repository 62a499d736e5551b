import type { ValueName } from "../../onnx/graph-builder.js";
import type { ConversionContext } from "../context.js";
import { NHWC_TO_NCHW, transposeWeight } from "../layout.js";
import { type TfjsWeight, toFloatWeight } from "../weights.js";

/**
 * Writes a constant so that it broadcasts against a tensor of `rank` as it did in TensorFlow: sizes
 * are aligned at the end, which is the channel in NHWC but not in NCHW.
 */
export function addBroadcastConstant(
  context: ConversionContext,
  name: string,
  weight: TfjsWeight,
  rank: number,
): ValueName {
  const missing = Math.max(rank - weight.shape.length, 0);
  const shape = [...Array<number>(missing).fill(1), ...weight.shape];
  const aligned = toFloatWeight({ shape, values: weight.values });
  const { shape: dims, values } = rank === 4 ? transposeWeight(aligned, NHWC_TO_NCHW) : aligned;
  return context.graph.floats(name, dims, values);
}

/** The shape of two tensors broadcast against each other, or undefined where they do not fit. */
export function broadcastShape(
  a: readonly number[],
  b: readonly number[],
): readonly number[] | undefined {
  const rank = Math.max(a.length, b.length);
  const shape: number[] = [];
  for (let i = 0; i < rank; i++) {
    const p = a[i - rank + a.length] ?? 1;
    const q = b[i - rank + b.length] ?? 1;
    if (p !== q && p !== 1 && q !== 1) return undefined;
    shape.push(Math.max(p, q));
  }
  return shape;
}
