import { mkdir, writeFile } from "node:fs/promises";
import { listCameras } from "@sourire/camera-adapters/ffmpeg";
import { expect, it } from "vitest";
import { programNamed } from "./support/fake-ffmpeg.js";
import { temporaryFolder } from "./support/video.js";

const signal = new AbortController().signal;

it("lists V4L2 cameras with their names and modes, without the nodes that give no pictures", async () => {
  await using folder = await temporaryFolder();
  for (const [node, name] of [
    ["video10", "Second"],
    ["video2", "Counter\u0007 camera"],
    ["video3", "Counter camera"],
  ]) {
    await mkdir(`${folder.path}/${node}`);
    await writeFile(`${folder.path}/${node}/name`, `${name}\n`);
  }
  await using fake = await programNamed(`
    case "$*" in
      *video2) echo "[v4l2 @ 0x1] [info] Raw       :     yuyv422 :           YUYV 4:2:2 : 640x480" >&2;;
      *video10) echo "[v4l2 @ 0x1] [info] Compressed:       mjpeg :          Motion-JPEG : 1280x720" >&2;;
    esac
    exit 1`);
  const cameras = await listCameras({
    signal,
    ffmpegPath: fake.path,
    platform: "linux",
    v4l2Folder: folder.path,
  });
  expect(cameras).toEqual([
    {
      source: { kind: "v4l2", device: "/dev/video2" },
      label: "Counter camera",
      modes: [{ format: "yuyv422", compressed: false, width: 640, height: 480 }],
    },
    {
      source: { kind: "v4l2", device: "/dev/video10" },
      label: "Second",
      modes: [{ format: "mjpeg", compressed: true, width: 1280, height: 720 }],
    },
  ]);
});

it("lists the cameras of macOS and Windows as ffmpeg names them there", async () => {
  await using fake = await programNamed(`
    case "$*" in
      *avfoundation*) echo "[AVFoundation indev @ 0x1] [info] AVFoundation video devices:" >&2
        echo "[AVFoundation indev @ 0x1] [info] [0] Built-in" >&2;;
      *list_options*) echo "[dshow @ 0x1] [info]   vcodec=mjpeg  min s=640x480 fps=5 max s=640x480 fps=30" >&2;;
      *) echo '[dshow @ 0x1] [info] "USB camera" (video)' >&2;;
    esac
    exit 1`);
  const on = (platform: NodeJS.Platform) =>
    listCameras({ signal, ffmpegPath: fake.path, platform });
  expect(await on("darwin")).toEqual([
    { source: { kind: "avfoundation", device: "0" }, label: "Built-in", modes: [] },
  ]);
  expect(await on("win32")).toMatchObject([
    {
      source: { kind: "dshow", device: "USB camera" },
      modes: [{ format: "mjpeg", framesPerSecond: 30 }],
    },
  ]);
  expect(await on("freebsd")).toEqual([]);
});

it("answers nothing where Linux has no video device, and says when ffmpeg is missing", async () => {
  await using folder = await temporaryFolder();
  const common = { signal, platform: "linux", ffmpegPath: "/nowhere/ffmpeg" } as const;
  expect(await listCameras({ ...common, v4l2Folder: `${folder.path}/none` })).toEqual([]);
  await mkdir(`${folder.path}/video0`);
  await expect(listCameras({ ...common, v4l2Folder: folder.path })).rejects.toMatchObject({
    code: "FFMPEG_NOT_FOUND",
  });
});

it("ends when it is told to, also while a device hangs", async () => {
  await using folder = await temporaryFolder();
  await mkdir(`${folder.path}/video0`);
  await using fake = await programNamed("exec sleep 9");
  const reason = new Error("enough");
  const stop = new AbortController();
  setTimeout(() => stop.abort(reason), 50);
  const listing = listCameras({
    signal: stop.signal,
    platform: "linux",
    v4l2Folder: folder.path,
    ffmpegPath: fake.path,
  });
  await expect(listing).rejects.toBe(reason);
});
