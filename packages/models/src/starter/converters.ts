import { buildDlibRecogniser } from "../dlib/recogniser.js";
import type { ModelMessage } from "../onnx/messages.js";
import { convertGraphModel } from "../tfjs/convert.js";
import { readGraphModel } from "../tfjs/graph-model.js";
import { readWeights } from "../tfjs/weights.js";
import type { SourceContent } from "./read-source.js";
import type { StarterRole } from "./sources.data.js";

/** How each role's source becomes an ONNX network. */
export const STARTER_CONVERTERS: Readonly<
  Record<StarterRole, (source: SourceContent) => ModelMessage>
> = Object.freeze({
  detector: ({ json, weights }) =>
    convertGraphModel(readGraphModel(json, weights), {
      name: "blazeface-256",
      input: { node: "input", name: "image", shape: [1, 256, 256, 3] },
      outputs: [
        { node: "Identity", name: "scores_stride16" },
        { node: "Identity_1", name: "scores_stride32" },
        { node: "Identity_2", name: "boxes_stride16" },
        { node: "Identity_3", name: "boxes_stride32" },
      ],
    }),
  // the source also outlines eyes and lips a second time ("output_contours"); nothing here reads it
  landmarks: ({ json, weights }) =>
    convertGraphModel(readGraphModel(json, weights), {
      name: "facemesh-192",
      input: { node: "input_1", name: "image", shape: [1, 192, 192, 3] },
      outputs: [
        { node: "Identity_2", name: "mesh" },
        { node: "Identity_1", name: "face_flag" },
      ],
    }),
  embedder: ({ json, weights }) => buildDlibRecogniser(readWeights(json, weights)),
});
