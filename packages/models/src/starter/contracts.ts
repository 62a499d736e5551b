import type { ModelFile } from "@sourire/core";
import type { StarterRole } from "./sources.data.js";

/** What the manifest says of a file apart from its bytes and where they came from. */
export type NetworkContract = Pick<
  ModelFile,
  "architecture" | "path" | "licence" | "input" | "outputs"
> & {
  /** What the file is for. */
  readonly role: StarterRole;
};

const MEDIAPIPE: Omit<ModelFile["licence"], "trainingData"> = {
  spdx: "Apache-2.0",
  holder: "Google LLC (MediaPipe); converted to TensorFlow.js by Vladimir Mandic",
  url: "https://github.com/google-ai-edge/mediapipe/blob/master/LICENSE",
};

/** FaceMesh; other packs hold the same file. */
export const STARTER_FACEMESH: NetworkContract = Object.freeze({
  role: "landmarks",
  architecture: "facemesh-192",
  path: "facemesh-192.onnx",
  licence: {
    ...MEDIAPIPE,
    trainingData:
      "Not published by Google; the paper (Kartynnik et al., 2019) speaks of about 30,000 pictures from phones and of renderings. Their terms are not known.",
  },
  input: {
    name: "image",
    width: 192,
    height: 192,
    layout: "NCHW",
    colour: "RGB",
    mean: [0, 0, 0],
    scale: [255, 255, 255],
    crop: "a square 1.5 times the face's box, turned so that the eyes are level",
  },
  outputs: [
    {
      name: "mesh",
      shape: [1, 1404],
      meaning: "468 points: x, y in input pixels, z (depth, smaller is nearer) in the same scale",
    },
    { name: "face_flag", shape: [1, 1], meaning: "probability that the crop shows a face, 0..1" },
  ],
} satisfies NetworkContract);

/** The three files of the starter pack, in pipeline order. */
export const STARTER_NETWORKS: readonly NetworkContract[] = Object.freeze([
  {
    role: "detector",
    architecture: "blazeface-256",
    path: "blazeface-256.onnx",
    licence: {
      ...MEDIAPIPE,
      trainingData:
        "Not published by Google; the paper on BlazeFace (Bazarevsky et al., 2019) speaks of 66,000 pictures. Their terms are not known.",
    },
    input: {
      name: "image",
      width: 256,
      height: 256,
      layout: "NCHW",
      colour: "RGB",
      mean: [127.5, 127.5, 127.5],
      scale: [127.5, 127.5, 127.5],
      crop: "the whole picture, letterboxed to a square",
    },
    outputs: [
      {
        name: "scores_stride16",
        shape: [1, 512, 1],
        meaning: "logits of the 16 x 16 cells, two anchors a cell, row by row",
      },
      {
        name: "scores_stride32",
        shape: [1, 384, 1],
        meaning: "logits of the 8 x 8 cells, six anchors a cell, row by row",
      },
      {
        name: "boxes_stride16",
        shape: [1, 512, 16],
        meaning:
          "for each anchor of scores_stride16: centre x, y, width, height, then x, y of right eye, left eye, nose, mouth, right ear, left ear; input pixels, positions relative to the anchor's centre",
      },
      {
        name: "boxes_stride32",
        shape: [1, 384, 16],
        meaning: "the same for each anchor of scores_stride32",
      },
    ],
  },
  STARTER_FACEMESH,
  {
    role: "embedder",
    architecture: "dlib-resnet-150",
    path: "dlib-resnet-150.onnx",
    licence: {
      spdx: "CC0-1.0",
      holder:
        "Davis E. King (dlib); stored in 8 bits by face-api (Vincent Mühler, Vladimir Mandic)",
      url: "https://github.com/davisking/dlib-models",
      trainingData:
        "About 3 million pictures of 7,485 people: FaceScrub, VGG Face and pictures from the web (dlib-models); FaceScrub and VGG Face were published for research.",
    },
    input: {
      name: "image",
      width: 150,
      height: 150,
      layout: "NCHW",
      colour: "RGB",
      mean: [122.782, 117.001, 104.298],
      scale: [255, 255, 255],
      crop: "five points (eye corners and nose) moved to dlib's mean face with 0.25 padding",
    },
    outputs: [
      { name: "descriptor", shape: [1, 128], meaning: "the face, not normalised to length 1" },
    ],
  },
] satisfies readonly NetworkContract[]);
