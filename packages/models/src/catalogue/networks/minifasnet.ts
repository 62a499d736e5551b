import type { ModelFile } from "@sourire/core";
import { type CatalogueFile, rawGitHub, withGolden } from "../catalogue-file.js";

const REPOSITORY = "johnraivenolazo/face-antispoof-onnx";
const COMMIT = "2b9830bb0eccafddcf0abcedf5c6ad506f0a1142";
const PATH = "models/best/98.20/best_model.onnx";
const SHA256 = "af2381b88f38769222ed93379e12444e2a50814575de1c46170de570c55a42b6";

/** MiniFASNetV2-SE at 128 pixels: live or attack, from the skin's texture. */
export const MINIFASNET_V2_SE_128: CatalogueFile = Object.freeze<CatalogueFile>({
  file: withGolden({
    role: "texture",
    architecture: "minifasnet-v2-se-128",
    path: "jr_minifasv2se_128_98.20.onnx",
    bytes: 1_912_594,
    sha256: SHA256,
    licence: {
      spdx: "Apache-2.0",
      holder: "John Raiven Olazo (face-antispoof-onnx); architecture by Minivision",
      url: `https://github.com/${REPOSITORY}/blob/${COMMIT}/LICENSE`,
      trainingData:
        "CelebA-Spoof (Zhang et al., 2020), as far as its preparation script and figures show: pictures of celebrities and re-captures of them, given out for research only.",
    },
    provenance: {
      source: `github:${REPOSITORY}@${COMMIT}`,
      files: [{ path: PATH, sha256: SHA256 }],
      converter: "none: the file as published",
    },
    input: {
      name: "input",
      width: 128,
      height: 128,
      layout: "NCHW",
      colour: "RGB",
      mean: [0, 0, 0],
      scale: [255, 255, 255],
      crop: "a square 1.5 times the face's box; the border is reflected where it leaves the picture",
      batch: true,
    },
    outputs: [{ name: "output", shape: [1, 2], meaning: "logits: live, attack" }],
  }),
  source: { kind: "url", url: rawGitHub(REPOSITORY, COMMIT, PATH) },
});

/** MiniFASNetV2 at 80 pixels, of the pair that Minivision published. */
export const MINIFASNET_V2_80: CatalogueFile = minivision({
  architecture: "minifasnet-v2-80",
  path: "2.7_80x80_MiniFASNetV2.onnx",
  bytes: 1_744_241,
  sha256: "4040cc4c2078ba39df8c240adf53808f6b83798546c0e8e224f75a3a7dc465bc",
  extent: "2.7",
});

/** MiniFASNetV1-SE at 80 pixels, the pair's other half; it sees more of the surroundings. */
export const MINIFASNET_V1_SE_80: CatalogueFile = minivision({
  architecture: "minifasnet-v1-se-80",
  path: "4_0_0_80x80_MiniFASNetV1SE.onnx",
  bytes: 1_743_409,
  sha256: "8c0ddfa0acf7ddd8ab77661d49489f3adddde40c7b0f6ab4a26cf50c68e0c17a",
  extent: "4.0",
});

function minivision(
  network: Pick<ModelFile, "architecture" | "path" | "bytes" | "sha256"> & {
    /** Side of the crop over the box of the face. */
    readonly extent: string;
  },
): CatalogueFile {
  const { extent, ...pinned } = network;
  const checkpoint = pinned.path.replace(/\.onnx$/, ".pth");
  return Object.freeze<CatalogueFile>({
    file: withGolden({
      role: "texture",
      ...pinned,
      licence: {
        spdx: "Apache-2.0",
        holder: "Copyright 2020 Minivision (Silent-Face-Anti-Spoofing)",
        url: "https://github.com/minivision-ai/Silent-Face-Anti-Spoofing/blob/master/LICENSE",
        trainingData: "Not published by Minivision; its terms are not known.",
      },
      provenance: {
        source: `github:minivision-ai/Silent-Face-Anti-Spoofing, resources/anti_spoof_models/${checkpoint}`,
        // the checkpoint's own hash was not recorded
        files: [],
        converter: "PyTorch 2.13.0",
      },
      input: {
        name: "input",
        width: 80,
        height: 80,
        layout: "NCHW",
        colour: "BGR",
        mean: [0, 0, 0],
        scale: [1, 1, 1],
        crop: `${extent} times the face's box, moved inside the picture where it would leave it`,
        batch: true,
      },
      outputs: [
        { name: "logits", shape: [1, 3], meaning: "logits; class 1 is live, 0 and 2 are attacks" },
      ],
    }),
    source: { kind: "import" },
  });
}
