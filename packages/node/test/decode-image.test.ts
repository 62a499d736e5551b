import { assertPixelImage, isSourireError, type PixelImage } from "@sourire/core";
import { decodeImage } from "@sourire/node";
import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { CORNERS, corners, type Source } from "./pictures.js";

const text = (content: string) => new TextEncoder().encode(content);

function pixel(image: PixelImage, x: number, y: number): number[] {
  const at = Math.floor(y) * image.stride + Math.floor(x) * (image.stride / image.width);
  return [...image.data.subarray(at, at + 3)];
}

/** The middle of each quarter, in the order of {@link CORNERS}. */
function quarters(image: PixelImage): number[][] {
  const { width: w, height: h } = image;
  return [
    pixel(image, w / 4, h / 4),
    pixel(image, (3 * w) / 4, h / 4),
    pixel(image, w / 4, (3 * h) / 4),
    pixel(image, (3 * w) / 4, (3 * h) / 4),
  ];
}

/** Largest difference of any level between the quarters and the colours they should have. */
function error(image: PixelImage): number {
  const wanted = Object.values(CORNERS).flat();
  return Math.max(
    ...quarters(image)
      .flat()
      .map((level, i) => Math.abs(level - (wanted[i] ?? 0))),
  );
}

describe("decodeImage", () => {
  it.each(["jpeg", "png", "webp", "avif", "tiff"] as const)("decodes %s", async (format) => {
    const image = await decodeImage(await corners(120, 80)[format]({ quality: 95 }).toBuffer());
    assertPixelImage(image);
    expect(image).toMatchObject({ format: "rgb8", width: 120, height: 80, stride: 360 });
    expect(image.data.constructor).toBe(Uint8Array);
    expect(image.data.length).toBe(120 * 80 * 3);
    expect(error(image)).toBeLessThanOrEqual(format === "png" || format === "tiff" ? 2 : 8);
  });

  it("decodes the first frame of an animated GIF", async () => {
    const first = await corners(96, 64).png().toBuffer();
    const second = await sharp(first).negate().png().toBuffer();
    const gif = await sharp([first, second], { join: { animated: true } })
      .gif()
      .toBuffer();
    expect((await sharp(gif, { pages: -1 }).metadata()).pages).toBe(2);
    const image = await decodeImage(gif);
    expect([image.width, image.height]).toEqual([96, 64]);
    expect(error(image)).toBeLessThanOrEqual(8); // a palette of 256 colours
  });

  it("gives rgba8 with an alpha of 255 when asked", async () => {
    const png = await corners(80, 64).png().toBuffer();
    const image = await decodeImage(png, { format: "rgba8" });
    assertPixelImage(image);
    expect(image).toMatchObject({ format: "rgba8", stride: 320 });
    expect(image.data.filter((_, i) => i % 4 === 3).every((alpha) => alpha === 255)).toBe(true);
    expect(error(image)).toBe(0);
  });

  it("gives the same bytes for the same file", async () => {
    const png = await corners(80, 64).png().toBuffer();
    expect(await decodeImage(png)).toEqual(await decodeImage(png));
  });
});

describe("decodeImage and EXIF orientation", () => {
  const [w, h] = [120, 80];
  // which side of the upright picture the stored first row and column are (TIFF 6.0, page 36)
  const stored: readonly [orientation: number, rowAndColumn: string, source: Source][] = [
    [1, "top, left", (x, y) => [x, y]],
    [2, "top, right", (x, y) => [w - 1 - x, y]],
    [3, "bottom, right", (x, y) => [w - 1 - x, h - 1 - y]],
    [4, "bottom, left", (x, y) => [x, h - 1 - y]],
    [5, "left, top", (x, y) => [y, x]],
    [6, "right, top", (x, y) => [w - 1 - y, x]],
    [7, "right, bottom", (x, y) => [w - 1 - y, h - 1 - x]],
    [8, "left, bottom", (x, y) => [y, h - 1 - x]],
  ];

  it.each(stored)("undoes orientation %i: %s", async (orientation, _, source) => {
    const [storedWidth, storedHeight] = orientation > 4 ? [h, w] : [w, h];
    const jpeg = await corners(storedWidth, storedHeight, { width: w, height: h }, source)
      .withMetadata({ orientation })
      .jpeg({ quality: 95 })
      .toBuffer();
    const image = await decodeImage(jpeg);
    expect([image.width, image.height]).toEqual([w, h]);
    expect(error(image)).toBeLessThanOrEqual(8);
  });
});

