import { createImageNetwork } from "../align/image-network.js";
import { letterbox } from "../align/letterbox.js";
import { type Affine, applyAffine } from "../kernel/geometry.js";
import type { ModelSession } from "../runtime/inference-runtime.js";
import type { ModelFile } from "../runtime/model-pack.js";
import { BLAZEFACE_GRID_SIZES, BLAZEFACE_SIDE, blazeFaceAnchors } from "./blazeface-anchors.js";
import type { Detector, FaceDetection } from "./detector.js";
import { mergeOverlaps } from "./nms.js";

/** Settings of {@link createBlazeFace}. */
export interface BlazeFaceOptions {
  /** Certainty from which a box is a face, 0..1. */
  readonly minScore?: number;
  /** Intersection over union from which two boxes are one face, 0..1. */
  readonly minOverlap?: number;
}

/** Used where {@link BlazeFaceOptions} leaves something out. */
export const BLAZEFACE_DEFAULTS: Required<BlazeFaceOptions> = Object.freeze({
  minScore: 0.5,
  minOverlap: 0.3,
});

/** Values of one box: centre, size and six keypoints, x and y each. */
const BOX_VALUES = 16;

/**
 * The BlazeFace detector for the back camera: one run over the whole picture.
 * @param session - owned by the detector from here on
 * @param file - the manifest's entry for it
 * @throws {SourireError} `MODEL_MANIFEST_INVALID`
 * @see Bazarevsky et al., BlazeFace, arXiv:1907.05047
 */
export function createBlazeFace(
  session: ModelSession,
  file: ModelFile,
  options: BlazeFaceOptions = {},
): Detector {
  const { minScore, minOverlap } = { ...BLAZEFACE_DEFAULTS, ...options };
  const [fine, coarse] = BLAZEFACE_GRID_SIZES;
  const sizes = [fine, coarse, fine * BOX_VALUES, coarse * BOX_VALUES];
  const network = createImageNetwork(session, file, BLAZEFACE_SIDE, sizes);
  const anchors = blazeFaceAnchors();
  return {
    async detect(image) {
      const map = letterbox(image.width, image.height, BLAZEFACE_SIDE);
      const answers = await network.run(image, { map, border: { byte: 0 } });
      const [fineScores, coarseScores, fineBoxes, coarseBoxes] = answers as Grids;
      const faces = [
        ...decodeBlazeFace(fineScores, fineBoxes, anchors, minScore, map),
        ...decodeBlazeFace(coarseScores, coarseBoxes, anchors.subarray(2 * fine), minScore, map),
      ];
      return mergeOverlaps(faces, minOverlap);
    },
    [Symbol.asyncDispose]: () => network[Symbol.asyncDispose](),
  };
}

type Grids = readonly [Float32Array, Float32Array, Float32Array, Float32Array];

/**
 * Turns one grid's answer into faces.
 *
 * @param logits - shape `[n]`
 * @param boxes - shape `[n, 16]`: cx, cy, w, h, then right eye, left eye, nose, mouth, right ear and left
 * ear as x, y; in pixels of the input, positions relative to the anchor's centre
 * @param anchors - shape `[n, 2]` or longer
 * @param minScore - 0..1
 * @param map - from pixels of the input to pixels of the picture: scale and shift only
 */
export function decodeBlazeFace(
  logits: Float32Array,
  boxes: Float32Array,
  anchors: Float32Array,
  minScore: number,
  map: Affine,
): FaceDetection[] {
  const faces: FaceDetection[] = [];
  const minLogit = Math.log(minScore / (1 - minScore));
  for (const [i, logit] of logits.entries()) {
    if (logit < minLogit) continue;
    const at = i * BOX_VALUES;
    const value = (k: number): number => boxes[at + k] as number;
    const point = (k: number) =>
      applyAffine(map, {
        x: (anchors[2 * i] as number) + value(k),
        y: (anchors[2 * i + 1] as number) + value(k + 1),
      });
    const centre = point(0);
    const width = value(2) * map.a;
    const height = value(3) * map.d;
    if (!(width > 0 && height > 0)) continue;
    faces.push({
      box: { x: centre.x - width / 2, y: centre.y - height / 2, width, height },
      score: 1 / (1 + Math.exp(-logit)),
      keypoints: { rightEye: point(4), leftEye: point(6), nose: point(8), mouth: point(10) },
    });
  }
  return faces;
}
