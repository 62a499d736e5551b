import { assertPixelImage, type PixelImage } from "../kernel/frame.js";
import type { Affine } from "../kernel/geometry.js";
import { type Border, type CropContract, planWarp } from "./warp-plan.js";
import { warpRow } from "./warp-row.js";

/**
 * Cuts a crop out of a picture and normalises it for a network, in one pass.
 *
 * Pixel centres lie at +0.5: the crop's pixel (i, j) is sampled at `map(i + 0.5, j + 0.5)`, and the
 * picture's pixel (u, v) covers u..u+1, v..v+1 with its value at the centre. Samples are bilinear; where
 * the crop shrinks the picture, k x k samples spread over the pixel's footprint are averaged, so
 * that detail is averaged away and does not alias. A grey picture fills all three planes; alpha is ignored.
 *
 * @param image - sRGB bytes; rows may be padded
 * @param map - from pixels of the crop to pixels of the picture
 * @param contract - size and normalisation of the crop
 * @param border - what lies beyond the picture
 * @param out - shape `[3, height, width]`, overwritten; the caller's own
 * @throws {SourireError} `FRAME_INVALID`
 * @throws {RangeError} when `out` has another length or `map` is not finite
 */
export function warpToTensor(
  image: PixelImage,
  map: Affine,
  contract: CropContract,
  border: Border,
  out: Float32Array,
): void {
  assertPixelImage(image);
  const { width, height } = contract;
  const plane = width * height;
  if (out.length !== 3 * plane) throw new RangeError(`${out.length} values for ${3 * plane}`);
  const { a, b, tx, c, d, ty } = map;
  if (!Number.isFinite(a + b + tx + c + d + ty)) throw new RangeError("a map that is not finite");
  const plan = planWarp(image, map, contract, border);
  for (let j = 0; j < height; j++) {
    // -0.5: from positions to indices of pixels, whose centres lie at +0.5
    const x = a * 0.5 + b * (j + 0.5) + tx - 0.5;
    const y = c * 0.5 + d * (j + 0.5) + ty - 0.5;
    warpRow(image, plan, x, y, out, j * width);
  }
}
