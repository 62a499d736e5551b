import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { letterbox } from "../../src/align/letterbox.js";
import { warpToTensor } from "../../src/align/warp.js";
import type { Border } from "../../src/align/warp-plan.js";
import { BYTES_PER_PIXEL, type PixelImage } from "../../src/kernel/frame.js";
import { type Affine, applyAffine } from "../../src/kernel/geometry.js";
import { noisePicture, paintPicture } from "./pictures.js";

const BYTES = { colour: "RGB", mean: [0, 0, 0], scale: [1, 1, 1] } as const;
const IDENTITY: Affine = { a: 1, b: 0, tx: 0, c: 0, d: 1, ty: 0 };

/** The definition, written for the eye: one channel of one pixel, one value at a time. */
function referencePixel(
  image: PixelImage,
  map: Affine,
  border: Border,
  i: number,
  j: number,
  channel: number,
): number {
  const pixel = BYTES_PER_PIXEL[image.format];
  const byteAt = (x: number, y: number): number => {
    const inside = x >= 0 && y >= 0 && x < image.width && y < image.height;
    if (!inside && border !== "clamp") return border.byte;
    const cx = Math.min(image.width - 1, Math.max(0, x));
    const cy = Math.min(image.height - 1, Math.max(0, y));
    return image.data[cy * image.stride + cx * pixel + (pixel === 1 ? 0 : channel)] as number;
  };
  const taps = (length: number): number => (length <= 1.25 ? 1 : 2);
  const kx = taps(Math.hypot(map.a, map.c));
  const ky = taps(Math.hypot(map.b, map.d));
  let total = 0;
  for (let v = 0; v < ky; v++) {
    for (let u = 0; u < kx; u++) {
      const at = applyAffine(map, { x: i + (u + 0.5) / kx, y: j + (v + 0.5) / ky });
      const left = Math.floor(at.x - 0.5);
      const top = Math.floor(at.y - 0.5);
      const fx = at.x - 0.5 - left;
      const fy = at.y - 0.5 - top;
      const upper = byteAt(left, top) * (1 - fx) + byteAt(left + 1, top) * fx;
      const lower = byteAt(left, top + 1) * (1 - fx) + byteAt(left + 1, top + 1) * fx;
      total += upper * (1 - fy) + lower * fy;
    }
  }
  return total / (kx * ky);
}

describe("warpToTensor", () => {
  const term = fc.double({ min: -3, max: 3, noNaN: true });
  const shift = fc.double({ min: -20, max: 40, noNaN: true });
  const cases = fc.record({
    format: fc.constantFrom("rgb8", "rgba8", "gray8"),
    width: fc.integer({ min: 1, max: 24 }),
    height: fc.integer({ min: 1, max: 24 }),
    padding: fc.integer({ min: 0, max: 7 }),
    seed: fc.integer(),
    map: fc.record({ a: term, b: term, tx: shift, c: term, d: term, ty: shift }),
    border: fc.oneof(
      fc.constant("clamp" as const),
      fc.record({ byte: fc.integer({ min: 0, max: 255 }) }),
    ),
    colour: fc.constantFrom("RGB", "BGR"),
  });

  it("agrees with the definition within 0.001 of a grey level, for any map, format and border", () => {
    fc.assert(
      fc.property(cases, ({ format, width, height, padding, seed, map, border, colour }) => {
        const image = noisePicture(format, width, height, seed, padding);
        const contract = {
          width: 7,
          height: 5,
          colour,
          mean: [10, 20, 30],
          scale: [2, 4, 5],
        } as const;
        const out = new Float32Array(3 * 35).fill(Number.NaN);
        warpToTensor(image, map, contract, border, out);
        let worst = 0;
        for (let k = 0; k < out.length; k++) {
          const plane = Math.floor(k / 35);
          const channel = colour === "RGB" ? plane : 2 - plane;
          const [i, j] = [k % 7, Math.floor((k % 35) / 7)];
          const level = referencePixel(image, map, border, i, j, channel);
          const expected = level - (contract.mean[plane] as number);
          const got = (out[k] as number) * (contract.scale[plane] as number);
          const error = Math.abs(got - expected);
          if (!(error <= worst)) worst = error;
        }
        expect(worst).toBeLessThanOrEqual(1e-3); // NaN fails too
      }),
      { numRuns: 300 },
    );
  });

  it("copies pixels as they are under the identity", () => {
    const image = noisePicture("rgba8", 6, 4, 1);
    const out = new Float32Array(72);
    warpToTensor(image, IDENTITY, { ...BYTES, width: 6, height: 4 }, "clamp", out);
    for (let p = 0; p < 24; p++) {
      expect([out[p], out[24 + p], out[48 + p]]).toEqual([...image.data.slice(4 * p, 4 * p + 3)]);
    }
  });

  it("does not alias a fine grating that is shrunk by two, whatever its phase", () => {
    for (const phase of [0, 0.25, 0.5, 0.8]) {
      const image = paintPicture("gray8", 128, 128, (x) => (x % 2 ? [255, 255, 255] : [0, 0, 0]));
      const map = { a: 2, b: 0, tx: 8 + phase, c: 0, d: 2, ty: 8 };
      const out = new Float32Array(3 * 32 * 32);
      warpToTensor(image, map, { ...BYTES, width: 32, height: 32 }, "clamp", out);
      expect(Math.max(...out) - Math.min(...out)).toBeLessThan(1);
      expect(out[0]).toBeCloseTo(127.5, 0);
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

  it("refuses a wrong buffer, a map that is not finite and a picture that lies about its size", () => {
    const image = noisePicture("rgb8", 4, 4, 1);
    const contract = { ...BYTES, width: 2, height: 2 };
    const out = new Float32Array(12);
    expect(() => warpToTensor(image, IDENTITY, contract, "clamp", new Float32Array(11))).toThrow(
      RangeError,
    );
    const broken = { ...IDENTITY, tx: Number.NaN };
    expect(() => warpToTensor(image, broken, contract, "clamp", out)).toThrow(RangeError);
    const lying = { ...image, height: 5 };
    expect(() => warpToTensor(lying, IDENTITY, contract, "clamp", out)).toThrow("FRAME_INVALID");
  });
});
