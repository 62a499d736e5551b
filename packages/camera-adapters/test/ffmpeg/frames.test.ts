import { execFileSync } from "node:child_process";
import { createFfmpegCamera } from "@sourire/camera-adapters/ffmpeg";
import { assertPixelImage } from "@sourire/core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { FFMPEG_NAMES } from "../../src/ffmpeg/pixel-formats.data.js";
import { readFrames } from "./support/read.js";
import { type Folder, makeVideo, temporaryFolder } from "./support/video.js";
import { describeWithFfmpeg } from "./support/with-ffmpeg.js";

const formats = ["yuyv", "nv12", "i420", "rgb8", "gray8", "gray16"] as const;
let folder: Folder;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder[Symbol.asyncDispose]());

/** What ffmpeg itself writes for the first frames of a file. */
function reference(path: string, pixelFormat: string, filter = "null"): Buffer {
  const args = ["-loglevel", "error", "-i", path, "-vf", `${filter},format=${pixelFormat}`];
  return execFileSync("ffmpeg", [...args, "-f", "rawvideo", "-"], { maxBuffer: 1e8 });
}

describeWithFfmpeg("the frames of createFfmpegCamera", () => {
  it.each(formats)(
    "are in %s what ffmpeg writes, byte for byte, and every one",
    async (pixelFormat) => {
      const path = makeVideo(`${folder.path}/${pixelFormat}.mkv`, "testsrc2=size=64x48:rate=25", [
        ...["-frames:v", "12", "-c:v", "ffv1"],
      ]);
      await using camera = createFfmpegCamera({
        source: { kind: "file", path, pace: "fast" },
        pixelFormat,
      });
      const frames = await readFrames(camera);
      for (const { image } of frames) assertPixelImage(image);
      expect(frames.map(({ sequence }) => sequence)).toEqual([...Array(12).keys()]);
      expect(frames.map(({ image }) => image.format)).toEqual(frames.map(() => pixelFormat));
      const bytes = Buffer.concat(frames.map(({ pixels }) => pixels));
      expect(bytes.equals(reference(path, FFMPEG_NAMES[pixelFormat]))).toBe(true);
    },
  );

  it("drop an odd row and column, whose pixels would have half a colour", async () => {
    const path = makeVideo(
      `${folder.path}/odd.mkv`,
      "color=red:size=65x49:rate=25,format=yuv444p",
      [...["-frames:v", "2", "-c:v", "ffv1"]],
    );
    await using camera = createFfmpegCamera({ source: { kind: "file", path, pace: "fast" } });
    const [frame] = await readFrames(camera, 1);
    expect(frame?.image).toMatchObject({ width: 64, height: 48 });
  });

  it("are made smaller where they are larger than wished, in their shape, and never larger", async () => {
    const path = makeVideo(`${folder.path}/large.mkv`, "testsrc2=size=320x240:rate=25", [
      ...["-frames:v", "2", "-c:v", "ffv1"],
    ]);
    const source = { kind: "file", path, pace: "fast" } as const;
    await using small = createFfmpegCamera({ source, width: 200, height: 100 });
    expect((await readFrames(small, 1)).at(0)?.image).toMatchObject({ width: 132, height: 100 });
    await using narrow = createFfmpegCamera({ source, width: 160 });
    expect((await readFrames(narrow, 1)).at(0)?.image).toMatchObject({ width: 160, height: 120 });
    await using large = createFfmpegCamera({ source, width: 1280, height: 720 });
    expect((await readFrames(large, 1)).at(0)?.image).toMatchObject({ width: 320, height: 240 });
  });

  it("say which YUV they are: JPEG is of full range, high definition may be BT.709", async () => {
    const graph = "testsrc2=size=64x48:rate=25";
    const colours = ["-color_range", "tv", "-colorspace", "bt709", "-color_primaries", "bt709"];
    const hd = makeVideo(`${folder.path}/hd.mkv`, graph, [
      ...["-frames:v", "2", "-c:v", "ffv1", ...colours, "-color_trc", "bt709"],
    ]);
    const jpeg = makeVideo(`${folder.path}/jpeg.avi`, graph, [
      ...["-frames:v", "2", "-c:v", "mjpeg", "-pix_fmt", "yuvj422p"],
    ]);
    const yuvOf = async (path: string): Promise<unknown> => {
      await using camera = createFfmpegCamera({ source: { kind: "file", path, pace: "fast" } });
      return (await readFrames(camera, 1)).at(0)?.image.yuv;
    };
    expect(await yuvOf(hd)).toEqual({ matrix: "bt709", range: "limited" });
    expect(await yuvOf(jpeg)).toEqual({ matrix: "bt601", range: "full" });
  });

  it("have their presentation times, also where these are uneven, after the epoch", async () => {
    // every third picture is left out: 0, 40, 120, 160, 240 ms ...
    const graph = "testsrc2=size=64x48:rate=25,select='not(eq(mod(n,3),2))'";
    const path = makeVideo(`${folder.path}/uneven.mkv`, graph, [
      ...["-vsync", "vfr", "-frames:v", "6", "-c:v", "ffv1"],
    ]);
    const source = { kind: "file", path, pace: "fast" } as const;
    await using camera = createFfmpegCamera({ source, epochMs: 5_000 });
    const first = (await readFrames(camera)).map(({ capturedAtMs }) => Math.round(capturedAtMs));
    expect(first).toEqual([5000, 5040, 5120, 5160, 5240, 5280]);
    // read again, it goes on: neither number nor time is given twice
    const second = await readFrames(camera, 2);
    expect(second.map(({ sequence }) => sequence)).toEqual([6, 7]);
    expect(second.map(({ capturedAtMs }) => capturedAtMs > 5_280)).toEqual([true, true]);
  });

  it("wait for the reader at the pace fast, and none is dropped", async () => {
    const path = makeVideo(`${folder.path}/fast.mkv`, "testsrc2=size=320x240:rate=100", [
      ...["-frames:v", "40", "-c:v", "ffv1"],
    ]);
    await using camera = createFfmpegCamera({ source: { kind: "file", path, pace: "fast" } });
    const frames = await readFrames(camera, undefined, async (_, index) => {
      if (index === 3) await new Promise((resolve) => setTimeout(resolve, 300));
    });
    expect(frames.length).toBe(40);
    const bytes = Buffer.concat(frames.map(({ pixels }) => pixels));
    expect(bytes.equals(reference(path, "yuv420p"))).toBe(true);
  });

  it("of a file that loops go on after its end", async () => {
    const path = makeVideo(`${folder.path}/loop.mkv`, "testsrc2=size=64x48:rate=25", [
      ...["-frames:v", "5", "-c:v", "ffv1"],
    ]);
    const source = { kind: "file", path, pace: "fast", loop: true } as const;
    await using camera = createFfmpegCamera({ source, epochMs: 0 });
    const frames = await readFrames(camera, 12);
    expect(frames.map(({ capturedAtMs }) => Math.round(capturedAtMs))).toEqual(
      frames.map((_, i) => i * 40),
    );
    expect(frames[7]?.pixels).toEqual(frames[2]?.pixels);
  });

  it("are not changed while the reader holds them", async () => {
    const source = { kind: "lavfi", graph: "testsrc2=size=320x240:rate=60" } as const;
    await using camera = createFfmpegCamera({ source });
    let changed = 0;
    await readFrames(camera, 5, async ({ image }) => {
      const before = image.data.slice();
      await new Promise((resolve) => setTimeout(resolve, 120));
      if (Buffer.compare(before, image.data) !== 0) changed++;
    });
    expect(changed).toBe(0);
  });

  it("have the time when they were whole, by the camera's clock", async () => {
    let now = 100;
    const clock = { now: () => 0, monotonic: () => ++now };
    const source = { kind: "lavfi", graph: "testsrc2=size=64x48:rate=30" } as const;
    await using camera = createFfmpegCamera({ source, clock });
    const frames = await readFrames(camera, 3);
    expect(frames.every(({ capturedAtMs }) => Number.isInteger(capturedAtMs))).toBe(true);
  });
});
