import type { OperatorConverter } from "./context.js";
import { convertActivation, convertPrelu, convertSoftmax } from "./operators/activation.js";
import { convertBinary } from "./operators/binary.js";
import { convertConcat } from "./operators/concat.js";
import { convertConvolution, convertDepthwise } from "./operators/convolution.js";
import { convertMatMul } from "./operators/mat-mul.js";
import { convertMaxPool } from "./operators/max-pool.js";
import { convertMean } from "./operators/mean.js";
import { convertPad } from "./operators/pad.js";
import { convertReshape } from "./operators/reshape.js";

/**
 * TensorFlow's operators and who writes them. `Const`, `Placeholder` and `Identity` are no
 * operations: the walk over the graph takes care of them.
 */
export const OPERATORS: ReadonlyMap<string, OperatorConverter> = new Map([
  ["Conv2D", convertConvolution],
  ["_FusedConv2D", convertConvolution],
  ["DepthwiseConv2dNative", convertDepthwise],
  ["FusedDepthwiseConv2dNative", convertDepthwise],
  ["AddV2", convertBinary("Add")],
  ["Mul", convertBinary("Mul")],
  ["Minimum", convertBinary("Min")],
  ["Maximum", convertBinary("Max")],
  ["Relu", convertActivation],
  ["Relu6", convertActivation],
  ["Sigmoid", convertActivation],
  ["Prelu", convertPrelu],
  ["Softmax", convertSoftmax],
  ["MaxPool", convertMaxPool],
  ["Pad", convertPad],
  ["Mean", convertMean],
  ["MatMul", convertMatMul],
  ["Reshape", convertReshape],
  ["ConcatV2", convertConcat],
]);
