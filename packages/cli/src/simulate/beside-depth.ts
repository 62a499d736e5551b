import type { DepthImage, Frame, PixelImage } from "@sourire/core";

/** mm: what the colours of a depth picture span. */
const NEAREST_MM = 300;
const FARTHEST_MM = 1_500;

/**
 * A frame as one `rgb8` picture, its depth to the right of it where it has any: near is warm, far is cold, black is
 * where nothing was measured.
 */
export function besideDepth({ image, depth }: Frame): PixelImage {
  const { width, height } = image;
  if (image.format !== "rgb8") throw new RangeError("simulated frames are rgb8");
  if (!depth) return image;
  const total = width + depth.width;
  const data = new Uint8Array(total * height * 3);
  for (let y = 0; y < height; y++) {
    const row = y * image.stride;
    data.set(image.data.subarray(row, row + width * 3), y * total * 3);
    if (y < depth.height) paintRow(depth, y, data, (y * total + width) * 3);
  }
  return { format: "rgb8", width: total, height, stride: total * 3, data };
}

function paintRow(depth: DepthImage, y: number, out: Uint8Array, offset: number): void {
  let to = offset;
  for (let x = 0; x < depth.width; x++, to += 3) {
    const mm = (depth.data[y * depth.width + x] as number) * depth.unitMm;
    if (mm === 0) continue;
    const t = Math.min(1, Math.max(0, (mm - NEAREST_MM) / (FARTHEST_MM - NEAREST_MM)));
    out[to] = hump(t, 0.15);
    out[to + 1] = hump(t, 0.45);
    out[to + 2] = hump(t, 0.8);
  }
}

/** Brightest at `centre`, 0..255. */
function hump(t: number, centre: number): number {
  return Math.round(255 * Math.max(0, 1 - 2.2 * Math.abs(t - centre)));
}
