import { integersAttribute, textAttribute } from "../attributes.js";
import { unsupported } from "../context.js";
import type { TfjsNode } from "../graph-model.js";

/** A window that slides over a picture: what convolution and pooling have in common. */
export interface Window {
  /** Rows and columns of the result. */
  readonly outputSize: readonly [number, number];
  /** For ONNX: rows and columns before, then after. */
  readonly pads: readonly number[];
  /** Step, rows and columns. */
  readonly strides: readonly [number, number];
  /** Distance of the window's samples, rows and columns. */
  readonly dilations: readonly [number, number];
}

/**
 * Works out strides and padding of a node.
 * @param inputSize - rows and columns of the input
 * @param kernel - rows and columns of the window
 * @throws {SourireError} `MODEL_CONVERSION_UNSUPPORTED`
 */
export function windowOf(
  node: TfjsNode,
  inputSize: readonly [number, number],
  kernel: readonly [number, number],
): Window {
  const format = textAttribute(node, "data_format") ?? "NHWC";
  if (format !== "NHWC") throw unsupported(node, `data format ${format}`);
  const padding = textAttribute(node, "padding");
  if (padding !== "SAME" && padding !== "VALID") throw unsupported(node, `padding ${padding}`);
  const strides = spatial(node, "strides");
  const dilations = spatial(node, "dilations");
  const rows = slide(padding, inputSize[0], kernel[0], strides[0], dilations[0]);
  const columns = slide(padding, inputSize[1], kernel[1], strides[1], dilations[1]);
  return {
    outputSize: [rows.size, columns.size],
    pads: [rows.before, columns.before, rows.after, columns.after],
    strides,
    dilations,
  };
}

function spatial(node: TfjsNode, name: string): readonly [number, number] {
  const [batch = 1, rows = 1, columns = 1, channels = 1] = integersAttribute(node, name) ?? [];
  if (batch !== 1 || channels !== 1) throw unsupported(node, `${name} over batch or channels`);
  return [rows, columns];
}

/**
 * TensorFlow's padding: VALID adds nothing; SAME makes ceil(size / stride) samples and puts the odd
 * pixel of padding at the end.
 * @see https://www.tensorflow.org/api_docs/python/tf/nn#notes_on_padding_2
 */
function slide(
  padding: "SAME" | "VALID",
  size: number,
  kernel: number,
  stride: number,
  dilation: number,
): { readonly size: number; readonly before: number; readonly after: number } {
  const reach = (kernel - 1) * dilation + 1;
  if (padding === "VALID") {
    return { size: Math.floor((size - reach) / stride) + 1, before: 0, after: 0 };
  }
  const count = Math.ceil(size / stride);
  const missing = Math.max((count - 1) * stride + reach - size, 0);
  const before = Math.floor(missing / 2);
  return { size: count, before, after: missing - before };
}
