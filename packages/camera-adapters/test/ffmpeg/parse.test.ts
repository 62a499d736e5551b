import { describe, expect, it } from "vitest";
import { layoutOf } from "../../src/ffmpeg/output-header.js";
import { parseAvfoundationDevices, parseDshowDevices } from "../../src/ffmpeg/parse-devices.js";
import {
  parseAvfoundationModes,
  parseDshowModes,
  parseV4l2Modes,
} from "../../src/ffmpeg/parse-modes.js";
import { createPresentationTimes } from "../../src/ffmpeg/presentation-times.js";

// written in the manner of what ffmpeg says, not taken from anybody's machine
const lines = (text: string): readonly string[] => text.split("\n").filter((line) => line !== "");

describe("what ffmpeg says of a V4L2 device", () => {
  it("becomes modes, without those that it cannot open", () => {
    const modes = parseV4l2Modes(
      lines(`
[video4linux2,v4l2 @ 0x5581c0] [info] Raw       :     yuyv422 :           YUYV 4:2:2 : 640x480 1280x720
[video4linux2,v4l2 @ 0x5581c0] [info] Compressed:       mjpeg :          Motion-JPEG : 1920x1080
[video4linux2,v4l2 @ 0x5581c0] [info] Compressed: Unsupported :        Vendor format : 640x480
[error] /dev/video0: Immediate exit requested`),
    );
    expect(modes).toEqual([
      { format: "yuyv422", compressed: false, width: 640, height: 480 },
      { format: "yuyv422", compressed: false, width: 1280, height: 720 },
      { format: "mjpeg", compressed: true, width: 1920, height: 1080 },
    ]);
  });

  it("that has any size within limits becomes the usual sizes within them", () => {
    const line =
      "[v4l2 @ 0x1] Raw       :     yuv420p :     Planar YUV 4:2:0 : {32-1300, 2}x{32-800, 2}";
    expect(parseV4l2Modes([line]).map(({ width, height }) => `${width}x${height}`)).toEqual([
      "640x480",
      "800x600",
      "960x540",
      "1280x720",
    ]);
  });
});

describe("what ffmpeg says of DirectShow", () => {
  it("becomes names, from version 5 on and before", () => {
    const since5 = lines(`
[dshow @ 000001] [info] "Counter: camera" (video)
[dshow @ 000001] [info]   Alternative name "@device_pnp_x"
[dshow @ 000001] [info] "Microphone" (audio)`);
    expect(parseDshowDevices(since5)).toEqual(["Counter: camera"]);
    const before = lines(`
[dshow @ 000001] [info] DirectShow video devices (some may be both video and audio devices)
[dshow @ 000001] [info]  "Camera one"
[dshow @ 000001] [info]     Alternative name "@device_pnp_x"
[dshow @ 000001] [info] DirectShow audio devices
[dshow @ 000001] [info]  "Microphone"`);
    expect(parseDshowDevices(before)).toEqual(["Camera one"]);
  });

  it("becomes modes with their rates, each once", () => {
    const modes = parseDshowModes(
      lines(`
[dshow @ 000001] [info]   vcodec=mjpeg  min s=1280x720 fps=5 max s=1280x720 fps=30
[dshow @ 000001] [info]   vcodec=mjpeg  min s=1280x720 fps=5 max s=1280x720 fps=30 (pc, bt470bg/bt709/unknown, center)
[dshow @ 000001] [info]   pixel_format=yuyv422  min s=640x480 fps=5 max s=640x480 fps=30`),
    );
    expect(modes).toEqual([
      {
        format: "mjpeg",
        compressed: true,
        width: 1280,
        height: 720,
        framesPerSecond: 30,
        minFramesPerSecond: 5,
      },
      {
        format: "yuyv422",
        compressed: false,
        width: 640,
        height: 480,
        framesPerSecond: 30,
        minFramesPerSecond: 5,
      },
    ]);
  });
});

