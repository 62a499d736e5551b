import { readFileSync } from "node:fs";

/** A picture as it crosses from the page to the test runner. */
export interface SentPicture {
  readonly format: string;
  readonly width: number;
  readonly height: number;
  readonly stride: number;
  readonly base64: string;
}

/** How far a picture is from the frame of the video that is nearest to it, in levels of 0..255. */
export interface Likeness {
  readonly nearest: number;
  readonly mean: number;
  readonly most: number;
}

/** @returns undefined when the video is no y4m of the picture's size, so that there is nothing to compare with */
export function compareWithVideo(file: string, picture: SentPicture): Likeness | undefined {
  const { width, height } = picture;
  const frames = framesOf(readFileSync(file), width, height);
  if (!frames) return undefined;
  const seen = Buffer.from(picture.base64, "base64");
  const colours = picture.format === "rgba8";
  const expected = (frame: Buffer, step: number): Sample =>
    colours ? rgbOf(frame, width, height, step) : (i) => frame[i * step] ?? 0;
  const found =
    (step: number): Sample =>
    (i) =>
      (colours ? seen[4 * step * Math.floor(i / 3) + (i % 3)] : seen[i * step]) ?? 0;
  const count = colours ? 3 * width * height : seen.length;
  const compare = (frame: Buffer, step: number) =>
    difference(found(step), expected(frame, step), Math.floor(count / step));
  const means = frames.map((frame) => compare(frame, COARSE).mean);
  const nearest = means.indexOf(Math.min(...means));
  const frame = frames[nearest];
  return frame && { nearest, ...compare(frame, 1) };
}

/** Every so-manieth value tells which frame it is. */
const COARSE = 211;

/** The i-th value of a picture. */
type Sample = (i: number) => number;

/** The frames of a y4m file in I420, without padding. */
function framesOf(bytes: Buffer, width: number, height: number): Buffer[] | undefined {
  const end = bytes.indexOf("\n");
  const header = bytes.subarray(0, end).toString("latin1");
  if (!header.startsWith("YUV4MPEG2 ") || !header.includes(` W${width} H${height} `)) {
    return undefined;
  }
  const size = (width * height * 3) / 2;
  const frames: Buffer[] = [];
  let at = end + 1;
  while (at < bytes.length) {
    const begin = bytes.indexOf("\n", at) + 1; // after "FRAME"
    frames.push(bytes.subarray(begin, begin + size));
    at = begin + size;
  }
  return frames;
}

/** By ITU-R BT.601 in limited range, the chroma of a block for all its pixels; red, green and blue in turns. */
function rgbOf(yuv: Buffer, width: number, height: number, step: number): Sample {
  const luma = width * height;
  return (i) => {
    const at = step * Math.floor(i / 3);
    const [x, y] = [at % width, Math.floor(at / width)];
    const block = luma + (y >> 1) * (width >> 1) + (x >> 1);
    const light = (255 / 219) * ((yuv[at] ?? 0) - 16);
    const u = (255 / 224) * ((yuv[block] ?? 0) - 128);
    const v = (255 / 224) * ((yuv[block + luma / 4] ?? 0) - 128);
    if (i % 3 === 0) return byte(light + 1.402 * v);
    return byte(i % 3 === 1 ? light - 0.344_136 * u - 0.714_136 * v : light + 1.772 * u);
  };
}

function byte(value: number): number {
  return Math.min(255, Math.max(0, Math.round(value)));
}

function difference(a: Sample, b: Sample, count: number): { mean: number; most: number } {
  let sum = 0;
  let most = 0;
  for (let i = 0; i < count; i++) {
    const apart = Math.abs(a(i) - b(i));
    sum += apart;
    most = Math.max(most, apart);
  }
  return { mean: sum / count, most };
}
