import { addConvolution, addRelu, addZeros, type FeatureMap, type LayerContext } from "./layers.js";

/** Two 3 x 3 convolutions beside a shortcut (He et al., CVPR 2016, figure 2). */
export function addResidual(context: LayerContext, name: string, input: FeatureMap): FeatureMap {
  const first = addConvolution(context, `${name}/conv1`, input, { stride: 1, pad: 1 });
  const relu = addRelu(context, `${name}/relu1`, first);
  const second = addConvolution(context, `${name}/conv2`, relu, { stride: 1, pad: 1 });
  return addSum(context, name, input, second);
}

/**
 * A residual block that halves the map. The shortcut is a 2 x 2 average and has fewer channels; the
 * convolutions, which do not pad, may end one row and column short. Zeros fill up whatever lacks.
 * @see http://dlib.net/dnn_face_recognition_ex.cpp.html (`residual_down`)
 */
export function addResidualDown(
  context: LayerContext,
  name: string,
  input: FeatureMap,
): FeatureMap {
  const { graph } = context;
  const first = addConvolution(context, `${name}/conv1`, input, { stride: 2, pad: 0 });
  const relu = addRelu(context, `${name}/relu1`, first);
  const second = addConvolution(context, `${name}/conv2`, relu, { stride: 1, pad: 1 });
  const value = graph.node("AveragePool", `${name}/pool`, [input.value], {
    kernel_shape: [2, 2],
    strides: [2, 2],
  });
  const pooled = { value, channels: input.channels, size: Math.floor(input.size / 2) };
  const common = {
    channels: Math.max(pooled.channels, second.channels),
    size: Math.max(pooled.size, second.size),
  };
  return addSum(
    context,
    name,
    addZeros(context, `${name}/widened`, pooled, common),
    addZeros(context, `${name}/filled`, second, common),
  );
}

function addSum(context: LayerContext, name: string, a: FeatureMap, b: FeatureMap): FeatureMap {
  const value = context.graph.node("Add", `${name}/sum`, [a.value, b.value]);
  return addRelu(context, name, { ...b, value });
}
