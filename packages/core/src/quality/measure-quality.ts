import type { PixelImage } from "../kernel/frame.js";
import type { FaceLandmarks } from "../landmarks/landmark-model.js";
import { measureFace } from "../landmarks/measures.js";
import { createFaceCropBuffers, type FaceCropBuffers, readFaceCrop } from "./face-crop.js";
import { measureMargin } from "./margin-of-face.js";
import { measureBrightShare } from "./over-exposure.js";
import type { QualityValues } from "./quality-values.js";
import { measureSharpness } from "./sharpness.js";
import { measureDarkShare } from "./under-exposure.js";

/**
 * Measures every component on one face. Costs one crop of 96 x 96, whatever the size of the picture.
 * @param buffers - scratch space, wiped before this returns
 * @throws {SourireError} `FRAME_INVALID`
 */
export function measureQuality(
  image: PixelImage,
  face: FaceLandmarks,
  buffers: FaceCropBuffers = createFaceCropBuffers(),
): QualityValues {
  const measures = measureFace(face);
  const luma = readFaceCrop(image, measures, buffers);
  const values = {
    outerEyeDistancePx: measures.outerEyeDistance,
    yawDegrees: measures.yaw,
    pitchDegrees: measures.pitch,
    rollDegrees: measures.roll,
    sharpness: measureSharpness(luma),
    darkShare: measureDarkShare(luma),
    brightShare: measureBrightShare(luma),
    margin: measureMargin(image, measures.box),
  };
  buffers.colour.fill(0); // no face stays in memory
  buffers.luma.fill(0);
  return values;
}
