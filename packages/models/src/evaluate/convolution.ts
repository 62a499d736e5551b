import type { NodeMessage } from "../onnx/messages.js";
import { type PlaneTensor, planesOf, zeros } from "./plane-tensor.js";
import { addChannels } from "./pointwise.js";
import { insideRange, type SlidingWindow, windowOver } from "./window.js";

/**
 * `Conv`, whole or one filter a channel. Products are added up in double precision, in one fixed order.
 * @throws {RangeError} for a window with gaps
 */
export function convolve(node: NodeMessage, inputs: readonly PlaneTensor[]): PlaneTensor {
  const [input, weight, bias] = inputs;
  if (!input || !weight) throw new RangeError(`${node.name}: nothing to convolve`);
  const [channels] = planesOf(input);
  const [filters = 0, depth = 0] = weight.shape;
  const window = windowOver(node, input);
  const { rows, columns, outHeight, outWidth } = window;
  const output = zeros([1, filters, outHeight, outWidth]);
  const sums = new Float64Array(outHeight * outWidth);
  const ofOnePixel = isOfOnePixel(window) && depth === channels;
  for (let filter = 0; filter < filters; filter++) {
    sums.fill(bias?.data[filter] ?? 0);
    if (ofOnePixel) addChannels(sums, input.data, depth, weight.data, filter * depth);
    // filters are shared out evenly among groups of `depth` channels
    const first = Math.floor((filter * channels) / (depth * filters)) * depth;
    for (let k = 0; k < depth && !ofOnePixel; k++) {
      const at = (filter * depth + k) * rows * columns;
      addFiltered(sums, window, input.data, first + k, weight.data, at);
    }
    const to = filter * sums.length;
    for (let i = 0; i < sums.length; i++) output.data[to + i] = sums[i] as number;
  }
  return output;
}

function isOfOnePixel({ rows, columns, strides, before }: SlidingWindow): boolean {
  return rows * columns * strides[0] * strides[1] === 1 && before[0] + before[1] === 0;
}

/** Adds one plane of the input, seen through one plane of the filter. */
function addFiltered(
  sums: Float64Array,
  window: SlidingWindow,
  input: Float32Array,
  channel: number,
  weights: Float32Array,
  at: number,
): void {
  const { height, width, rows, columns, strides, before, outHeight, outWidth } = window;
  const [down, right] = strides;
  const ranges = Array.from({ length: columns }, (_, column) =>
    insideRange(width, outWidth, column - before[1], right),
  );
  for (let y = 0; y < outHeight; y++) {
    const to = y * outWidth;
    for (let row = 0; row < rows; row++) {
      const from = y * down + row - before[0];
      if (from < 0 || from >= height) continue;
      for (let column = 0; column < columns; column++) {
        const weight = weights[at + row * columns + column] as number;
        const [left, end] = ranges[column] as readonly [number, number];
        const start = (channel * height + from) * width + column - before[1];
        for (let x = left; x < end; x++) {
          sums[to + x] = (sums[to + x] as number) + weight * (input[start + x * right] as number);
        }
      }
    }
  }
}
