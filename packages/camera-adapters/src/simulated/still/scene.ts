import {
  assertPixelImage,
  type Box,
  BYTES_PER_PIXEL,
  type PixelImage,
  SourireError,
} from "@sourire/core";
import { blurred } from "./blur.js";
import type { MotionRange } from "./motion.js";
import type { RgbPicture } from "./rgb-picture.js";

/** What the simulated camera looks at: a copy of the picture around the face, near the frame's size. */
export interface Scene {
  /** From most to least out of focus; the last is sharp. All have the same size. */
  readonly focus: readonly RgbPicture[];
  /** Centre of the face, pixels of the pictures. */
  readonly faceX: number;
  /** Centre of the face, pixels of the pictures. */
  readonly faceY: number;
  /** Pixels of the pictures for one pixel of the frame, at the middle scale. */
  readonly pixelsPerFramePixel: number;
}

/** Blur of a camera that has not focused yet, as shares of the face's height: visible, not unusable. */
const DEFOCUS_SHARES = [0.02, 0.01];

/** What decoded pictures are; the formats of live cameras and video are no still pictures. */
const STILL_FORMATS: readonly PixelImage["format"][] = ["rgb8", "rgba8", "gray8"];

/**
 * Cuts out what the moving camera can see, and shrinks it by a whole factor where it is much finer
 * than the frame, so that bilinear sampling does not alias.
 * @param faceHeight - how tall the face stands in the frame at the middle scale, pixels
 * @throws {SourireError} `FRAME_INVALID`
 * @throws {RangeError} when the face lies outside the picture
 */
export function prepareScene(
  picture: PixelImage,
  face: Box,
  frame: { readonly width: number; readonly height: number; readonly faceHeight: number },
  range: MotionRange,
): Scene {
  assertPixelImage(picture);
  if (!STILL_FORMATS.includes(picture.format)) {
    throw new SourireError("FRAME_INVALID", `a still picture of ${picture.format}`);
  }
  const centreX = face.x + face.width / 2;
  const centreY = face.y + face.height / 2;
  const inside = centreX > 0 && centreY > 0 && centreX < picture.width && centreY < picture.height;
  if (!inside || !(face.width > 0 && face.height > 0)) {
    throw new RangeError("the face's box does not lie in the picture");
  }
  const perFramePixel = face.height / frame.faceHeight;
  const reachInFrame =
    Math.hypot(frame.width, frame.height) / 2 + Math.SQRT2 * range.swayShare * frame.height;
  const reach = (perFramePixel * reachInFrame) / (1 - range.scaleShare);
  const shrink = Math.max(1, Math.round(perFramePixel));
  const left = Math.max(0, Math.floor(centreX - reach));
  const top = Math.max(0, Math.floor(centreY - reach));
  const width = Math.floor((Math.min(picture.width, centreX + reach) - left) / shrink);
  const height = Math.floor((Math.min(picture.height, centreY + reach) - top) / shrink);
  if (width < 2 || height < 2) throw new RangeError("the picture is too small to be filmed");
  const sharp = { width, height, data: average(picture, left, top, width, height, shrink) };
  const blurs = DEFOCUS_SHARES.map((share) =>
    blurred(sharp, Math.max(1, Math.round((share * face.height) / shrink))),
  );
  return {
    focus: [...blurs, sharp],
    faceX: (centreX - left) / shrink,
    faceY: (centreY - top) / shrink,
    pixelsPerFramePixel: perFramePixel / shrink,
  };
}

/** RGB of a region, each pixel the mean of `shrink` x `shrink` pixels; alpha is ignored. */
function average(
  { format, stride, data }: PixelImage,
  left: number,
  top: number,
  width: number,
  height: number,
  shrink: number,
): Uint8Array {
  const pixel = BYTES_PER_PIXEL[format];
  const [green, blue] = pixel === 1 ? [0, 0] : [1, 2];
  const count = shrink * shrink;
  const out = new Uint8Array(width * height * 3);
  let to = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let r = 0;
      let g = 0;
      let b = 0;
      for (let dy = 0; dy < shrink; dy++) {
        let from = (top + y * shrink + dy) * stride + (left + x * shrink) * pixel;
        for (let dx = 0; dx < shrink; dx++, from += pixel) {
          r += data[from] as number;
          g += data[from + green] as number;
          b += data[from + blue] as number;
        }
      }
      out[to++] = Math.round(r / count);
      out[to++] = Math.round(g / count);
      out[to++] = Math.round(b / count);
    }
  }
  return out;
}
