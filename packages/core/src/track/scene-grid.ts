import type { PixelImage } from "../kernel/frame.js";
import { lumaLayout } from "./luma-layout.js";

/** Samples along each side of a cell: 16 a cell, so that a sensor's noise is divided by four. */
const SAMPLES = 4;

/** Reads a picture as a coarse grid of its brightness; for pictures of one size and format. */
export interface SceneSampler {
  /** Cells from left to right. */
  readonly columns: number;
  /** Cells from top to bottom. */
  readonly rows: number;
  /** Whether it was made for such a picture. */
  fits(image: PixelImage): boolean;
  /**
   * Costs the same for every size of picture, but for its cache misses.
   * @param image - one that fits
   * @param luma - shape `[rows, columns]`, overwritten with the mean of each cell, 0..255
   */
  sample(image: PixelImage, luma: Float32Array): void;
}

/**
 * Makes a sampler for pictures like the given one.
 * @param cells - along the longer side; cells are about square, and no smaller than a pixel
 */
export function createSceneSampler(like: PixelImage, cells: number): SceneSampler {
  const { format, width, height, stride, whiteLevel } = like;
  const { pixel, parts } = lumaLayout(like);
  const side = Math.max(1, Math.max(width, height) / cells);
  const columns = Math.max(1, Math.round(width / side));
  const rows = Math.max(1, Math.round(height / side));
  const across = places(width, columns * SAMPLES, pixel);
  const down = places(height, rows * SAMPLES, stride);
  return {
    columns,
    rows,
    fits: (image) =>
      image.format === format &&
      image.width === width &&
      image.height === height &&
      image.stride === stride &&
      image.whiteLevel === whiteLevel,
    sample({ data }, luma) {
      luma.fill(0);
      for (const { offset, weight } of parts) {
        addBytes(data.subarray(offset), across, down, weight / SAMPLES ** 2, luma);
      }
    },
  };
}

/** Adds to each cell `weight` times the sum of its samples. */
function addBytes(
  data: Uint8Array,
  across: Int32Array,
  down: Int32Array,
  weight: number,
  luma: Float32Array,
): void {
  const columns = across.length / SAMPLES;
  for (let j = 0; j < down.length; j++) {
    const line = down[j] as number;
    let cell = Math.floor(j / SAMPLES) * columns;
    for (let i = 0; i < across.length; i += SAMPLES, cell++) {
      // inside the picture by construction: `as number` costs nothing at run time
      const sum =
        (data[line + (across[i] as number)] as number) +
        (data[line + (across[i + 1] as number)] as number) +
        (data[line + (across[i + 2] as number)] as number) +
        (data[line + (across[i + 3] as number)] as number);
      luma[cell] = (luma[cell] as number) + sum * weight;
    }
  }
}

/** Byte offsets of `count` pixels (or rows) spread evenly over a side. */
function places(length: number, count: number, step: number): Int32Array {
  const offsets = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    offsets[i] = Math.floor(((i + 0.5) * length) / count) * step;
  }
  return offsets;
}
