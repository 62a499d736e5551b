import type { NodeMessage } from "../onnx/messages.js";
import { type PlaneTensor, planesOf, zeros } from "./plane-tensor.js";
import { integersOf } from "./window.js";

/** `Pad` with zeros: more channels after those that are there, as both networks widen. */
export function padChannels(
  node: NodeMessage,
  input: PlaneTensor,
  pads: readonly number[],
): PlaneTensor {
  const [channels, height, width] = planesOf(input);
  const [, , , , , more = 0] = pads;
  if (pads.length !== 8 || pads.some((pad, i) => i !== 5 && pad !== 0)) {
    throw new RangeError(`${node.name}: padding by [${pads}]`);
  }
  const output = zeros([1, channels + more, height, width]);
  output.data.set(input.data);
  return output;
}

/** `Transpose` of planes to pixels with their channels side by side. */
export function toChannelsLast(node: NodeMessage, input: PlaneTensor): PlaneTensor {
  const [channels, height, width] = planesOf(input);
  if (integersOf(node, "perm").join() !== "0,2,3,1") throw new RangeError(`${node.name}: order`);
  const plane = height * width;
  const output = zeros([1, height, width, channels]);
  for (let i = 0; i < output.data.length; i++) {
    const channel = i % channels;
    output.data[i] = input.data[channel * plane + (i - channel) / channels] as number;
  }
  return output;
}

/** `Reshape`. @throws {RangeError} when the sizes do not fit */
export function reshape(
  node: NodeMessage,
  { data }: PlaneTensor,
  shape: readonly number[],
): PlaneTensor {
  const count = shape.reduce((product, size) => product * size, 1);
  if (count !== data.length) throw new RangeError(`${node.name}: ${data.length} to [${shape}]`);
  return { shape, data };
}
