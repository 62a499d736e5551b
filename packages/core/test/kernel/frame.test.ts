import { assertPixelImage, type PixelImage } from "@sourire/core";
import { describe, expect, it } from "vitest";

const good: PixelImage = {
  format: "rgb8",
  width: 4,
  height: 3,
  stride: 16,
  data: new Uint8Array(16 * 2 + 12),
};

const invalid = expect.objectContaining({ code: "FRAME_INVALID" });

describe("assertPixelImage", () => {
  it("takes a picture whose last row is not padded", () => {
    expect(() => assertPixelImage(good)).not.toThrow();
  });

  const lies: Record<string, Partial<PixelImage>> = {
    "fewer bytes than stated": { data: new Uint8Array(43) },
    "a stride shorter than a row": { stride: 11 },
    "a fractional stride": { stride: 12.5 },
    "no width": { width: 0 },
    "a negative height": { height: -3 },
    "a height that is no number": { height: Number.NaN },
    "an unknown format": { format: "yuv" as PixelImage["format"] },
    "a format that is a property of every object": {
      format: "toString" as PixelImage["format"],
    },
    "an unknown matrix": { yuv: { matrix: "bt2020" as "bt709", range: "full" } },
    "an unknown range": { yuv: { matrix: "bt709", range: "wide" as "full" } },
    "a white level of nothing": { whiteLevel: 0 },
    "a white level beyond 16 bits": { whiteLevel: 65_536 },
    "a white level that is no number": { whiteLevel: Number.NaN },
  };
  it.each(Object.entries(lies))("refuses %s", (_, lie) => {
    expect(() => assertPixelImage({ ...good, ...lie })).toThrow(invalid);
  });

  // counted by hand: rows x stride of the first plane, then the chroma; the last row is not padded
  it.each([
    ["gray16", 5, 3, 12, 2 * 12 + 10],
    ["yuyv", 4, 3, 10, 2 * 10 + 8],
    ["yuyv", 5, 3, 12, 2 * 12 + 12],
    ["nv12", 4, 4, 6, 4 * 6 + 6 + 4],
    ["nv12", 5, 3, 6, 3 * 6 + 6 + 6],
    ["nv12", 1, 1, 2, 2 + 2],
    ["i420", 4, 4, 4, 16 + 4 + 4],
    ["i420", 5, 3, 5, 15 + 2 * 3 + 3 + 3],
    ["i420", 5, 3, 8, 24 + 2 * 4 + 4 + 3],
    ["i420", 1, 1, 1, 1 + 1 + 1],
  ] as const)(
    "asks %s of %i x %i, stride %i, for %i bytes",
    (format, width, height, stride, bytes) => {
      const image = { format, width, height, stride, data: new Uint8Array(bytes) };
      expect(() => assertPixelImage(image)).not.toThrow();
      expect(() => assertPixelImage({ ...image, data: new Uint8Array(bytes - 1) })).toThrow(
        invalid,
      );
    },
  );

  it.each([
    ["yuyv", 5, 11],
    ["nv12", 5, 5],
    ["i420", 5, 4],
    ["gray16", 5, 9],
  ] as const)("refuses %s of width %i with a stride of %i", (format, width, stride) => {
    const data = new Uint8Array(1_000);
    expect(() => assertPixelImage({ format, width, height: 3, stride, data })).toThrow(invalid);
  });
});
