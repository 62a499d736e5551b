import { readFile } from "node:fs/promises";
import { resolvePack } from "@sourire/models";
import { stockPhotographs } from "@sourire/models/starter";
import { createOnnxRuntime, decodeImage } from "@sourire/node";
import { warpToTensor } from "../../src/align/warp.js";
import type { FaceDetection } from "../../src/detect/detector.js";
import { BYTES_PER_PIXEL, type Frame, type PixelImage } from "../../src/kernel/frame.js";
import type { Affine } from "../../src/kernel/geometry.js";
import type { InferenceRuntime } from "../../src/runtime/inference-runtime.js";
import type { ModelPack } from "../../src/runtime/load-pack.js";

/** The starter pack, which the set-up builds, and the runtime that it is run with. */
export async function openStarter(): Promise<{ pack: ModelPack; runtime: InferenceRuntime }> {
  const found = await resolvePack("starter").catch((cause: unknown) => {
    throw new Error("no starter pack: run `npm run setup` before the tests", { cause });
  });
  return { pack: await found.open(), runtime: await createOnnxRuntime() };
}

/** A stock photograph that the starter pack's sources carry, 1 to 6. */
export async function photograph(number: number): Promise<PixelImage> {
  const files = await stockPhotographs();
  return decodeImage(await readFile(files[number - 1] as string));
}

/** A frame as a camera gives it. */
export function frameOf(image: PixelImage, sequence = 1): Frame {
  return { sequence, capturedAtMs: 33 * sequence, image };
}

/** The square around a face, `extent` boxes wide, moved inside the picture: a view, not a copy. */
export function around(image: PixelImage, { box }: FaceDetection, extent: number): PixelImage {
  const side = Math.min(Math.round(box.width * extent), image.width, image.height);
  const left = clamp(Math.round(box.x + box.width / 2 - side / 2), image.width - side);
  const top = clamp(Math.round(box.y + box.height / 2 - side / 2), image.height - side);
  const at = top * image.stride + left * BYTES_PER_PIXEL[image.format];
  return { ...image, width: side, height: side, data: image.data.subarray(at) };
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(0, value));
}

/** Draws a picture through a map (from pixels of the result to pixels of the picture). */
export function redraw(
  image: PixelImage,
  map: Affine,
  width: number,
  height: number,
  border: number,
): PixelImage {
  const plane = width * height;
  const planes = new Float32Array(3 * plane);
  const contract = { width, height, colour: "RGB", mean: [0, 0, 0], scale: [1, 1, 1] } as const;
  warpToTensor(image, map, contract, { byte: border }, planes);
  const data = new Uint8Array(3 * plane);
  for (let i = 0; i < plane; i++) {
    for (let c = 0; c < 3; c++) data[3 * i + c] = Math.round(planes[c * plane + i] as number);
  }
  return { format: "rgb8", width, height, stride: 3 * width, data };
}

/** Copies pictures of one size into a grid, over and over. */
export function collage(picture: PixelImage, columns: number, rows: number): PixelImage {
  const { width, height, stride, data } = picture;
  const pixel = BYTES_PER_PIXEL[picture.format];
  const wide = columns * width;
  const out = new Uint8Array(wide * height * rows * pixel);
  for (let y = 0; y < height * rows; y++) {
    const from = (y % height) * stride;
    const row = data.subarray(from, from + width * pixel);
    for (let column = 0; column < columns; column++) {
      out.set(row, (y * wide + column * width) * pixel);
    }
  }
  return { ...picture, width: wide, height: height * rows, stride: wide * pixel, data: out };
}

/** Luma only. */
export function grey(image: PixelImage): PixelImage {
  const { width, height, stride, data } = image;
  const pixel = BYTES_PER_PIXEL[image.format];
  const out = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [r = 0, g = 0, b = 0] = data.subarray(y * stride + x * pixel);
      out[y * width + x] = Math.round(0.299 * r + 0.587 * g + 0.114 * b);
    }
  }
  return { format: "gray8", width, height, stride: width, data: out };
}
