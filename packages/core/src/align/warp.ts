import { assertPixelImage, type PixelImage } from "../kernel/frame.js";
import type { Affine } from "../kernel/geometry.js";
import { wordView } from "./pack-rows.js";
import { warpFourAligned, warpTwoAligned } from "./warp-aligned.js";
import { warpFourSamples } from "./warp-four.js";
import type { WarpKernel } from "./warp-kernel.js";
import { warpOneSample } from "./warp-one.js";
import { drawInPlace, drawPacked, type WarpJob } from "./warp-part.js";
import { type Border, type CropContract, isYuv, planWarp, type WarpPlan } from "./warp-plan.js";
import { warpThreeSamples } from "./warp-three.js";
import { warpThreeSparse } from "./warp-three-sparse.js";
import { warpTwoSamples } from "./warp-two.js";
import { convertYuvPlanes } from "./yuv.js";

/**
 * Side of the parts in which a crop is made where its pixels must be packed first, pixels of the crop. What is packed
 * for one stays in the second-level cache: 210 x 210 words at the largest shrink and a turn by 45 degrees.
 */
const TILE = 32;

/** Beyond this a map means nothing, and positions would not fit their integers. Pixels. */
const FARTHEST = 1e8;

/**
 * Cuts a crop out of a picture and normalises it for a network, in one pass. Only pixels that it needs are read.
 *
 * **Positions.** Pixel centres lie at +0.5: the crop's pixel (i, j) is centred at `map(i + 0.5, j + 0.5)`, and the
 * picture's pixel (u, v) covers u..u+1, v..v+1 with its value at the centre.
 *
 * **Filter.** Let s be the shrink: the root of the mean square of the map's two scales, which for a similarity is
 * its scale. Up to s = 4.5 the crop's pixel is the mean of k x k bilinear samples one pixel of the picture apart, upright
 * in the picture and around the centre, with k = round(s), 1..4. That is the mean over a square of
 * side k of (k + 1)^2 pixels, whose outer rows and columns count by their share: a shrink of exactly 4 is a
 * mean of 4 x 4 pixels, no shrink is plain bilinear, a gradient is kept as it is. Beyond 4.5 only every m-th pixel
 * of every m-th row is read, from (m - 1) / 2 rounded down on, with m = s / 4.5 rounded up: the same filter, with
 * k = round(s / m), 1..4, is laid over what remains. So a crop's pixel never costs more than 25 of the picture's. The
 * filter `sparse` does the same with at most 2 samples an axis, so with 2.5 in the place of 4.5, and never reads more
 * than 9; the filter `bilinear` takes s as 1.
 *
 * **Colour.** A pixel of a YUV picture has its own Y and the U and V of its block; Y, U and V are averaged, then converted and
 * cut off at 0 and 255. `gray16` is brought to 0..255 and rounded first. A grey picture fills all three planes; alpha is
 * ignored.
 *
 * **Border.** Pixels beyond the picture have the border's byte as their grey, of YUV pictures rounded to a whole Y; or
 * they repeat the nearest pixel that is read, or mirror those that are read at the outermost of them.
 *
 * **Rounding.** Shares of pixels are whole 64ths or finer. The result differs from the definition by less than 0.7 of a
 * level of 255 on any picture whose colours can be shown, and on a gradient by 1/128 of the step from pixel to pixel.
 *
 * @param image - rows may be padded
 * @param map - from pixels of the crop to pixels of the picture
 * @param contract - size and normalisation of the crop
 * @param border - what lies beyond the picture
 * @param out - shape `[3, height, width]`, overwritten; the caller's own
 * @throws {SourireError} `FRAME_INVALID`
 * @throws {RangeError} when `out` has another length, `map` is not finite or the border is no byte
 */
export type WarpToTensor = (
  image: PixelImage,
  map: Affine,
  contract: CropContract,
  border: Border,
  out: Float32Array,
) => void;

/** {@link WarpToTensor} for a single crop. Who makes many uses {@link createWarp}. */
export const warpToTensor: WarpToTensor = (image, map, contract, border, out) =>
  createWarp()(image, map, contract, border, out);

/**
 * A {@link WarpToTensor} that keeps its scratch space from one crop to the next. Pixels of `rgba8` whose rows begin at
 * multiples of four bytes are read in place; others, and those at the border, are packed there, a tile at a time.
 * The space is wiped before a call returns; it grows to 180 KB at most.
 */
export function createWarp(): WarpToTensor {
  const scratch = { words: new Int32Array(0) };
  return (image, map, contract, border, out) => {
    assertPixelImage(image);
    assertCrop(map, contract, border, out);
    const plan = planWarp(image, map, contract);
    const view = wordView(image);
    const job: WarpJob = { image, plan, border, out, view, kernel: kernelFor(plan) };
    const { width, height } = contract;
    if (!drawInPlace(job, 0, 0, width, height)) {
      for (let j = 0; j < height; j += TILE) {
        const rows = Math.min(TILE, height - j);
        // bars above and below a picture leave most bands whole
        if (drawInPlace(job, 0, j, width, rows)) continue;
        for (let i = 0; i < width; i += TILE) {
          const columns = Math.min(TILE, width - i);
          if (!drawInPlace(job, i, j, columns, rows)) {
            drawPacked(job, scratch, i, j, columns, rows);
          }
        }
      }
      scratch.words.fill(0); // no face stays in memory
    }
    if (isYuv(image.format)) convertYuvPlanes(out, image.yuv, contract);
  };
}

function kernelFor({ samples, aligned, step }: WarpPlan): WarpKernel {
  if (aligned) return samples === 4 ? warpFourAligned : warpTwoAligned;
  if (samples === 1) return warpOneSample;
  if (samples === 2) return warpTwoSamples;
  if (samples === 4) return warpFourSamples;
  return step === 1 ? warpThreeSamples : warpThreeSparse;
}

function assertCrop(map: Affine, contract: CropContract, border: Border, out: Float32Array): void {
  const plane = contract.width * contract.height;
  if (out.length !== 3 * plane) throw new RangeError(`${out.length} values for ${3 * plane}`);
  if (typeof border === "object" && border.byte !== (border.byte & 255)) {
    throw new RangeError(`a border of ${border.byte}`);
  }
  const { a, b, tx, c, d, ty } = map;
  const scale = Math.max(Math.abs(a), Math.abs(b), Math.abs(c), Math.abs(d));
  const side = Math.max(contract.width, contract.height);
  const farthest = Math.max(Math.abs(tx), Math.abs(ty)) + 2 * side * scale;
  if (!(farthest < FARTHEST)) throw new RangeError("a map that is not finite, or far off");
}
