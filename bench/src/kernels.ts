// What it costs to cut the networks' crops out of a frame, by format and shrink, beside two peers.
//   npx tsx --tsconfig tsconfig.base.json bench/src/kernels.ts [--json]
// All variants take turns in one process, so that a busy machine slows all of them alike. Pictures are SYNTHETIC noise of
// moderate contrast: the time depends on what is seen only where YUV is a colour that cannot be shown.
import { availableParallelism, cpus } from "node:os";
import {
  BYTES_PER_PIXEL,
  type CropFilter,
  createWarp,
  type PixelFormat,
  type PixelImage,
} from "@sourire/core";
import sharp from "sharp";
import { squareCrop } from "../../packages/core/src/align/letterbox.js";
import { report } from "./options.js";

/** Rounds of all variants, after as many as the optimising compiler needs. */
const ROUNDS = 41;
const WARM_UP = 15;

type Map = ReturnType<typeof squareCrop>;

interface Crop {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly map: Map;
  readonly filter?: CropFilter;
}

interface Variant {
  readonly group: string;
  readonly name: string;
  readonly pixels: number;
  readonly run: () => unknown;
  readonly ms: number[];
}

const FORMATS = Object.keys(BYTES_PER_PIXEL) as PixelFormat[];
const hd = noise("rgba8", 1280, 720);
const uhd = noise("rgba8", 3840, 2160);
const variants: Variant[] = [];

// what a frame of one near face costs: a face 250 pixels wide in 720p, three times that in 4K
for (const [label, image] of [
  ["720p", hd],
  ["4K", uhd],
] as const) {
  const copied = new Uint8Array(image.data.length);
  for (const crop of cropsOfFrame(image)) {
    add(`${label} rgba8, ours`, crop, ours(image, crop));
    add(`${label} rgba8, one bilinear tap`, crop, oneTap(image, crop));
    add(`${label} rgba8, sharp, upright, linear`, crop, bySharp(image, crop));
    // a kernel in WebAssembly has to copy at least these pixels into its memory first
    add(`${label} rgba8, copy of the region alone`, crop, regionCopy(image, crop, copied));
  }
}
for (const format of FORMATS.filter((name) => name !== "rgba8")) {
  const image = noise(format, 1280, 720);
  for (const crop of cropsOfFrame(image)) add(`720p ${format}, ours`, crop, ours(image, crop));
}
// one crop at several shrinks, turned by 0.1 rad; 1 : 4 upright is the detector's way
for (const format of FORMATS) {
  const image = format === "rgba8" ? hd : noise(format, 1280, 720);
  for (const shrink of [0.7, 1.2, 2, 3, 4]) {
    const map = squareCrop({ x: 640, y: 360 }, 128 * shrink, shrink === 4 ? 0 : 0.1, 128);
    const crop = { name: `1 : ${shrink}`, width: 128, height: 128, map };
    add(`${format} by shrink`, crop, ours(image, crop));
  }
}

for (let round = 0; round < WARM_UP + ROUNDS; round++) {
  for (const variant of variants) {
    const start = performance.now();
    await variant.run();
    if (round >= WARM_UP) variant.ms.push(performance.now() - start);
  }
}

const rows = variants.map(({ group, name, pixels, ms }) => {
  const sorted = [...ms].sort((a, b) => a - b);
  const median = sorted[sorted.length >> 1] as number;
  return {
    group,
    name,
    pixels,
    medianMs: median,
    leastMs: sorted[0] as number,
    nsPerPixel: (1e6 * median) / pixels,
  };
});
const groups = [...new Set(rows.map(({ group }) => group))].map((group) => {
  const members = rows.filter((row) => row.group === group);
  const total = (key: "medianMs" | "leastMs"): number =>
    members.reduce((sum, row) => sum + row[key], 0);
  return { group, members, medianMs: total("medianMs"), leastMs: total("leastMs") };
});
const machine = `${cpus()[0]?.model ?? "unknown"}, ${availableParallelism()} cores, Node ${process.versions.node}`;
report({ machine, rounds: ROUNDS, groups }, [
  `crops of a frame, median of ${ROUNDS} rounds; ${machine}`,
  ...groups.flatMap(({ group, members, medianMs, leastMs }) => [
    "",
    group.includes("shrink")
      ? group
      : `${group}: ${medianMs.toFixed(2)} ms together (least ${leastMs.toFixed(2)})`,
    ...members.map(
      ({ name, nsPerPixel, medianMs: ms }) =>
        `  ${name.padEnd(28)} ${nsPerPixel.toFixed(1).padStart(7)} ns a pixel ${ms.toFixed(3).padStart(8)} ms`,
    ),
  ]),
]);

