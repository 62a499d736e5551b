import { assertPixelImage, type Frame, type PixelFormat, SourireError } from "@sourire/core";
import { invalid } from "./json-fields.js";

/** What a stream must be. */
export interface StreamShape {
  /** What messages call it. */
  readonly name: string;
  /** Where only some will do. */
  readonly formats?: readonly PixelFormat[];
  /** Pixels, where they are calibrated. */
  readonly size?: { readonly width: number; readonly height: number };
}

/**
 * A check of every frame of a stream: another size than the calibrated one would shift every distance, quietly.
 * @returns throws `CALIBRATION_INVALID`, `CAMERA_FORMAT_UNSUPPORTED` or `FRAME_INVALID`
 */
export function createStreamCheck({ name, formats, size }: StreamShape): (frame: Frame) => void {
  return ({ image }) => {
    if (formats && !formats.includes(image.format)) {
      throw new SourireError(
        "CAMERA_FORMAT_UNSUPPORTED",
        `the ${name} camera gives ${image.format}; need ${formats.join(" or ")}`,
      );
    }
    if (size && (image.width !== size.width || image.height !== size.height)) {
      throw invalid(
        `the ${name} camera gives ${image.width} x ${image.height}, calibrated is ${size.width} x ${size.height}`,
      );
    }
    assertPixelImage(image);
  };
}
