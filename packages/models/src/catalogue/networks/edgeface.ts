import { type CatalogueFile, withGolden } from "../catalogue-file.js";
import { ARCFACE_CROP } from "./arcface-crop.js";

/** EdgeFace-XS with its weights in 8 bits: 512 numbers a face. */
export const EDGEFACE: CatalogueFile = Object.freeze<CatalogueFile>({
  file: withGolden({
    role: "embedder",
    architecture: "edgeface-112",
    path: "edgeface_xs_w8.onnx",
    bytes: 3_069_132,
    sha256: "2e209c450b9dda43f935d1ac729e7042587a32101a555d234b5b0457c84c9fc0",
    licence: {
      spdx: "BSD-3-Clause",
      holder:
        "Copyright (c) 2024 Anjith George, Christophe Ecabert, Hatef Otroshi Shahreza, Ketan Kotwal, Sébastien Marcel; Idiap Research Institute",
      url: "https://github.com/otroshi/edgeface/blob/main/LICENSE",
      trainingData:
        "WebFace260M, in parts (George et al., 2024): pictures of the web, given out for research only. Model cards of sibling checkpoints say CC-BY-NC-SA.",
    },
    provenance: {
      source: "github:otroshi/edgeface, checkpoint EdgeFace-XS",
      // the checkpoint's own hash was not recorded
      files: [],
      converter: "PyTorch 2.13.0, weights stored in 8 bits",
    },
    input: {
      name: "input",
      width: 112,
      height: 112,
      layout: "NCHW",
      colour: "RGB",
      mean: [127.5, 127.5, 127.5],
      scale: [127.5, 127.5, 127.5],
      crop: ARCFACE_CROP,
      batch: true,
    },
    outputs: [
      { name: "embedding", shape: [1, 512], meaning: "the face, not normalised to length 1" },
    ],
  }),
  source: { kind: "import" },
});
