import { describe, expect, it } from "vitest";
import { letterbox } from "../../src/align/letterbox.js";
import { createWarp, warpToTensor } from "../../src/align/warp.js";
import type { PixelImage } from "../../src/kernel/frame.js";
import type { Affine } from "../../src/kernel/geometry.js";
import { noisePicture, PIXEL_FORMATS, paintPicture, shifted } from "./pictures.js";

const BYTES = { colour: "RGB", mean: [0, 0, 0], scale: [1, 1, 1] } as const;
const IDENTITY: Affine = { a: 1, b: 0, tx: 0, c: 0, d: 1, ty: 0 };

describe("warpToTensor", () => {
  it("copies pixels as they are under the identity", () => {
    const image = noisePicture("rgba8", 6, 4, 1);
    const out = new Float32Array(72);
    warpToTensor(image, IDENTITY, { ...BYTES, width: 6, height: 4 }, "clamp", out);
    for (let p = 0; p < 24; p++) {
      expect([out[p], out[24 + p], out[48 + p]]).toEqual([...image.data.slice(4 * p, 4 * p + 3)]);
    }
  });

  it("keeps the mean level when a 720p picture is letterboxed, and fills the bars", () => {
    const image = paintPicture("rgb8", 1280, 720, () => [200, 100, 50]);
    const out = new Float32Array(3 * 64 * 64);
    const contract = { ...BYTES, width: 64, height: 64 };
    warpToTensor(image, letterbox(1280, 720, 64), contract, { byte: 7 }, out);
    expect(out[0]).toBe(7);
    expect(out[32 * 64 + 32]).toBeCloseTo(200, 3);
    expect(out[64 * 64 + 32 * 64 + 32]).toBeCloseTo(100, 3);
    expect(out[2 * 64 * 64 + 32 * 64 + 32]).toBeCloseTo(50, 3);
  });

  it("shows the primary colours of a YUV picture as they were painted", () => {
    const colours = [
      [255, 0, 0],
      [0, 255, 0],
      [0, 0, 255],
      [255, 255, 255],
      [0, 0, 0],
    ] as const;
    for (const format of ["yuyv", "nv12", "i420"] as const) {
      for (const colour of colours) {
        const out = new Float32Array(3);
        const image = paintPicture(format, 3, 3, () => colour);
        warpToTensor(image, IDENTITY, { ...BYTES, width: 1, height: 1 }, "clamp", out);
        for (const [c, level] of colour.entries()) {
          expect(Math.abs((out[c] as number) - level), `${format} ${colour}`).toBeLessThan(2);
        }
      }
    }
  });

  it("shows a 10-bit infrared picture in full contrast when it says where white is", () => {
    const data = new Uint8Array(Uint16Array.of(0, 512, 1023, 4000).buffer);
    const image = { format: "gray16", width: 4, height: 1, stride: 8, data, whiteLevel: 1023 };
    const out = new Float32Array(12);
    const contract = { ...BYTES, width: 4, height: 1 };
    warpToTensor(image as PixelImage, IDENTITY, contract, "clamp", out);
    expect([...out.subarray(0, 4)]).toEqual([0, 128, 255, 255]);
  });

  it("reads the same from any place in memory", () => {
    const map = { a: 1.7, b: -0.4, tx: 3, c: 0.4, d: 1.7, ty: -2 };
    const contract = { ...BYTES, width: 20, height: 18 };
    for (const format of PIXEL_FORMATS) {
      const image = noisePicture(format, 44, 30, 9, format === "rgba8" ? 4 : 0);
      const [there, moved] = [new Float32Array(1080), new Float32Array(1080)];
      warpToTensor(image, map, contract, { byte: 9 }, there);
      warpToTensor(shifted(image, 1), map, contract, { byte: 9 }, moved);
      expect(moved, format).toEqual(there);
    }
  });

  it("answers the same with scratch space that was used before, and leaves the picture alone", () => {
    const warp = createWarp();
    const contract = { ...BYTES, width: 40, height: 40 };
    const map = { a: 1.2, b: 0.1, tx: -9, c: -0.1, d: 1.2, ty: 4 };
    const image = noisePicture("nv12", 40, 40, 3);
    const before = image.data.slice();
    const [first, second] = [new Float32Array(4800), new Float32Array(4800)];
    warp(image, map, contract, "clamp", first);
    warp(noisePicture("rgb8", 90, 90, 4), { ...map, a: 3, d: 3 }, contract, "clamp", second);
    warp(image, map, contract, "clamp", second);
    expect(second).toEqual(first);
    expect(image.data).toEqual(before);
  });

  it("refuses a wrong buffer, a map that is not finite and a picture that lies about its size", () => {
    const image = noisePicture("rgb8", 4, 4, 1);
    const contract = { ...BYTES, width: 2, height: 2 };
    const out = new Float32Array(12);
    expect(() => warpToTensor(image, IDENTITY, contract, "clamp", new Float32Array(11))).toThrow(
      RangeError,
    );
    const broken = { ...IDENTITY, tx: Number.NaN };
    expect(() => warpToTensor(image, broken, contract, "clamp", out)).toThrow(RangeError);
    const far = { ...IDENTITY, tx: 1e9 };
    expect(() => warpToTensor(image, far, contract, "clamp", out)).toThrow(RangeError);
    for (const byte of [-1, 256, 0.5, Number.NaN]) {
      expect(() => warpToTensor(image, IDENTITY, contract, { byte }, out)).toThrow(RangeError);
    }
    const lying = { ...image, height: 5 };
    expect(() => warpToTensor(lying, IDENTITY, contract, "clamp", out)).toThrow("FRAME_INVALID");
  });
});