/** The letterbox of the detector, then mesh, texture, embedding and quality around one face. */
function cropsOfFrame({ format, width, height }: PixelImage): readonly Crop[] {
  const unit = width / 1280;
  const centre = { x: width / 2, y: height / 2 };
  const square = (name: string, side: number, extent: number, turn: number): Crop => {
    const map = squareCrop(centre, extent * unit, turn, side);
    return { name, width: side, height: side, map };
  };
  // as the detector asks for it
  const filter = format === "rgba8" || format === "gray16" ? "sparse" : "mean";
  const shift = filter === "sparse" ? -0.5 : 0;
  const letterbox = { a: 4 * unit, b: 0, tx: shift, c: 0, d: 4 * unit, ty: shift };
  return [
    { name: "letterbox 320 x 180", width: 320, height: 180, map: letterbox, filter },
    square("mesh 192", 192, 1.5 * 250, 0.1),
    square("texture 128", 128, 1.5 * 250, 0),
    square("embedding 112", 112, 1.25 * 250, 0.1),
    square("quality 96", 96, 0.8 * 250, 0.1),
  ];
}

function add(group: string, { name, width, height }: Crop, run: () => unknown): void {
  variants.push({ group, name, pixels: width * height, run, ms: [] });
}

function contractOf({ width, height, filter = "mean" }: Crop) {
  return {
    width,
    height,
    filter,
    colour: "RGB",
    mean: [127.5, 127.5, 127.5],
    scale: [128, 128, 128],
  } as const;
}

function ours(image: PixelImage, crop: Crop): () => void {
  const warp = createWarp();
  const out = new Float32Array(3 * crop.width * crop.height);
  const contract = contractOf(crop);
  return () => warp(image, crop.map, contract, { byte: 0 }, out);
}

/** The plain way: one bilinear tap a pixel, in doubles, clamped at the border; it aliases. */
function oneTap({ data, width, height, stride }: PixelImage, crop: Crop): () => void {
  const { a, b, tx, c, d, ty } = crop.map;
  const plane = crop.width * crop.height;
  const out = new Float32Array(3 * plane);
  return () => {
    for (let j = 0; j < crop.height; j++) {
      for (let i = 0; i < crop.width; i++) {
        const x = Math.min(width - 1.001, Math.max(0, a * (i + 0.5) + b * (j + 0.5) + tx - 0.5));
        const y = Math.min(height - 1.001, Math.max(0, c * (i + 0.5) + d * (j + 0.5) + ty - 0.5));
        const x0 = x | 0;
        const y0 = y | 0;
        const fx = x - x0;
        const fy = y - y0;
        const p = y0 * stride + 4 * x0;
        const q = p + stride;
        for (let k = 0; k < 3; k++) {
          const upper = (data[p + k] as number) * (1 - fx) + (data[p + 4 + k] as number) * fx;
          const lower = (data[q + k] as number) * (1 - fx) + (data[q + 4 + k] as number) * fx;
          out[k * plane + j * crop.width + i] = (upper * (1 - fy) + lower * fy - 127.5) / 128;
        }
      }
    }
  };
}

/** The upright rectangle of the picture around a crop. */
function regionOf({ width, height }: PixelImage, crop: Crop) {
  const { a, b, tx, c, d, ty } = crop.map;
  const xs = [0, 1, 2, 3].map((k) => a * (k & 1) * crop.width + b * (k >> 1) * crop.height + tx);
  const ys = [0, 1, 2, 3].map((k) => c * (k & 1) * crop.width + d * (k >> 1) * crop.height + ty);
  const left = Math.max(0, Math.floor(Math.min(...xs)));
  const top = Math.max(0, Math.floor(Math.min(...ys)));
  return {
    left,
    top,
    width: Math.min(width, Math.ceil(Math.max(...xs))) - left,
    height: Math.min(height, Math.ceil(Math.max(...ys))) - top,
  };
}

/** libvips, one thread: upright and to bytes, without the turn and the normalisation. */
function bySharp(image: PixelImage, crop: Crop): () => Promise<Buffer> {
  sharp.concurrency(1);
  const { width, height, data } = image;
  const region = regionOf(image, crop);
  return () =>
    sharp(data, { raw: { width, height, channels: 4 } })
      .extract(region)
      .resize(crop.width, crop.height, { fit: "fill", kernel: "linear" })
      .raw()
      .toBuffer();
}

function regionCopy(image: PixelImage, crop: Crop, to: Uint8Array): () => void {
  const { left, top, width, height } = regionOf(image, crop);
  const { data, stride } = image;
  return () => {
    for (let row = 0; row < height; row++) {
      const from = (top + row) * stride + 4 * left;
      to.set(data.subarray(from, from + 4 * width), row * 4 * width);
    }
  };
}

function noise(format: PixelFormat, width: number, height: number): PixelImage {
  const stride = width * BYTES_PER_PIXEL[format];
  const data = new Uint8Array(stride * height * (format === "nv12" || format === "i420" ? 1.5 : 1));
  let state = 1;
  for (let i = 0; i < data.length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0; // Numerical Recipes' generator
    data[i] = 96 + (state >>> 26);
  }
  return { format, width, height, stride, data };
}
