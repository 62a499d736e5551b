import { describe, expect, it } from "vitest";
import { sha256, toHex } from "../../src/kernel/bytes.js";
import { assertPixelImage } from "../../src/kernel/frame.js";
import { wavesPicture } from "../../src/runtime/waves-picture.js";

describe("wavesPicture", () => {
  // the golden values of every pack stand on these bytes
  it.each([
    [320, 320, "d6828e260191410a5c7ae436b4d6cf87e90df59a707b1008f8d30aed00795afc"],
    [80, 80, "9ce2e04aca45f4114102e01165282cae56f1a28837175643670e33761862b13b"],
    [7, 3, "c2fab1dc97eecffe5fd6560f3b8d7496cd368a8ea8d70a9d1332d0228f3756e4"],
  ])("makes the same bytes everywhere: %d x %d", async (width, height, hash) => {
    const picture = wavesPicture(width, height);
    expect(() => assertPixelImage(picture)).not.toThrow();
    expect(picture.data.length).toBe(3 * width * height);
    expect(toHex(await sha256(picture.data))).toBe(hash);
  });

  it("differs between channels, rows and columns, so that none can be exchanged unseen", () => {
    const { data } = wavesPicture(112, 112);
    const mean = (pick: (x: number, y: number, c: number) => number) => {
      let sum = 0;
      for (let i = 0; i < data.length; i++) {
        const [c, x, y] = [i % 3, Math.floor(i / 3) % 112, Math.floor(i / 336)];
        sum += Math.abs((data[i] ?? 0) - (data[pick(x, y, c)] ?? 0));
      }
      return sum / data.length;
    };
    const at = (x: number, y: number, c: number) => 3 * (112 * y + x) + c;
    expect(mean((x, y, c) => at(x, y, 2 - c))).toBeGreaterThan(10);
    expect(mean((x, y, c) => at(y, x, c))).toBeGreaterThan(10);
    expect(mean((x, y, c) => at(111 - x, y, c))).toBeGreaterThan(10);
    expect(new Set(data).size).toBeGreaterThan(180); // levels
  });
});