describe("decodeImage and colour", () => {
  const grey = { r: 128, g: 128, b: 128 };
  const flat = () => sharp({ create: { width: 64, height: 64, channels: 3, background: grey } });

  it.each([
    ["8-bit grey PNG", () => flat().toColourspace("b-w").png().toBuffer(), "b-w"],
    ["16-bit grey PNG", () => flat().toColourspace("grey16").png().toBuffer(), "grey16"],
    ["grey JPEG", () => flat().toColourspace("b-w").jpeg({ quality: 100 }).toBuffer(), "b-w"],
  ] as const)("reads %s as three equal channels", async (_, make, space) => {
    const file = await make();
    expect((await sharp(file).metadata()).space).toBe(space);
    const image = await decodeImage(file);
    expect(image.stride).toBe(64 * 3);
    expect(pixel(image, 32, 32)).toEqual([128, 128, 128]);
  });

  it("reads a 16-bit RGB PNG at eight bits", async () => {
    const file = await corners(64, 64).toColourspace("rgb16").png().toBuffer();
    expect((await sharp(file).metadata()).depth).toBe("ushort");
    expect(error(await decodeImage(file))).toBeLessThanOrEqual(1);
  });

  it("reads a palette", async () => {
    const file = await corners(64, 64).png({ palette: true }).toBuffer();
    expect((await sharp(file).metadata()).isPalette).toBe(true);
    expect(error(await decodeImage(file))).toBeLessThanOrEqual(2);
  });

  it("reads a CMYK JPEG as sRGB", async () => {
    const background = { r: 200, g: 100, b: 50 };
    const file = await sharp({ create: { width: 64, height: 64, channels: 3, background } })
      .toColourspace("cmyk")
      .jpeg({ quality: 100 })
      .toBuffer();
    expect((await sharp(file).metadata()).space).toBe("cmyk");
    const [r = 0, g = 0, b = 0] = pixel(await decodeImage(file), 32, 32);
    // through the printer's gamut and back: the hue stays, saturated colours move
    expect([Math.abs(r - 200) < 10, Math.abs(g - 100) < 15, Math.abs(b - 50) < 40]).toEqual([
      true,
      true,
      true,
    ]);
  });

  it("lays what is transparent over white", async () => {
    const background = { r: 200, g: 100, b: 0, alpha: 0.5 };
    const file = await sharp({ create: { width: 64, height: 64, channels: 4, background } })
      .png()
      .toBuffer();
    const [r = 0, g = 0, b = 0] = pixel(await decodeImage(file), 32, 32);
    expect(Math.abs(r - 227.5)).toBeLessThanOrEqual(1.5);
    expect(Math.abs(g - 177.5)).toBeLessThanOrEqual(1.5);
    expect(Math.abs(b - 127.5)).toBeLessThanOrEqual(1.5);
  });
});

describe("decodeImage refuses", () => {
  const expectFault = (bytes: Uint8Array, code: string, options = {}) =>
    expect(decodeImage(bytes, options)).rejects.toMatchObject({ code });

  it("zero bytes", () => expectFault(new Uint8Array(0), "IMAGE_EMPTY"));

  it.each([
    ["a text file", text("Dear customer, here is my face")],
    ["an SVG", text('<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"/>')],
    ["an SVG with an XML header", text('<?xml version="1.0"?><svg width="99" height="99"></svg>')],
    ["a PDF", text("%PDF-1.7\n1 0 obj")],
    ["a raw header of PPM", text("P6 100 100 255\n")],
    ["a JPEG signature and nothing else", Uint8Array.of(0xff, 0xd8, 0xff)],
    ["a PNG signature and nothing else", Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10)],
  ])("%s", (_, bytes) => expectFault(bytes, "IMAGE_UNREADABLE"));

  it.each(["jpeg", "png", "webp", "avif", "tiff", "gif"] as const)(
    "a %s that is cut short",
    async (format) => {
      const noise = { type: "gaussian", mean: 128, sigma: 40 } as const;
      const whole = await sharp({
        create: { width: 100, height: 80, channels: 3, background: "#808080", noise },
      })
        [format]()
        .toBuffer();
      await decodeImage(whole);
      for (const share of [0.3, 0.7, 0.95]) {
        await expectFault(whole.subarray(0, Math.floor(whole.length * share)), "IMAGE_UNREADABLE");
      }
    },
  );

  it.each([
    [1, 1],
    [63, 640],
    [640, 63],
  ])("a picture of %i x %i", async (width, height) => {
    await expectFault(await corners(width, height).png().toBuffer(), "IMAGE_TOO_SMALL");
    await expectFault(await corners(width, height).jpeg().toBuffer(), "IMAGE_TOO_SMALL");
  });

  it("a PNG whose header claims 20,000 x 20,000, without decoding it", async () => {
    const png = Uint8Array.from(await corners(64, 64).png().toBuffer());
    const view = new DataView(png.buffer);
    view.setUint32(16, 20_000);
    view.setUint32(20, 20_000);
    await expectFault(png, "IMAGE_TOO_LARGE"); // its checksum is wrong too: nothing read that far
    await expectFault(png.subarray(0, 33), "IMAGE_TOO_LARGE");
  });

  it("a JPEG whose header claims 20,000 x 20,000, without decoding it", async () => {
    const jpeg = Uint8Array.from(await corners(64, 64).jpeg().toBuffer());
    const frame = jpeg.findIndex((byte, i) => byte === 0xff && jpeg[i + 1] === 0xc0);
    const view = new DataView(jpeg.buffer);
    view.setUint16(frame + 5, 20_000);
    view.setUint16(frame + 7, 20_000);
    const startedAt = performance.now();
    await expectFault(jpeg, "IMAGE_TOO_LARGE");
    // 400 megapixels take seconds to decode
    expect(performance.now() - startedAt).toBeLessThan(500);
  });

  it("more pixels than the caller allows, and takes just as many", async () => {
    const png = await corners(100, 80).png().toBuffer();
    await expectFault(png, "IMAGE_TOO_LARGE", { maxPixels: 7_999 });
    await decodeImage(png, { maxPixels: 8_000 });
    await expect(decodeImage(png, { maxPixels: 0 })).rejects.toThrow(RangeError);
  });

  it("random damage with a code, or decodes it, but never throws anything else", async () => {
    const files = await Promise.all(
      (["jpeg", "png", "webp", "tiff", "gif"] as const).map((f) => corners(70, 66)[f]().toBuffer()),
    );
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), damage, async (file, changes) => {
        const bytes = Uint8Array.from(file);
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        const result: unknown = await decodeImage(bytes).catch((e: unknown) => e);
        if (!(result instanceof Error)) return assertPixelImage(result as PixelImage);
        expect(isSourireError(result) && result.code.startsWith("IMAGE_")).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});