describe("what ffmpeg says of AVFoundation", () => {
  it("becomes devices, without screens and microphones", () => {
    const said = lines(`
[AVFoundation indev @ 0x7f8] [info] AVFoundation video devices:
[AVFoundation indev @ 0x7f8] [info] [0] Built-in [HD] Camera
[AVFoundation indev @ 0x7f8] [info] [1] Capture screen 0
[AVFoundation indev @ 0x7f8] [info] AVFoundation audio devices:
[AVFoundation indev @ 0x7f8] [info] [0] Microphone`);
    expect(parseAvfoundationDevices(said)).toEqual([{ index: "0", name: "Built-in [HD] Camera" }]);
  });

  it("becomes modes, where it refused another one", () => {
    const said = lines(`
[avfoundation @ 0x7f8] [error] Selected framerate (29.970030) is not supported by the device.
[avfoundation @ 0x7f8] [error] Supported modes:
[avfoundation @ 0x7f8] [error]   640x480@[15.000000 30.000000]fps`);
    expect(parseAvfoundationModes(said)).toEqual([
      {
        format: "nv12",
        compressed: false,
        width: 640,
        height: 480,
        framesPerSecond: 30,
        minFramesPerSecond: 15,
      },
    ]);
  });
});

describe("what ffmpeg says that it writes", () => {
  const say = (text: string): string => `[info]   Stream #0:0${text}`;
  it.each([
    [
      ": Video: rawvideo (I420 / 0x30323449), yuv420p(tv, bt709, progressive), 320x240 [SAR 1:1], 30 fps",
      "i420",
      115_200,
      { matrix: "bt709", range: "limited" },
    ],
    [
      "(und): Video: rawvideo (I420 / 0x30323449), yuvj420p(pc, bt470bg/unknown/unknown), 320x240",
      "i420",
      115_200,
      { matrix: "bt601", range: "full" },
    ],
    [
      ": Video: rawvideo (NV12 / 0x3231564E), nv12(bt470bg/bt709/bt709), 320x240, q=2-31",
      "nv12",
      115_200,
      { matrix: "bt601", range: "limited" },
    ],
    [
      "[0x1]: Video: rawvideo (YUY2 / 0x32595559), yuyv422, 320x240, 30 fps",
      "yuyv",
      153_600,
      { matrix: "bt601", range: "limited" },
    ],
    [
      ": Video: rawvideo (Y1[0][16] / 0x10003159), gray16le(progressive), 320x240",
      "gray16",
      153_600,
      undefined,
    ],
    [
      ": Video: rawvideo (RGB[24] / 0x18424752), rgb24(pc, gbr/unknown/unknown), 320x240",
      "rgb8",
      230_400,
      undefined,
    ],
  ] as const)("is understood: %s", (text, format, bytes, yuv) => {
    const layout = layoutOf(say(text));
    expect(layout).toMatchObject({ format, width: 320, height: 240, bytes });
    expect(layout?.yuv).toEqual(yuv);
  });

  it("is nothing else", () => {
    expect(layoutOf(say(": Audio: pcm_s16le, 48000 Hz"))).toBeUndefined();
    expect(layoutOf(say(": Video: rawvideo, p010le, 320x240"))).toBeUndefined();
  });
});

it("knows when a picture without a time of its own is shown: after the one before it", () => {
  const times = createPresentationTimes();
  const say = (text: string): boolean => times.push(`[Parsed_showinfo_2 @ 0x1] [info] ${text}`);
  expect(say("config in time_base: 1/1000, frame_rate: 50/1")).toBe(false);
  expect(times.of(0)).toBeUndefined();
  expect(say("n:   0 pts:    100 pts_time:0.1     pos: 1 fmt:gray")).toBe(true);
  expect(say("n:   1 pts:  NOPTS pts_time:NOPTS   pos: 1 fmt:gray")).toBe(true);
  expect([times.of(0), times.of(1), times.intervalMs]).toEqual([100, 120, 20]);
});
