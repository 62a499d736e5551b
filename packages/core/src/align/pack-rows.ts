import type { PixelFormat, PixelImage } from "../kernel/frame.js";

/**
 * Packs pixels of one row into words: red, green, blue from the lowest byte upwards, or Y, U, V; grey is all three.
 * @param view - the picture's data four bytes at a time, where its rows lie so; see `wordView`
 * @param x - first column
 * @param step - from one packed pixel to the next
 * @param count - pixels to pack, all inside the picture
 * @param at - index in `words` of the first
 */
export type PackRow = (
  image: PixelImage,
  view: Int32Array | undefined,
  y: number,
  x: number,
  step: number,
  count: number,
  words: Int32Array,
  at: number,
) => void;

/** The function for each format. */
export const PACK_ROW: Readonly<Record<PixelFormat, PackRow>> = Object.freeze({
  rgb8: packRgb8,
  rgba8: packRgba8,
  gray8: packGray8,
  gray16: packGray16,
  yuyv: packYuyv,
  nv12: packNv12,
  i420: packI420,
});

/** Word 0 of a buffer is its first four bytes, the first of them lowest. */
const LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** The bytes of a picture as words, where all of its rows begin at multiples of four bytes. */
export function wordView({ data, stride }: PixelImage): Int32Array | undefined {
  if (stride % 4 !== 0 || data.byteOffset % 4 !== 0 || !LITTLE_ENDIAN) return undefined;
  return new Int32Array(data.buffer, data.byteOffset, data.length >> 2);
}

/** How many pixels can be packed four at a time, from words. The highest byte of a packed word may be anything. */
function inFours(view: Int32Array | undefined, x: number, step: number, count: number): number {
  return view && step === 1 && x % 4 === 0 ? count & ~3 : 0;
}

const NO_VIEW = new Int32Array(0);

function packRgb8(...row: Parameters<PackRow>): void {
  const [image, view = NO_VIEW, y, x, step, count, words, at] = row;
  const fours = inFours(row[1], x, step, count);
  let p = (y * image.stride + 3 * x) >> 2;
  for (let i = 0; i < fours; i = (i + 4) | 0) {
    const w0 = view[p] as number;
    const w1 = view[(p + 1) | 0] as number;
    const w2 = view[(p + 2) | 0] as number;
    p = (p + 3) | 0;
    const to = (at + i) | 0;
    words[to] = w0;
    words[(to + 1) | 0] = (w0 >>> 24) | (w1 << 8);
    words[(to + 2) | 0] = (w1 >>> 16) | (w2 << 16);
    words[(to + 3) | 0] = w2 >>> 8;
  }
  packColour(image, 3, y, x + fours, step, count - fours, words, at + fours);
}

function packRgba8(...[image, view, y, x, step, count, words, at]: Parameters<PackRow>): void {
  if (!view) {
    packColour(image, 4, y, x, step, count, words, at);
    return;
  }
  const from = ((y * image.stride) >> 2) + x;
  for (let i = 0; i < count; i = (i + 1) | 0) {
    words[(at + i) | 0] = view[(from + Math.imul(i, step)) | 0] as number;
  }
}

function packColour(
  { data, stride }: PixelImage,
  pixel: 3 | 4,
  y: number,
  x: number,
  step: number,
  count: number,
  words: Int32Array,
  at: number,
): void {
  const way = (step * pixel) | 0;
  let p = (y * stride + x * pixel) | 0;
  for (let i = 0; i < count; i = (i + 1) | 0) {
    const red = data[p] as number;
    const green = data[(p + 1) | 0] as number;
    const blue = data[(p + 2) | 0] as number;
    words[(at + i) | 0] = red | (green << 8) | (blue << 16);
    p = (p + way) | 0;
  }
}

function packGray8(...row: Parameters<PackRow>): void {
  const [{ data, stride }, view = NO_VIEW, y, x, step, count, words, at] = row;
  const fours = inFours(row[1], x, step, count);
  let p = (y * stride + x) | 0;
  for (let i = 0; i < fours; i = (i + 4) | 0) {
    const four = view[(p + i) >> 2] as number;
    const to = (at + i) | 0;
    words[to] = Math.imul(four & 255, 0x010101);
    words[(to + 1) | 0] = Math.imul((four >>> 8) & 255, 0x010101);
    words[(to + 2) | 0] = Math.imul((four >>> 16) & 255, 0x010101);
    words[(to + 3) | 0] = Math.imul(four >>> 24, 0x010101);
  }
  p = (p + fours) | 0;
  for (let i = fours; i < count; i = (i + 1) | 0) {
    words[(at + i) | 0] = Math.imul(data[p] as number, 0x010101);
    p = (p + step) | 0;
  }
}

