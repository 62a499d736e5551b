import type { ModelFile } from "@sourire/core";
import { type CatalogueFile, rawGitHub, withGolden } from "../catalogue-file.js";

const REPOSITORY = "ShiqiYu/libfacedetection.train";
const COMMIT = "0047ac24afb1a50a0c6105001c89d1b5b805dbf1";
const PATH = "onnx/yunet_n_dynamic.onnx";
const SHA256 = "104ee26c71d5c270ce79a6b3dced91c91013260d29a6bf18f9296c5b8c4c2b12";
const STRIDES = [8, 16, 32] as const;
/** The size that the shapes below are for; the network takes every multiple of its largest stride. */
const SIDE = 320;

/** YuNet n, with free input size: faces and five points. */
export const YUNET: CatalogueFile = Object.freeze<CatalogueFile>({
  file: withGolden({
    role: "detector",
    architecture: "yunet",
    path: "yunet_n_dynamic.onnx",
    bytes: 322_906,
    sha256: SHA256,
    // the LICENSE file of the commit is Apache 2.0; a badge in its README says BSD
    licence: {
      spdx: "Apache-2.0",
      holder: "Copyright (c) 2022 Shiqi Yu; Copyright 2018-2022 OpenMMLab",
      url: `https://github.com/${REPOSITORY}/blob/${COMMIT}/LICENSE`,
      trainingData:
        "WIDER FACE (Yang et al., 2016): pictures of the web, published for research on faces.",
    },
    provenance: {
      source: `github:${REPOSITORY}@${COMMIT}`,
      files: [{ path: PATH, sha256: SHA256 }],
      converter: "none: the file as published",
    },
    input: {
      name: "input",
      width: SIDE,
      height: SIDE,
      layout: "NCHW",
      colour: "BGR",
      mean: [0, 0, 0],
      scale: [1, 1, 1],
      crop: "the whole picture, letterboxed",
      sizeStep: 32,
    },
    outputs: [
      ...perStride("cls", 1, "probability of a face in each cell"),
      ...perStride("obj", 1, "how well the box of each cell is expected to fit, 0..1"),
      ...perStride(
        "bbox",
        4,
        "for each cell: centre x, y as offsets in strides, logarithm of width, height in strides",
      ),
      ...perStride(
        "kps",
        10,
        "for each cell: x, y of right eye, left eye, nose, right and left mouth corner, as offsets in strides",
      ),
    ],
  }),
  source: { kind: "url", url: rawGitHub(REPOSITORY, COMMIT, PATH) },
});

function perStride(name: string, values: number, meaning: string): ModelFile["outputs"] {
  return STRIDES.map((stride) => ({
    name: `${name}_${stride}`,
    shape: [1, (SIDE / stride) ** 2, values],
    meaning: `stride ${stride}: ${meaning}, row by row`,
  }));
}
