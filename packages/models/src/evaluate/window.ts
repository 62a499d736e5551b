import type { NodeMessage } from "../onnx/messages.js";
import { type PlaneTensor, planesOf } from "./plane-tensor.js";

/** A window that slides over planes, and the size of what it makes. */
export interface SlidingWindow {
  /** Of the input. */
  readonly height: number;
  /** Of the input. */
  readonly width: number;
  /** Of the window. */
  readonly rows: number;
  /** Of the window. */
  readonly columns: number;
  /** Step, down and to the right. */
  readonly strides: readonly [number, number];
  /** Padding above and to the left. */
  readonly before: readonly [number, number];
  /** Of the result. */
  readonly outHeight: number;
  /** Of the result. */
  readonly outWidth: number;
}

/** Whole numbers of an attribute. */
export function integersOf(node: NodeMessage, name: string): readonly number[] {
  return node.attribute.find((attribute) => attribute.name === name)?.ints ?? [];
}

/** The window of a `Conv` or a `MaxPool`. @throws {RangeError} when it has gaps */
export function windowOver(node: NodeMessage, input: PlaneTensor): SlidingWindow {
  const [, height, width] = planesOf(input);
  const [rows = 0, columns = 0] = integersOf(node, "kernel_shape");
  const [down = 1, right = 1] = integersOf(node, "strides");
  const [above = 0, left = 0, below = 0, after = 0] = integersOf(node, "pads");
  if (integersOf(node, "dilations").some((gap) => gap !== 1)) {
    throw new RangeError(`${node.name}: a window with gaps`);
  }
  return {
    height,
    width,
    rows,
    columns,
    strides: [down, right],
    before: [above, left],
    outHeight: Math.floor((height + above + below - rows) / down) + 1,
    outWidth: Math.floor((width + left + after - columns) / right) + 1,
  };
}

/**
 * The samples of the result for which one position of the window lies inside the input.
 * @param size - of the input along the axis
 * @param count - of the result along the axis
 * @param offset - position of the window's sample minus the padding before
 * @returns the first, and the one after the last
 */
export function insideRange(
  size: number,
  count: number,
  offset: number,
  stride: number,
): readonly [number, number] {
  const first = Math.max(0, Math.ceil(-offset / stride));
  const end = Math.min(count, Math.floor((size - 1 - offset) / stride) + 1);
  return [first, Math.max(first, end)];
}