function packGray16(...[image, , y, x, step, count, words, at]: Parameters<PackRow>): void {
  const { data, stride, whiteLevel = 65_535 } = image;
  const gain = 255 / whiteLevel;
  let p = (y * stride + 2 * x) | 0;
  for (let i = 0; i < count; i = (i + 1) | 0) {
    const value = (data[p] as number) | ((data[(p + 1) | 0] as number) << 8);
    const level = Math.min(255, (value * gain + 0.5) | 0);
    words[(at + i) | 0] = Math.imul(level, 0x010101);
    p = (p + 2 * step) | 0;
  }
}

function packYuyv(...row: Parameters<PackRow>): void {
  const [{ data, stride }, view = NO_VIEW, y, x, step, count, words, at] = row;
  const fours = inFours(row[1], x, step, count);
  const from = (y * stride) | 0;
  let p = (from + 2 * x) >> 2;
  for (let i = 0; i < fours; i = (i + 2) | 0) {
    const pair = view[p] as number;
    p = (p + 1) | 0;
    const v = (pair >>> 24) << 16;
    words[(at + i) | 0] = (pair & 0xffff) | v;
    words[(at + i + 1) | 0] = ((pair >>> 16) & 0xff) | (pair & 0xff00) | v;
  }
  let column = (x + fours) | 0;
  for (let i = fours; i < count; i = (i + 1) | 0) {
    const luma = data[(from + 2 * column) | 0] as number;
    const q = (from + 4 * (column >> 1)) | 0;
    const u = data[(q + 1) | 0] as number;
    const v = data[(q + 3) | 0] as number;
    words[(at + i) | 0] = luma | (u << 8) | (v << 16);
    column = (column + step) | 0;
  }
}

function packNv12(...row: Parameters<PackRow>): void {
  const [{ data, stride, height }, view = NO_VIEW, y, x, step, count, words, at] = row;
  const fours = inFours(row[1], x, step, count);
  const lumaRow = (y * stride) | 0;
  const chromaRow = (stride * (height + (y >> 1))) | 0;
  for (let i = 0; i < fours; i = (i + 4) | 0) {
    const luma = view[(lumaRow + x + i) >> 2] as number;
    const chroma = view[(chromaRow + x + i) >> 2] as number;
    packFour(words, (at + i) | 0, luma, (chroma & 0xffff) << 8, (chroma >>> 16) << 8);
  }
  let column = (x + fours) | 0;
  for (let i = fours; i < count; i = (i + 1) | 0) {
    const luma = data[(lumaRow + column) | 0] as number;
    const p = (chromaRow + (column & ~1)) | 0;
    const u = data[p] as number;
    const v = data[(p + 1) | 0] as number;
    words[(at + i) | 0] = luma | (u << 8) | (v << 16);
    column = (column + step) | 0;
  }
}

function packI420(...row: Parameters<PackRow>): void {
  const [{ data, stride, height }, view = NO_VIEW, y, x, step, count, words, at] = row;
  const fours = inFours(row[1], x, step, count);
  const chromaStride = (stride + 1) >> 1;
  const lumaRow = (y * stride) | 0;
  const uRow = (stride * height + chromaStride * (y >> 1)) | 0;
  const planeU = (chromaStride * ((height + 1) >> 1)) | 0;
  for (let i = 0; i < fours; i = (i + 4) | 0) {
    const column = (x + i) | 0;
    const luma = view[(lumaRow + column) >> 2] as number;
    const p = (uRow + (column >> 1)) | 0;
    const q = (p + planeU) | 0;
    const one = ((data[p] as number) << 8) | ((data[q] as number) << 16);
    const two = ((data[(p + 1) | 0] as number) << 8) | ((data[(q + 1) | 0] as number) << 16);
    packFour(words, (at + i) | 0, luma, one, two);
  }
  let column = (x + fours) | 0;
  for (let i = fours; i < count; i = (i + 1) | 0) {
    const luma = data[(lumaRow + column) | 0] as number;
    const p = (uRow + (column >> 1)) | 0;
    const u = data[p] as number;
    const v = data[(p + planeU) | 0] as number;
    words[(at + i) | 0] = luma | (u << 8) | (v << 16);
    column = (column + step) | 0;
  }
}

/** Four lumas with the chroma of the first and of the second two, which lies in bits 8 to 23. */
function packFour(words: Int32Array, at: number, luma: number, one: number, two: number): void {
  words[at] = (luma & 255) | one;
  words[(at + 1) | 0] = ((luma >>> 8) & 255) | one;
  words[(at + 2) | 0] = ((luma >>> 16) & 255) | two;
  words[(at + 3) | 0] = (luma >>> 24) | two;
}
