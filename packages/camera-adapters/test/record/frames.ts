import type { Frame, PixelFormat } from "@sourire/core";
import { BYTES_PER_PIXEL } from "@sourire/core";
import fc from "fast-check";

/** SYNTHETIC frames of every kind: any format, odd sizes, padding, with depth and infrared where they are asked for. */
export function anyFrame(
  capabilities: { readonly depth: boolean; readonly infrared: boolean },
  sequence: number,
): fc.Arbitrary<Frame> {
  return fc
    .record({
      image: anyImage(),
      infrared: anyImage("gray16"),
      depth: anyDepth(),
      capturedAtMs: fc.double({ min: 0.001, max: 1e9, noNaN: true }),
    })
    .map(({ image, infrared, depth, capturedAtMs }) => ({
      sequence,
      capturedAtMs: capturedAtMs + sequence * 1e9,
      image,
      ...(capabilities.depth ? { depth } : {}),
      ...(capabilities.infrared ? { infrared } : {}),
    }));
}

function anyImage(only?: PixelFormat) {
  const formats = only ? [only] : (Object.keys(BYTES_PER_PIXEL) as PixelFormat[]);
  return fc
    .record({
      format: fc.constantFrom(...formats),
      width: fc.integer({ min: 1, max: 9 }),
      height: fc.integer({ min: 1, max: 9 }),
      padding: fc.integer({ min: 0, max: 5 }),
      seed: fc.uint8Array({ minLength: 1, maxLength: 50 }),
    })
    .map(({ format, width, height, padding, seed }) => {
      const stride = (width + (width & 1)) * BYTES_PER_PIXEL[format] + padding;
      const data = Uint8Array.from(
        { length: stride * height * 3 },
        (_, i) => seed[i % seed.length] ?? 0,
      );
      const yuv = { matrix: "bt709", range: "full" } as const;
      return format === "nv12"
        ? { format, width, height, stride, data, yuv }
        : { format, width, height, stride, data };
    });
}

function anyDepth() {
  return fc
    .record({
      width: fc.integer({ min: 1, max: 9 }),
      height: fc.integer({ min: 1, max: 9 }),
      unitMm: fc.double({ min: 0.01, max: 10, noNaN: true }),
      fill: fc.integer({ min: 0, max: 65_535 }),
    })
    .map(({ width, height, unitMm, fill }) => ({
      width,
      height,
      unitMm,
      data: new Uint16Array(width * height).fill(fill),
      intrinsics: { fx: 500.25, fy: 501, cx: width / 3, cy: height / 3 },
    }));
}
