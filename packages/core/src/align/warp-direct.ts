import type { PixelFormat, PixelImage } from "../kernel/frame.js";
import { three } from "./warp-kernel.js";
import type { WarpPlan } from "./warp-plan.js";

/** A part of a crop whose every pixel is the mean of its own 4 x 4 pixels of the picture. */
interface DirectPart {
  /** The picture's bytes as words; see `wordView`. */
  readonly view: Int32Array;
  /** First pixel of the picture, a multiple of 4. */
  readonly x: number;
  /** First row of the picture, even. */
  readonly y: number;
  /** Pixels of the crop. */
  readonly columns: number;
  /** Pixels of the crop. */
  readonly rows: number;
  /** Index of the part's first pixel in a plane. */
  readonly at: number;
}

/**
 * Writes a part of a crop at a shrink of exactly 4, which is how a detector sees a frame of 720p, from whole words of the
 * picture: with nothing to pack, this takes a fifth of the time.
 */
export type DirectKernel = (
  image: PixelImage,
  plan: WarpPlan,
  part: DirectPart,
  out: Float32Array,
) => void;

/** The formats that have one. */
export const DIRECT_KERNEL: Readonly<Partial<Record<PixelFormat, DirectKernel>>> = Object.freeze({
  rgb8: directRgb8,
  gray8: directGray8,
  yuyv: directYuyv,
  nv12: directNv12,
  i420: directI420,
});

/** Whether a crop is one for a {@link DirectKernel}. */
export function isDirect({ aligned, samples, step, u, v, du, ev }: WarpPlan): boolean {
  return (
    aligned && samples === 4 && step === 1 && du === 4 && ev === 4 && u % 4 === 0 && v % 2 === 0
  );
}

/** The first and the third byte of a word. */
const OUTER = 0x00ff00ff;

function directRgb8(...[image, plan, part, out]: Parameters<DirectKernel>): void {
  const { view, columns, rows } = part;
  const [gain1, gain2, gain3] = three(plan.gain);
  const [offset1, offset2, offset3] = three(plan.offset);
  const down = image.stride >> 2;
  for (let j = 0; j < rows; j++) {
    const at = part.at + j * plan.width;
    let p = ((part.y + 4 * j) * down + 3 * (part.x >> 2)) | 0;
    for (let i = 0; i < columns; i = (i + 1) | 0) {
      let redBlue = 0;
      let greenRed = 0;
      let blueGreen = 0;
      let q = p;
      for (let row = 0; row < 4; row = (row + 1) | 0) {
        const w0 = view[q] as number; // R G B R
        const w1 = view[(q + 1) | 0] as number; // G B R G
        const w2 = view[(q + 2) | 0] as number; // B R G B
        redBlue = (redBlue + (w0 & OUTER) + ((w2 >>> 8) & OUTER)) | 0;
        greenRed = (greenRed + (w1 & OUTER) + ((w0 >>> 8) & OUTER)) | 0;
        blueGreen = (blueGreen + (w2 & OUTER) + ((w1 >>> 8) & OUTER)) | 0;
        q = (q + down) | 0;
      }
      p = (p + 3) | 0;
      const red = ((redBlue & 0xffff) + (greenRed >>> 16)) | 0;
      const green = ((greenRed & 0xffff) + (blueGreen >>> 16)) | 0;
      const blue = ((blueGreen & 0xffff) + (redBlue >>> 16)) | 0;
      out[at + plan.first + i] = red * gain1 + offset1;
      out[at + plan.second + i] = green * gain2 + offset2;
      out[at + plan.third + i] = blue * gain3 + offset3;
    }
  }
}

function directGray8(...[image, plan, part, out]: Parameters<DirectKernel>): void {
  const [gain1, gain2, gain3] = three(plan.gain);
  const [offset1, offset2, offset3] = three(plan.offset);
  const down = image.stride >> 2;
  for (let j = 0; j < part.rows; j++) {
    const at = part.at + j * plan.width;
    let p = ((part.y + 4 * j) * down + (part.x >> 2)) | 0;
    for (let i = 0; i < part.columns; i = (i + 1) | 0) {
      const sum = sumOfBlock(part.view, p, down);
      p = (p + 1) | 0;
      out[at + plan.first + i] = sum * gain1 + offset1;
      out[at + plan.second + i] = sum * gain2 + offset2;
      out[at + plan.third + i] = sum * gain3 + offset3;
    }
  }
}

