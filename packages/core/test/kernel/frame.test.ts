import { assertPixelImage, type PixelImage } from "@sourire/core";
import { describe, expect, it } from "vitest";

const good: PixelImage = {
  format: "rgb8",
  width: 4,
  height: 3,
  stride: 16,
  data: new Uint8Array(16 * 2 + 12),
};

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
  };
  it.each(Object.entries(lies))("refuses %s", (_, lie) => {
    expect(() => assertPixelImage({ ...good, ...lie })).toThrow(
      expect.objectContaining({ code: "FRAME_INVALID" }),
    );
  });
});
