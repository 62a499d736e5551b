import { BYTES_PER_PIXEL, type PixelFormat, type PixelImage } from "../../src/kernel/frame.js";
import { seededUniform } from "../../src/kernel/random.js";

type Rgb = readonly [number, number, number];
type Paint = (x: number, y: number) => Rgb;

/** Every format. */
export const PIXEL_FORMATS = Object.freeze(Object.keys(BYTES_PER_PIXEL)) as readonly PixelFormat[];

/**
 * A synthetic picture: `paint` gives red, green and blue at a pixel. Rows are padded with garbage. YUV is BT.601,
 * limited range, and a block has the mean chroma of its pixels; grey is the red of `paint`.
 */
export function paintPicture(
  format: PixelFormat,
  width: number,
  height: number,
  paint: Paint,
  padding = 0,
): PixelImage {
  const image = blankPicture(format, width, height, padding);
  const { data, stride } = image;
  if (format === "yuyv" || format === "nv12" || format === "i420") {
    paintYuv(image, paint);
    return image;
  }
  const pixel = BYTES_PER_PIXEL[format];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * stride + x * pixel;
      const colour = paint(x, y);
      if (format === "gray16") {
        const value = Math.round(colour[0] * 257);
        data[at] = value & 255;
        data[at + 1] = value >> 8;
        continue;
      }
      for (let c = 0; c < Math.min(3, pixel); c++) data[at + c] = colour[c] as number;
    }
  }
  return image;
}

/** A picture of noise, whose colours are all possible. */
export function noisePicture(
  format: PixelFormat,
  width: number,
  height: number,
  seed: number,
  padding = 0,
): PixelImage {
  const next = seededUniform(seed);
  const byte = (): number => Math.floor(next() * 256);
  if (format !== "yuyv" && format !== "nv12" && format !== "i420") {
    return paintPicture(format, width, height, () => [byte(), byte(), byte()], padding);
  }
  // one colour a block, and a luma a pixel that keeps red, green and blue inside of 0..255
  const colours = new Map<string, Rgb>();
  return paintPicture(
    format,
    width,
    height,
    (x, y) => {
      const block = `${x >> 1} ${format === "yuyv" ? y : y >> 1}`;
      const colour = colours.get(block) ?? [byte(), byte(), byte()];
      colours.set(block, colour);
      const [least, most] = [Math.min(...colour), Math.max(...colour)];
      const shift = next() * (255 - most + least) - least;
      return [colour[0] + shift, colour[1] + shift, colour[2] + shift];
    },
    padding,
  );
}

/** A picture whose bytes are all random: in YUV, many are colours that cannot be shown. */
export function randomBytes(image: PixelImage, seed: number): PixelImage {
  const next = seededUniform(seed);
  return { ...image, data: image.data.map(() => Math.floor(next() * 256)) };
}

/** The same picture in a larger buffer, from byte `offset` on. */
export function shifted(image: PixelImage, offset: number): PixelImage {
  const buffer = new Uint8Array(image.data.length + offset + 3);
  buffer.set(image.data, offset);
  return { ...image, data: buffer.subarray(offset, offset + image.data.length) };
}

function blankPicture(
  format: PixelFormat,
  width: number,
  height: number,
  padding: number,
): PixelImage {
  const inPairs = format === "yuyv" || format === "nv12";
  const stride = (width + (inPairs ? width % 2 : 0)) * BYTES_PER_PIXEL[format] + padding;
  const chromaRows = Math.ceil(height / 2);
  const chroma =
    format === "nv12"
      ? stride * chromaRows
      : format === "i420"
        ? 2 * Math.ceil(stride / 2) * chromaRows
        : 0;
  const data = new Uint8Array(stride * height + chroma).fill(171);
  return { format, width, height, stride, data };
}

function paintYuv({ format, width, height, stride, data }: PixelImage, paint: Paint): void {
  const tall = format === "yuyv" ? 1 : 2;
  const chromaStride = format === "i420" ? Math.ceil(stride / 2) : stride;
  const planeU = stride * height;
  const planeV = planeU + chromaStride * Math.ceil(height / 2);
  for (let top = 0; top < height; top += tall) {
    for (let left = 0; left < width; left += 2) {
      let [u, v, count] = [0, 0, 0];
      for (let y = top; y < Math.min(height, top + tall); y++) {
        for (let x = left; x < Math.min(width, left + 2); x++) {
          const [r, g, b] = paint(x, y);
          const luma = 0.299 * r + 0.587 * g + 0.114 * b;
          data[y * stride + x * (format === "yuyv" ? 2 : 1)] = Math.round(16 + (luma * 219) / 255);
          u += 128 + (((b - luma) / 1.772) * 224) / 255;
          v += 128 + (((r - luma) / 1.402) * 224) / 255;
          count++;
        }
      }
      const [atU, atV] =
        format === "yuyv"
          ? [top * stride + 2 * left + 1, top * stride + 2 * left + 3]
          : format === "nv12"
            ? [planeU + (top / 2) * stride + left, planeU + (top / 2) * stride + left + 1]
            : [
                planeU + (top / 2) * chromaStride + left / 2,
                planeV + (top / 2) * chromaStride + left / 2,
              ];
      data[atU] = Math.round(u / count);
      data[atV] = Math.round(v / count);
    }
  }
}
