import type { PixelImage } from "@sourire/core";
import { exchangeRedAndBlue, type FrameLayout, layoutOf } from "./frame-layout.js";

/** Turns the browser's frames into pictures in memory that is used again. */
export interface PictureCopier {
  /** Copies a frame; it stays open, its owner closes it. */
  copy(frame: VideoFrame): Promise<PixelImage>;
  /** Paints a frame that has no format of ours, or what a video element shows. */
  paint(source: VideoFrame | HTMLVideoElement, width: number, height: number): PixelImage;
  /** Takes back the memory of a picture that nobody reads any more. */
  reuse(buffer: ArrayBuffer): void;
}

/** One is read, one waits, one is written; what lies here is the one between. */
const SPARES = 2;

/** @returns one for the frames of one reading, on the page or in a worker */
export function createPictureCopier(): PictureCopier {
  const spares: ArrayBuffer[] = [];
  let canvas: OffscreenCanvas | undefined;
  const take = (bytes: number): Uint8Array<ArrayBuffer> => {
    let buffer = spares.pop();
    // another size than before: what is too small is dropped
    while (buffer && buffer.byteLength < bytes) buffer = spares.pop();
    return new Uint8Array(buffer ?? new ArrayBuffer(bytes), 0, bytes);
  };
  const paint: PictureCopier["paint"] = (source, width, height) => {
    if (canvas?.width !== width || canvas.height !== height) {
      canvas = new OffscreenCanvas(width, height);
    }
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (!context) throw new TypeError("this browser gives no canvas to paint on");
    context.drawImage(source, 0, 0, width, height);
    const { buffer } = context.getImageData(0, 0, width, height).data;
    return { format: "rgba8", width, height, stride: 4 * width, data: new Uint8Array(buffer) };
  };
  return {
    async copy(frame) {
      const layout = layoutOf(frame);
      if (!layout) return paint(frame, frame.displayWidth, frame.displayHeight);
      const data = take(layout.bytes);
      await frame.copyTo(data, { layout: [...layout.planes] });
      if (layout.blueFirst) exchangeRedAndBlue(data);
      return pictureOf(layout, data);
    },
    paint,
    reuse(buffer) {
      if (spares.length < SPARES && buffer.byteLength > 0) spares.push(buffer);
    },
  };
}

function pictureOf({ format, width, height, stride, yuv }: FrameLayout, data: Uint8Array) {
  return { format, width, height, stride, data, ...(yuv ? { yuv } : {}) };
}
