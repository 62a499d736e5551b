import { describe, expect, it } from "vitest";
import { warpToTensor } from "../../src/align/warp.js";
import { assertPixelImage, type PixelImage } from "../../src/kernel/frame.js";
import { pictureWindow } from "../../src/kernel/picture-window.js";
import { noisePicture, PIXEL_FORMATS } from "../align/pictures.js";

/** Red, green and blue of the pixels from (x, y) on. */
function pixels(image: PixelImage, x: number, y: number, width: number, height: number) {
  const out = new Float32Array(3 * width * height);
  const map = { a: 1, b: 0, tx: x, c: 0, d: 1, ty: y };
  const contract = { width, height, colour: "RGB", mean: [0, 0, 0], scale: [1, 1, 1] } as const;
  warpToTensor(image, map, contract, "clamp", out);
  return out;
}

describe.each(PIXEL_FORMATS)("pictureWindow of %s", (format) => {
  it.each([
    [20, 16],
    [21, 17],
  ])("shows what the picture shows there, %i x %i", (width, height) => {
    const image = noisePicture(format, width, height, 4, 2);
    for (const box of [
      { x: 4, y: 6, width: 8, height: 6 },
      { x: 5, y: 3, width: 7, height: 5 },
      { x: 9.5, y: 8.2, width: 100, height: 100 },
      { x: -5, y: -5, width: 12, height: 9 },
    ]) {
      const window = pictureWindow(image, box);
      assertPixelImage(window);
      // its right and lower edges are the box's, cut off; its left and upper ones may be one pixel further
      const right = Math.min(width, Math.ceil(box.x + box.width));
      const bottom = Math.min(height, Math.ceil(box.y + box.height));
      const [left, top] = [right - window.width, bottom - window.height];
      expect(Math.max(0, Math.floor(box.x)) - left).toBeLessThanOrEqual(1);
      expect(Math.max(0, Math.floor(box.x)) - left).toBeGreaterThanOrEqual(0);
      expect(Math.max(0, Math.floor(box.y)) - top).toBeLessThanOrEqual(1);
      expect(Math.max(0, Math.floor(box.y)) - top).toBeGreaterThanOrEqual(0);
      expect(pixels(window, 0, 0, window.width, window.height)).toEqual(
        pixels(image, left, top, window.width, window.height),
      );
    }
  });

  it("refuses a box outside", () => {
    const image = noisePicture(format, 8, 8, 1);
    expect(() => pictureWindow(image, { x: 8, y: 0, width: 4, height: 4 })).toThrow(RangeError);
  });
});
