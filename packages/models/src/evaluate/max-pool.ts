import type { NodeMessage } from "../onnx/messages.js";
import { type PlaneTensor, planesOf, zeros } from "./plane-tensor.js";
import { insideRange, windowOver } from "./window.js";

/** `MaxPool`: padding never wins. */
export function maxPool(node: NodeMessage, input: PlaneTensor): PlaneTensor {
  const [channels] = planesOf(input);
  const { height, width, rows, columns, strides, before, outHeight, outWidth } = windowOver(
    node,
    input,
  );
  const output = zeros([1, channels, outHeight, outWidth]);
  output.data.fill(Number.NEGATIVE_INFINITY);
  for (let row = 0; row < rows; row++) {
    const [top, bottom] = insideRange(height, outHeight, row - before[0], strides[0]);
    for (let column = 0; column < columns; column++) {
      const [left, end] = insideRange(width, outWidth, column - before[1], strides[1]);
      for (let channel = 0; channel < channels; channel++) {
        for (let y = top; y < bottom; y++) {
          const fromRow = (channel * height + y * strides[0] + row - before[0]) * width;
          const toRow = (channel * outHeight + y) * outWidth;
          for (let x = left; x < end; x++) {
            const value = input.data[fromRow + x * strides[1] + column - before[1]] as number;
            if (value > (output.data[toRow + x] as number)) output.data[toRow + x] = value;
          }
        }
      }
    }
  }
  return output;
}
