import { describe, expect, it } from "vitest";
import { squareCrop } from "../../src/align/letterbox.js";
import { warpToTensor } from "../../src/align/warp.js";
import type { PixelImage } from "../../src/kernel/frame.js";
import type { Affine } from "../../src/kernel/geometry.js";
import { PIXEL_FORMATS, paintPicture } from "./pictures.js";

/** What a crop must look like, whatever the filter is called. */

const SIDE = 48;
const PLANE = SIDE * SIDE;

function cropOf(image: PixelImage, map: Affine): Float32Array {
  const out = new Float32Array(3 * PLANE);
  const contract = {
    width: SIDE,
    height: SIDE,
    colour: "RGB",
    mean: [0, 0, 0],
    scale: [1, 1, 1],
  } as const;
  warpToTensor(image, map, contract, "clamp", out);
  return out.subarray(0, PLANE);
}

/** One bilinear tap, which is what many pipelines do. */
function oneTap({ data, stride }: PixelImage, { a, b, tx, c, d, ty }: Affine): Float32Array {
  return Float32Array.from({ length: PLANE }, (_, k) => {
    const i = (k % SIDE) + 0.5;
    const j = Math.floor(k / SIDE) + 0.5;
    const x = a * i + b * j + tx - 0.5;
    const y = c * i + d * j + ty - 0.5;
    const p = Math.floor(y) * stride + Math.floor(x);
    const [fx, fy] = [x % 1, y % 1];
    const upper = (data[p] as number) * (1 - fx) + (data[p + 1] as number) * fx;
    const lower = (data[p + stride] as number) * (1 - fx) + (data[p + stride + 1] as number) * fx;
    return upper * (1 - fy) + lower * fy;
  });
}