function directYuyv(...[image, plan, part, out]: Parameters<DirectKernel>): void {
  const { view, columns, rows } = part;
  const gain = plan.gain[0] as number;
  const down = image.stride >> 2;
  for (let j = 0; j < rows; j++) {
    const at = part.at + j * plan.width;
    let p = ((part.y + 4 * j) * down + (part.x >> 1)) | 0;
    for (let i = 0; i < columns; i = (i + 1) | 0) {
      let luma = 0;
      let chroma = 0;
      let q = p;
      for (let row = 0; row < 4; row = (row + 1) | 0) {
        const w0 = view[q] as number; // Y U Y V
        const w1 = view[(q + 1) | 0] as number;
        luma = (luma + (w0 & OUTER) + (w1 & OUTER)) | 0;
        chroma = (chroma + ((w0 >>> 8) & OUTER) + ((w1 >>> 8) & OUTER)) | 0;
        q = (q + down) | 0;
      }
      p = (p + 2) | 0;
      out[at + i] = ((luma & 0xffff) + (luma >>> 16)) * gain;
      out[at + plan.second + i] = 2 * (chroma & 0xffff) * gain; // one for two pixels
      out[at + plan.third + i] = 2 * (chroma >>> 16) * gain;
    }
  }
}

function directNv12(...[image, plan, part, out]: Parameters<DirectKernel>): void {
  const { view, columns, rows } = part;
  const gain = plan.gain[0] as number;
  const down = image.stride >> 2;
  for (let j = 0; j < rows; j++) {
    const at = part.at + j * plan.width;
    const y = part.y + 4 * j;
    let p = (y * down + (part.x >> 2)) | 0;
    let q = ((image.height + (y >> 1)) * down + (part.x >> 2)) | 0;
    for (let i = 0; i < columns; i = (i + 1) | 0) {
      const c0 = view[q] as number; // U V U V
      const c1 = view[(q + down) | 0] as number;
      const u = ((c0 & OUTER) + (c1 & OUTER)) | 0;
      const v = (((c0 >>> 8) & OUTER) + ((c1 >>> 8) & OUTER)) | 0;
      out[at + i] = sumOfBlock(view, p, down) * gain;
      out[at + plan.second + i] = 4 * ((u & 0xffff) + (u >>> 16)) * gain; // one for four pixels
      out[at + plan.third + i] = 4 * ((v & 0xffff) + (v >>> 16)) * gain;
      p = (p + 1) | 0;
      q = (q + 1) | 0;
    }
  }
}

function directI420(...[image, plan, part, out]: Parameters<DirectKernel>): void {
  const { data, stride, height } = image;
  const gain = plan.gain[0] as number;
  const down = stride >> 2;
  const half = stride >> 1;
  const planeU = stride * height;
  const planeV = planeU + half * ((height + 1) >> 1);
  const block = (q: number): number =>
    (data[q] as number) +
    (data[q + 1] as number) +
    (data[q + half] as number) +
    (data[q + half + 1] as number);
  for (let j = 0; j < part.rows; j++) {
    const at = part.at + j * plan.width;
    const y = part.y + 4 * j;
    const p = (y * down + (part.x >> 2)) | 0;
    const q = ((y >> 1) * half + (part.x >> 1)) | 0;
    for (let i = 0; i < part.columns; i = (i + 1) | 0) {
      out[at + i] = sumOfBlock(part.view, (p + i) | 0, down) * gain;
      out[at + plan.second + i] = 4 * block(planeU + q + 2 * i) * gain; // one for four pixels
      out[at + plan.third + i] = 4 * block(planeV + q + 2 * i) * gain;
    }
  }
}

/** Sum of 4 x 4 bytes: a word in each of four rows. */
function sumOfBlock(view: Int32Array, p: number, down: number): number {
  const q = (p + down) | 0;
  const r = (q + down) | 0;
  const w0 = view[p] as number;
  const w1 = view[q] as number;
  const w2 = view[r] as number;
  const w3 = view[(r + down) | 0] as number;
  const even = (w0 & OUTER) + (w1 & OUTER) + (w2 & OUTER) + (w3 & OUTER);
  const odd =
    ((w0 >>> 8) & OUTER) + ((w1 >>> 8) & OUTER) + ((w2 >>> 8) & OUTER) + ((w3 >>> 8) & OUTER);
  const both = (even + odd) | 0;
  return ((both & 0xffff) + (both >>> 16)) | 0;
}
