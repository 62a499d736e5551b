import type { Border, CropContract } from "../../src/align/warp-plan.js";
import type { PixelImage } from "../../src/kernel/frame.js";
import { type Affine, applyAffine } from "../../src/kernel/geometry.js";

type Triple = readonly [number, number, number];

/**
 * The definition in the docstring of `WarpToTensor`, written for the eye: one sample at a time, in float64, with
 * none of the kernels' words, tiles or integers.
 */
export function referenceWarp(
  image: PixelImage,
  map: Affine,
  contract: CropContract,
  border: Border,
): Float64Array {
  const { width, height, colour, mean, scale } = contract;
  const out = new Float64Array(3 * width * height);
  for (let j = 0; j < height; j++) {
    for (let i = 0; i < width; i++) {
      const rgb = referencePixel(image, map, contract.filter, border, i, j);
      for (let plane = 0; plane < 3; plane++) {
        const level = rgb[colour === "RGB" ? plane : 2 - plane] as number;
        const value = (level - (mean[plane] as number)) / (scale[plane] as number);
        out[(plane * height + j) * width + i] = value;
      }
    }
  }
  return out;
}

function referencePixel(
  image: PixelImage,
  map: Affine,
  filter: CropContract["filter"],
  border: Border,
  i: number,
  j: number,
): Triple {
  const s =
    filter === "bilinear" ? 1 : Math.sqrt((map.a ** 2 + map.b ** 2 + map.c ** 2 + map.d ** 2) / 2);
  const most = filter === "sparse" ? 2 : 4;
  const m = Math.max(1, Math.ceil(s / (most + 0.5)));
  const k = Math.min(most, Math.max(1, Math.round(s / m)));
  const firstX = Math.min(Math.floor((m - 1) / 2), image.width - 1);
  const firstY = Math.min(Math.floor((m - 1) / 2), image.height - 1);
  const centre = applyAffine(map, { x: i + 0.5, y: j + 0.5 });
  const x = (centre.x - 0.5 - firstX) / m;
  const y = (centre.y - 0.5 - firstY) / m;
  const last = {
    x: Math.floor((image.width - 1 - firstX) / m),
    y: Math.floor((image.height - 1 - firstY) / m),
  };
  /** The pixel in column p and row q of those that are read. */
  const read = (p: number, q: number): Triple => {
    const inside = p >= 0 && q >= 0 && p <= last.x && q <= last.y;
    if (!inside && typeof border === "object") return greyOf(image, border.byte);
    const column = border === "reflect" ? bounce(p, last.x) : Math.min(last.x, Math.max(0, p));
    const row = border === "reflect" ? bounce(q, last.y) : Math.min(last.y, Math.max(0, q));
    return pixelAt(image, firstX + m * column, firstY + m * row);
  };
  const sum = [0, 0, 0];
  for (let v = 0; v < k; v++) {
    for (let u = 0; u < k; u++) {
      const sx = x + u - (k - 1) / 2;
      const sy = y + v - (k - 1) / 2;
      const [left, top] = [Math.floor(sx), Math.floor(sy)];
      const [fx, fy] = [sx - left, sy - top];
      const corners = [
        [read(left, top), (1 - fx) * (1 - fy)],
        [read(left + 1, top), fx * (1 - fy)],
        [read(left, top + 1), (1 - fx) * fy],
        [read(left + 1, top + 1), fx * fy],
      ] as const;
      for (const [value, weight] of corners) {
        for (let c = 0; c < 3; c++) sum[c] = (sum[c] as number) + (value[c] as number) * weight;
      }
    }
  }
  return toRgb(image, sum.map((total) => total / (k * k)) as unknown as Triple);
}

/** Walks from 0 by as many steps as asked for, and turns around at 0 and at the end. */
function bounce(steps: number, end: number): number {
  let at = 0;
  let forward = steps >= 0;
  for (let left = Math.abs(steps); left > 0 && end > 0; left--) {
    if (forward ? at === end : at === 0) forward = !forward;
    at += forward ? 1 : -1;
  }
  return at;
}

/** The values that a pixel has: red, green, blue; grey three times; or Y and its block's U and V. */
function pixelAt(image: PixelImage, x: number, y: number): Triple {
  const { format, data, stride, height } = image;
  const byte = (at: number): number => data[at] as number;
  const chromaY = Math.floor(y / 2);
  const chromaX = Math.floor(x / 2);
  switch (format) {
    case "rgb8":
      return [byte(y * stride + 3 * x), byte(y * stride + 3 * x + 1), byte(y * stride + 3 * x + 2)];
    case "rgba8":
      return [byte(y * stride + 4 * x), byte(y * stride + 4 * x + 1), byte(y * stride + 4 * x + 2)];
    case "gray8":
      return [byte(y * stride + x), byte(y * stride + x), byte(y * stride + x)];
    case "gray16": {
      const value = byte(y * stride + 2 * x) + 256 * byte(y * stride + 2 * x + 1);
      const level = Math.round(Math.min(255, (255 * value) / (image.whiteLevel ?? 65_535)));
      return [level, level, level];
    }
    case "yuyv": {
      const pair = y * stride + 4 * chromaX;
      return [byte(y * stride + 2 * x), byte(pair + 1), byte(pair + 3)];
    }
    case "nv12": {
      const pair = stride * height + stride * chromaY + 2 * chromaX;
      return [byte(y * stride + x), byte(pair), byte(pair + 1)];
    }
    case "i420": {
      const chromaStride = Math.ceil(stride / 2);
      const planeV = chromaStride * Math.ceil(height / 2);
      const u = stride * height + chromaStride * chromaY + chromaX;
      return [byte(y * stride + x), byte(u), byte(u + planeV)];
    }
  }
}

const isYuv = ({ format }: PixelImage): boolean =>
  format === "yuyv" || format === "nv12" || format === "i420";

/** A grey of the border in the values of the picture. */
function greyOf(image: PixelImage, byte: number): Triple {
  if (!isYuv(image)) return [byte, byte, byte];
  const full = image.yuv?.range === "full";
  return [full ? byte : Math.round(16 + (byte * 219) / 255), 128, 128];
}

/** @see ITU-R BT.601-7 and BT.709-6: R = Y + 2 (1 - Kr) Cr and so on, with Y in 0..1 and chroma in -0.5..0.5 */
function toRgb(image: PixelImage, value: Triple): Triple {
  if (!isYuv(image)) return value;
  const full = image.yuv?.range === "full";
  const [kr, kb] = image.yuv?.matrix === "bt709" ? [0.2126, 0.0722] : [0.299, 0.114];
  const y = full ? value[0] / 255 : (value[0] - 16) / 219;
  const cb = (value[1] - 128) / (full ? 255 : 224);
  const cr = (value[2] - 128) / (full ? 255 : 224);
  const red = y + 2 * (1 - kr) * cr;
  const blue = y + 2 * (1 - kb) * cb;
  const green = (y - kr * red - kb * blue) / (1 - kr - kb);
  return [red, green, blue].map(
    (part) => 255 * Math.min(1, Math.max(0, part)),
  ) as unknown as Triple;
}
