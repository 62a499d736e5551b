import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PixelImage } from "@sourire/core";
import { readImageFile, writeImageFile } from "@sourire/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** A slope of colours whose rows have padding. */
function slope(format: "rgb8" | "rgba8" | "gray8", channels: number): PixelImage {
  const [width, height, stride] = [80, 64, 80 * channels + 5];
  const data = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    for (let i = 0; i < width * channels; i++) {
      data[y * stride + i] = i % channels === 3 ? 255 : (3 * y + i) % 256;
    }
  }
  return { format, width, height, stride, data };
}

describe("writeImageFile", () => {
  let dir = "";
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "sourire-image-"));
  });
  afterAll(() => rm(dir, { recursive: true }));

  it.each([["rgb8", 3] as const, ["rgba8", 4] as const, ["gray8", 1] as const])(
    "writes %s that reads back as it was",
    async (format, channels) => {
      const image = slope(format, channels);
      const path = join(dir, `${format}.png`);
      await writeImageFile(path, image);
      const back = await readImageFile(path);
      expect(back).toMatchObject({ width: 80, height: 64, format: "rgb8" });
      for (const [x, y] of [
        [0, 0],
        [79, 63],
        [41, 17],
      ] as const) {
        const from = y * image.stride + x * channels;
        const grey = channels === 1;
        const want = [0, 1, 2].map((c) => image.data[from + (grey ? 0 : c)]);
        const at = y * back.stride + 3 * x;
        expect([...back.data.subarray(at, at + 3)]).toEqual(want);
      }
    },
  );

  it("writes JPEG and WebP by the name's ending", async () => {
    for (const name of ["a.jpg", "a.webp"]) {
      await writeImageFile(join(dir, name), slope("rgb8", 3));
      expect(await readImageFile(join(dir, name))).toMatchObject({ width: 80, height: 64 });
    }
  });

  it("refuses other endings, formats and pictures that are not what they state", async () => {
    const image = slope("rgb8", 3);
    await expect(writeImageFile(join(dir, "a.bmp"), image)).rejects.toThrow(RangeError);
    const yuv: PixelImage = { ...image, format: "yuyv" };
    await expect(writeImageFile(join(dir, "a.png"), yuv)).rejects.toThrow(RangeError);
    const short: PixelImage = { ...image, data: image.data.subarray(0, 100) };
    await expect(writeImageFile(join(dir, "a.png"), short)).rejects.toMatchObject({
      code: "FRAME_INVALID",
    });
  });

  it("says that it could not be written", async () => {
    const path = join(dir, "no-such-folder", "a.png");
    await expect(writeImageFile(path, slope("rgb8", 3))).rejects.toMatchObject({
      code: "STORAGE_FAILED",
    });
  });
});
