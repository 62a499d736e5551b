import { createFfmpegCamera, type FfmpegCameraOptions } from "@sourire/camera-adapters/ffmpeg";
import { expect, it } from "vitest";

const source = { kind: "v4l2", device: "/dev/video0" } as const;

it.each([
  { width: 0 },
  { height: 20.5 },
  { framesPerSecond: Number.NaN },
  { stallMs: 5 },
  { startMs: -1 },
  { graceMs: -1 },
  { epochMs: Number.NaN },
  { restart: { attempts: 0.5 } },
  { restart: { factor: 0 } },
  { pixelFormat: "rgba8" as "rgb8" },
  { source: { kind: "v4l2", device: "" } },
  { source: { kind: "file", path: "a\nb" } },
  { source: { kind: "lavfi", graph: "a\0b" } },
  { source: { kind: "http", url: "ftp://cam.local/" } },
] as const)("refuses %j", (options: Partial<FfmpegCameraOptions>) => {
  expect(() => createFfmpegCamera({ source, ...options })).toThrow(RangeError);
});

it.each([
  [{ kind: "v4l2", device: "/dev/video0" }, "v4l2:/dev/video0", "v4l2", false],
  [{ kind: "avfoundation", device: "0" }, "avfoundation:0", "avfoundation", false],
  [{ kind: "dshow", device: "Camera" }, "dshow:Camera", "dshow", false],
  [{ kind: "rtsp", url: "rtsp://cam.local/live" }, "rtsp://cam.local/live", "rtsp", false],
  [{ kind: "http", url: "https://cam.local/video" }, "https://cam.local/video", "http", false],
  [{ kind: "file", path: "/srv/films/film.mkv" }, "file:film.mkv", "file", true],
  [{ kind: "lavfi", graph: "testsrc2" }, "lavfi:testsrc2", "program", true],
] as const)("states what %j is", async (given, id, transport, simulated) => {
  await using camera = createFfmpegCamera({ source: given, label: "A\u0000 camera " });
  const capabilities = { depth: false, infrared: false, simulated };
  expect(camera).toMatchObject({ id, transport, label: "A camera", capabilities });
});
