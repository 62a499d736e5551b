import { assertPixelImage, type PixelImage } from "@sourire/core";
import { describe, expect, it } from "vitest";
import { createPictureCopier } from "../../src/media-stream/picture-copier.js";

/** SYNTHETIC: four quarters in colours of their own, as a frame in a format. */
const QUARTERS = [
  [200, 30, 40],
  [40, 180, 60],
  [50, 60, 220],
  [230, 220, 210],
] as const;

function rgbaFrame(
  format: "RGBA" | "RGBX" | "BGRA" | "BGRX",
  width: number,
  height: number,
  init: Partial<VideoFrameBufferInit> & {
    readonly rotation?: number;
    readonly flip?: boolean;
  } = {},
): VideoFrame {
  const data = new Uint8Array(width * height * 4);
  const order = format.startsWith("B") ? [2, 1, 0] : [0, 1, 2];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const quarter = QUARTERS[(y < height / 2 ? 0 : 2) + (x < width / 2 ? 0 : 1)] ?? [0, 0, 0];
      const at = 4 * (y * width + x);
      data.set([...order.map((i) => quarter[i] ?? 0), 255], at);
    }
  }
  return new VideoFrame(data, {
    format,
    codedWidth: width,
    codedHeight: height,
    timestamp: 0,
    ...init,
  });
}

/** The colours in the middle of the four quarters. */
function quarters({ format, width, height, stride, data }: PixelImage): number[][] {
  expect(format).toBe("rgba8");
  return [0.25, 0.75].flatMap((v) =>
    [0.25, 0.75].map((u) => {
      const at = Math.floor(v * height) * stride + 4 * Math.floor(u * width);
      return [...data.subarray(at, at + 3)];
    }),
  );
}

async function copied(frame: VideoFrame): Promise<PixelImage> {
  const picture = await createPictureCopier().copy(frame);
  frame.close();
  assertPixelImage(picture);
  return picture;
}

describe("createPictureCopier", () => {
  it.each(["RGBA", "RGBX", "BGRA", "BGRX"] as const)("copies %s, red first", async (format) => {
    const picture = await copied(rgbaFrame(format, 34, 22));
    expect([picture.width, picture.height]).toEqual([34, 22]);
    expect(quarters(picture)).toEqual(QUARTERS.map((colour) => [...colour]));
  });

  it.each([
    ["I420", "i420", 15, 9],
    ["I420", "i420", 32, 16],
    ["NV12", "nv12", 15, 9],
    ["NV12", "nv12", 32, 16],
  ] as const)(
    "copies %s of any size with whole words a row",
    async (format, ours, width, height) => {
      const [half, rows] = [Math.ceil(width / 2), Math.ceil(height / 2)];
      const data = Uint8Array.from({ length: width * height + 2 * half * rows }, (_, i) => i % 251);
      const picture = await copied(
        new VideoFrame(data, {
          format,
          codedWidth: width,
          codedHeight: height,
          timestamp: 0,
          colorSpace: { matrix: "bt709", primaries: "bt709", transfer: "bt709", fullRange: true },
        }),
      );
      expect(picture).toMatchObject({ format: ours, width, height });
      expect(picture.yuv).toEqual({ matrix: "bt709", range: "full" });
      expect(picture.stride % 8).toBe(0);
      const { stride } = picture;
      const row = (at: number, bytes: number) => [...picture.data.subarray(at, at + bytes)];
      const source = (at: number, bytes: number) => [...data.subarray(at, at + bytes)];
      expect(row(stride * (height - 1), width)).toEqual(source(width * (height - 1), width));
      const chroma = stride * height;
      const bytes = ours === "nv12" ? 2 * half : half;
      expect(row(chroma, bytes)).toEqual(source(width * height, bytes));
      const last = ours === "nv12" ? stride * (rows - 1) : (stride / 2) * (2 * rows - 1);
      expect(row(chroma + last, bytes)).toEqual(source(data.length - bytes, bytes));
    },
  );

  it("paints what has no word of ours: other formats, colours and orientations", async () => {
    const grey = new Uint8Array(3 * 16 * 16).fill(128);
    const shape = { codedWidth: 16, codedHeight: 16, timestamp: 0 };
    const deep = await copied(new VideoFrame(grey, { format: "I444", ...shape }));
    expect(
      quarters(deep)
        .flat()
        .every((value) => Math.abs(value - 130) < 4),
    ).toBe(true);
    // newer than TypeScript's own list
    const colorSpace: object = { matrix: "bt2020-ncl", primaries: "bt2020", transfer: "bt709" };
    const other = await copied(new VideoFrame(grey, { format: "I420", ...shape, colorSpace }));
    expect(other.format).toBe("rgba8");
  });

  it("turns a frame that says that it lies on its side", async ({ skip }) => {
    const frame = rgbaFrame("RGBA", 40, 20, { rotation: 90 });
    if (!("rotation" in frame)) skip("this browser's frames state no rotation");
    const picture = await copied(frame);
    expect([picture.width, picture.height]).toEqual([20, 40]);
    // by a quarter clockwise: what was bottom left is top left
    const [topLeft, topRight, bottomLeft, bottomRight] = QUARTERS;
    expect(quarters(picture)).toEqual(
      [bottomLeft, topLeft, bottomRight, topRight].map((colour) => [...colour]),
    );
  });

  it("uses memory again that was given back, and none that still belongs to somebody", async () => {
    const copier = createPictureCopier();
    const copy = async () => {
      const frame = rgbaFrame("RGBA", 16, 16);
      const { data } = await copier.copy(frame);
      frame.close();
      return data.buffer;
    };
    const first = await copy();
    const second = await copy();
    expect(second).not.toBe(first);
    if (first instanceof ArrayBuffer) copier.reuse(first);
    expect(await copy()).toBe(first);
    expect(await copy()).not.toBe(first);
    copier.reuse(new ArrayBuffer(8)); // too small: dropped
    expect((await copy()).byteLength).toBe(16 * 16 * 4);
  });
});
