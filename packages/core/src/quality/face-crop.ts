import { squareCrop } from "../align/letterbox.js";
import { createWarp, type WarpToTensor } from "../align/warp.js";
import type { PixelImage } from "../kernel/frame.js";
import type { FaceMeasures } from "../landmarks/measures.js";

/** Side of the crop, pixels. The eyes then lie 48 px apart, about as far as embedders see them. */
export const FACE_CROP_SIDE = 96;

/** Side of the crop over the distance between the eyes: brows to chin, without hair or background. */
const EXTENT = 2;
/** Centre of the crop below the eyes, over the distance between the eyes. */
const BELOW_EYES = 0.4;

const CONTRACT = {
  width: FACE_CROP_SIDE,
  height: FACE_CROP_SIDE,
  colour: "RGB",
  mean: [0, 0, 0],
  scale: [1, 1, 1],
} as const;

/** Buffers of {@link readFaceCrop}, used again for every face. */
export interface FaceCropBuffers {
  /** Shape `[3, 96, 96]`. */
  readonly colour: Float32Array;
  /** Shape `[96, 96]`, 0..255. */
  readonly luma: Float32Array;
  /** Cuts the crop; keeps no picture. */
  readonly warp: WarpToTensor;
}

/** Allocates the buffers. */
export function createFaceCropBuffers(): FaceCropBuffers {
  const plane = FACE_CROP_SIDE * FACE_CROP_SIDE;
  return {
    colour: new Float32Array(3 * plane),
    luma: new Float32Array(plane),
    warp: createWarp(),
  };
}

/**
 * Cuts the upright inner face out of the picture at a fixed size, so that what is measured on it
 * depends neither on the distance to the camera nor on the size of the picture.
 * @returns luma (ITU-R BT.601 weights on sRGB bytes), shape `[96, 96]`, 0..255; the buffers' own
 * @throws {SourireError} `FRAME_INVALID`
 */
export function readFaceCrop(
  image: PixelImage,
  { rightEye, leftEye, interEyeDistance, roll }: FaceMeasures,
  { colour, luma, warp }: FaceCropBuffers,
): Float32Array {
  const angle = (roll * Math.PI) / 180;
  const down = BELOW_EYES * interEyeDistance;
  const centre = {
    x: (rightEye.x + leftEye.x) / 2 - Math.sin(angle) * down,
    y: (rightEye.y + leftEye.y) / 2 + Math.cos(angle) * down,
  };
  const map = squareCrop(centre, EXTENT * interEyeDistance, angle, FACE_CROP_SIDE);
  warp(image, map, CONTRACT, "clamp", colour);
  const plane = luma.length;
  for (let i = 0; i < plane; i++) {
    luma[i] =
      0.299 * (colour[i] as number) +
      0.587 * (colour[plane + i] as number) +
      0.114 * (colour[2 * plane + i] as number);
  }
  return luma;
}
