import { assertPixelImage } from "@sourire/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  exchangeRedAndBlue,
  type FrameFacts,
  layoutOf,
  yuvOf,
} from "../../src/media-stream/frame-layout.js";

const unspecified = { matrix: null, fullRange: null };
const facts = (given: Partial<FrameFacts> & { width?: number; height?: number }): FrameFacts => ({
  format: "I420",
  colorSpace: unspecified,
  visibleRect: { x: 0, y: 0, width: given.width ?? 640, height: given.height ?? 480 },
  ...given,
});

describe("layoutOf", () => {
  it("lays frames of every size out as the core reads them, planes one after the other", () => {
    const side = fc.integer({ min: 1, max: 5_000 });
    const format = fc.constantFrom("I420", "NV12", "RGBA", "RGBX", "BGRA", "BGRX");
    fc.assert(
      fc.property(format, side, side, (name, width, height) => {
        const layout = layoutOf(facts({ format: name, width, height }));
        if (!layout) throw new Error("not laid out");
        const { stride, bytes, planes, yuv } = layout;
        const shown = { format: layout.format, width, height, stride, ...(yuv ? { yuv } : {}) };
        // a view that has this length is all that the check asks for
        assertPixelImage({ ...shown, data: { length: bytes } as Uint8Array });
        const chromaRows = Math.ceil(height / 2);
        const next = stride * height;
        const offsets = {
          rgba8: [0],
          nv12: [0, next],
          i420: [0, next, next + (stride / 2) * chromaRows],
        }[layout.format];
        expect(planes.map(({ offset }) => offset)).toEqual(offsets);
        expect(stride % 4).toBe(0);
        if (layout.format === "i420") expect(planes[1]?.stride).toBe(Math.ceil(stride / 2));
        expect(layout.blueFirst).toBe(name.startsWith("B"));
      }),
    );
  });

  it.each([
    ["a format without a word of ours", { format: "I444" }],
    ["a format that only the graphics card knows", { format: null }],
    ["an alpha plane", { format: "I420A" }],
    ["a closed frame", { visibleRect: null }],
    ["a frame on its side", { rotation: 90 }],
    ["a mirrored frame", { flip: true }],
    [
      "colours of ultra high definition",
      { colorSpace: { matrix: "bt2020-ncl", fullRange: false } },
    ],
    ["an edge through a block of chroma", { visibleRect: { x: 1, y: 0, width: 8, height: 8 } }],
  ])("has none for %s", (_, given) => {
    expect(layoutOf(facts(given))).toBeUndefined();
  });

  it("does not ask for the colours of a frame that has no YUV", () => {
    const colorSpace = { matrix: "rgb", fullRange: true };
    expect(layoutOf(facts({ format: "RGBX", colorSpace }))?.yuv).toBeUndefined();
  });
});

describe("yuvOf", () => {
  it.each([
    [null, null, "bt601", "limited"],
    ["smpte170m", false, "bt601", "limited"],
    ["bt470bg", true, "bt601", "full"],
    ["bt709", null, "bt709", "limited"],
    ["bt709", true, "bt709", "full"],
  ])("%s, full range %s: %s, %s", (matrix, fullRange, ours, range) => {
    expect(yuvOf({ matrix, fullRange })).toEqual({ matrix: ours, range });
  });

  it.each(["rgb", "bt2020-ncl", "anything"])("has no word for %s", (matrix) => {
    expect(yuvOf({ matrix, fullRange: false })).toBeUndefined();
  });
});

it("exchangeRedAndBlue leaves green, alpha and what is no whole pixel", () => {
  const pixels = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  exchangeRedAndBlue(pixels);
  expect([...pixels]).toEqual([3, 2, 1, 4, 7, 6, 5, 8, 9, 10]);
});
