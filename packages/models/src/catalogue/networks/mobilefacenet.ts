import { type CatalogueFile, rawGitHub, withGolden } from "../catalogue-file.js";
import { ARCFACE_CROP } from "./arcface-crop.js";

const REPOSITORY = "foamliu/MobileFaceNet";
const COMMIT = "a6cc9032a659b615f477833e1a70b5e7931bcccc";
const PATH = "weights/MobileFaceNet.onnx";
const SHA256 = "b7120c095d60094f28a4a54ba6a8bf51b297a6273fb40ef6350dfec1f63d9507";

/** MobileFaceNet: 128 numbers a face. */
export const MOBILEFACENET: CatalogueFile = Object.freeze<CatalogueFile>({
  file: withGolden({
    role: "embedder",
    architecture: "mobilefacenet-112",
    path: "foamliu_MobileFaceNet.onnx",
    bytes: 3_998_070,
    sha256: SHA256,
    licence: {
      spdx: "Apache-2.0",
      holder: "foamliu (MobileFaceNet)",
      url: `https://github.com/${REPOSITORY}/blob/${COMMIT}/LICENSE`,
      trainingData:
        "A refined MS-Celeb-1M: 3,804,846 pictures of 85,164 people from the web. Microsoft published the set for research and withdrew it in 2019.",
    },
    provenance: {
      source: `github:${REPOSITORY}@${COMMIT}`,
      files: [{ path: PATH, sha256: SHA256 }],
      converter: "none: the file as published",
    },
    input: {
      name: "input0",
      width: 112,
      height: 112,
      layout: "NCHW",
      colour: "RGB",
      // mean and deviation of ImageNet, times 255
      mean: [123.675, 116.28, 103.53],
      scale: [58.395, 57.12, 57.375],
      crop: ARCFACE_CROP,
    },
    outputs: [
      { name: "output0", shape: [1, 128], meaning: "the face, not normalised to length 1" },
    ],
  }),
  source: { kind: "url", url: rawGitHub(REPOSITORY, COMMIT, PATH) },
});