/** Root of the mean square of what is left besides the mean, grey levels. */
function ripple(values: Float32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

/** A sine of full contrast: `frequency` in cycles a pixel of the picture. */
function grating(side: number, frequency: number, angle: number): PixelImage {
  const [kx, ky] = [Math.cos(angle), Math.sin(angle)];
  return paintPicture("gray8", side, side, (x, y) => {
    const value = Math.round(127.5 + 127.5 * Math.sin(2 * Math.PI * frequency * (kx * x + ky * y)));
    return [value, value, value];
  });
}

describe("a crop that shrinks the picture", () => {
  it.each([2, 2.3, 3, 3.4, 4])("is quiet where detail is too fine, at 1 : %s", (shrink) => {
    const side = Math.ceil(SIDE * shrink * 1.5);
    let ours = 0;
    let plain = 0;
    let worst = 0;
    // from a little below the crop's sampling rate to a little below the picture's own limit
    for (let frequency = 0.9 / shrink; frequency < 0.49; frequency += 0.03) {
      for (const angle of [0, 0.4, Math.PI / 4]) {
        for (const turn of [0, 0.15]) {
          const image = grating(side, frequency, angle);
          const map = squareCrop({ x: side / 2, y: side / 2 }, SIDE * shrink, turn, SIDE);
          const [a, b] = [ripple(cropOf(image, map)), ripple(oneTap(image, map))];
          ours += a * a;
          plain += b * b;
          worst = Math.max(worst, a);
        }
      }
    }
    // full contrast is a ripple of 90; the mean of three pixels leaves a third of the finest grating
    expect(worst).toBeLessThan(31);
    // at 1 : 2 there is hardly a frequency between the crop's rate and the picture's limit
    expect(Math.sqrt(ours / plain)).toBeLessThan(shrink < 2.2 ? 0.45 : 0.33);
  });

  it("turns a zone plate to grey beyond the crop's limit, where one tap draws rings", () => {
    const shrink = 3;
    const side = SIDE * shrink + 8;
    // the local frequency grows linearly from the centre to 0.5 cycles a pixel at the edge
    const image = paintPicture("gray8", side, side, (x, y) => {
      const radius2 = (x - side / 2) ** 2 + (y - side / 2) ** 2;
      const value = Math.round(127.5 + 127.5 * Math.cos((Math.PI * 0.5 * radius2) / (side / 2)));
      return [value, value, value];
    });
    const map = squareCrop({ x: side / 2, y: side / 2 }, SIDE * shrink, 0, SIDE);
    const beyond = (crop: Float32Array): Float32Array =>
      crop.filter((_, k) => {
        const radius = Math.hypot(
          (k % SIDE) + 0.5 - SIDE / 2,
          Math.floor(k / SIDE) + 0.5 - SIDE / 2,
        );
        const frequency = (0.5 * radius * shrink) / (side / 2);
        return frequency > 1 / shrink && frequency < 0.5;
      });
    const ours = ripple(beyond(cropOf(image, map)));
    const plain = ripple(beyond(oneTap(image, map)));
    expect(plain).toBeGreaterThan(25);
    expect(ours).toBeLessThan(plain / 4);
  });

  it("averages nine pixels or more where it skips pixels", () => {
    for (const shrink of [5, 6, 9, 12]) {
      const side = Math.ceil(SIDE * shrink * 1.15) + 24;
      const noise = paintPicture("gray8", side, side, (x, y) => {
        const value = (Math.imul(x * 7_919 + y * 104_729, 0x9e3779b1) >>> 24) & 255;
        return [value, value, value];
      });
      const map = squareCrop({ x: side / 2, y: side / 2 }, SIDE * shrink, 0.1, SIDE);
      // white noise falls with the root of the samples: nine or more of them
      const quotient = ripple(cropOf(noise, map)) / ripple(oneTap(noise, map));
      expect(quotient, `1 : ${shrink}`).toBeLessThan(0.5);
    }
  });
});

describe("a crop", () => {
  const maps = [0.4, 1, 1.7, 2, 2.6, 3, 4, 4.4, 6, 9, 12, 14].flatMap((shrink) =>
    [0, 0.3, 2].map((turn) => [shrink, turn] as const),
  );

  it("keeps a gradient as it is", () => {
    for (const [shrink, turn] of maps) {
      const side = Math.ceil(SIDE * shrink * 1.5) + 40;
      const values = new Uint8Array(2 * side * side);
      const view = new DataView(values.buffer);
      // 16 bits, so that the picture itself is a gradient and no staircase; levels of 257
      const level = (x: number, y: number): number =>
        257 * Math.round(30 + (150 * x + 60 * y) / side);
      for (let y = 0; y < side; y++) {
        for (let x = 0; x < side; x++) view.setUint16(2 * (y * side + x), level(x, y), true);
      }
      const image = { format: "gray16", width: side, height: side, stride: 2 * side } as const;
      const map = squareCrop({ x: side / 2, y: side / 2 }, SIDE * shrink, turn, SIDE);
      const crop = cropOf({ ...image, data: values }, map);
      for (let k = 0; k < PLANE; k += 37) {
        const [i, j] = [(k % SIDE) + 0.5, Math.floor(k / SIDE) + 0.5];
        const x = map.a * i + map.b * j + map.tx - 0.5;
        const y = map.c * i + map.d * j + map.ty - 0.5;
        const expected = 30 + (150 * x + 60 * y) / side;
        // the picture is rounded to whole levels
        expect(Math.abs((crop[k] as number) - expected), `1 : ${shrink}`).toBeLessThan(0.55);
      }
    }
  });

  it("keeps a constant exactly, in every format", () => {
    for (const format of PIXEL_FORMATS) {
      const image = paintPicture(format, 61, 47, () => [90, 90, 90]);
      for (const [shrink, turn] of maps) {
        const crop = cropOf(image, squareCrop({ x: 20, y: 30 }, SIDE * shrink, turn, SIDE));
        expect(ripple(crop), `${format} 1 : ${shrink}`).toBeLessThan(1e-3);
        expect(Math.abs((crop[0] as number) - 90)).toBeLessThan(0.7); // Y is whole
      }
    }
  });

  it("keeps a soft dot in its place", () => {
    for (const [shrink, turn] of maps) {
      const side = Math.ceil(SIDE * shrink) + 60;
      const [x0, y0] = [side / 2 + 1.3, side / 2 - 2.6];
      const sigma = 1.2 * shrink + 1; // so wide that sampling it loses nothing
      const image = paintPicture("rgba8", side, side, (x, y) => {
        const distance2 = (x + 0.5 - x0) ** 2 + (y + 0.5 - y0) ** 2;
        const value = Math.round(255 * Math.exp(-distance2 / (2 * sigma * sigma)));
        return [value, value, value];
      });
      const map = squareCrop({ x: side / 2, y: side / 2 }, SIDE * shrink, turn, SIDE);
      const crop = cropOf(image, map);
      const [sum, sumX, sumY] = [0, 1, 2].map((axis) =>
        crop.reduce((total, value, k) => {
          const place = [1, (k % SIDE) + 0.5, Math.floor(k / SIDE) + 0.5][axis] as number;
          return total + value * place;
        }, 0),
      ) as [number, number, number];
      const [i, j] = [sumX / sum, sumY / sum];
      const found = { x: map.a * i + map.b * j + map.tx, y: map.c * i + map.d * j + map.ty };
      expect(Math.abs(found.x - x0), `1 : ${shrink}`).toBeLessThan(0.02 * Math.max(1, shrink));
      expect(Math.abs(found.y - y0), `1 : ${shrink}`).toBeLessThan(0.02 * Math.max(1, shrink));
    }
  });
});
