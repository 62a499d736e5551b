import type { NodeMessage } from "../onnx/messages.js";
import { type PlaneTensor, planesOf } from "./plane-tensor.js";

// loops, not callbacks: a detector's run passes some ten million values through here

/** `Relu`. */
export function rectify({ shape, data }: PlaneTensor): PlaneTensor {
  const result = new Float32Array(data.length);
  for (let i = 0; i < data.length; i++) {
    const value = data[i] as number;
    result[i] = Math.max(0, value);
  }
  return { shape, data: result };
}

/** `PRelu` with one slope a channel. @throws {RangeError} for slopes of another shape */
export function rectifyLeaky(input: PlaneTensor, slope: PlaneTensor): PlaneTensor {
  const [channels, height, width] = planesOf(input);
  if (slope.data.length !== channels) throw new RangeError(`slopes of [${slope.shape}]`);
  const result = new Float32Array(input.data.length);
  const plane = height * width;
  for (let channel = 0; channel < channels; channel++) {
    const factor = slope.data[channel] as number;
    for (let i = channel * plane; i < (channel + 1) * plane; i++) {
      const value = input.data[i] as number;
      result[i] = value > 0 ? value : value * factor;
    }
  }
  return { shape: input.shape, data: result };
}

/** `Add` of two tensors of one shape. @throws {RangeError} for other shapes */
export function add(node: NodeMessage, a: PlaneTensor, b: PlaneTensor): PlaneTensor {
  const same = a.shape.length === b.shape.length && a.shape.every((size, i) => size === b.shape[i]);
  if (!same) throw new RangeError(`${node.name}: [${a.shape}] and [${b.shape}]`);
  const result = new Float32Array(a.data.length);
  for (let i = 0; i < result.length; i++) {
    result[i] = (a.data[i] as number) + (b.data[i] as number);
  }
  return { shape: a.shape, data: result };
}

/** `Sigmoid`: the one function here whose last bit may differ from machine to machine. */
export function sigmoid({ shape, data }: PlaneTensor): PlaneTensor {
  return { shape, data: data.map((value) => 1 / (1 + Math.exp(-value))) };
}
