import fc from "fast-check";
import { expect, it } from "vitest";
import type { DeviceMode } from "../../src/ffmpeg/device-mode.js";
import { pickMode } from "../../src/ffmpeg/pick-mode.js";

const raw = (
  format: string,
  width: number,
  height: number,
  framesPerSecond?: number,
): DeviceMode => ({
  format,
  compressed: false,
  width,
  height,
  ...(framesPerSecond === undefined ? {} : { framesPerSecond }),
});
const mjpeg = (width: number, height: number, framesPerSecond?: number): DeviceMode => ({
  ...raw("mjpeg", width, height, framesPerSecond),
  compressed: true,
});
const wish = { width: 1280, height: 720, framesPerSecond: 30, pixelFormat: "auto" };

it.each([
  [
    "raw rather than compressed, where it is as fast",
    [mjpeg(1280, 720, 30), raw("yuyv422", 1280, 720, 30)],
    "yuyv422 1280x720@30",
  ],
  [
    "compressed where raw is too slow",
    [raw("yuyv422", 1280, 720, 10), mjpeg(1280, 720, 30)],
    "mjpeg 1280x720@30",
  ],
  [
    "compressed where no rate is stated and a USB 2.0 camera could not send it raw",
    [raw("yuyv422", 1280, 720), mjpeg(1280, 720)],
    "mjpeg 1280x720@30",
  ],
  [
    "raw where no rate is stated and it could",
    [raw("yuyv422", 640, 480), mjpeg(640, 480)],
    "yuyv422 640x480@30",
  ],
  [
    "the nearest size",
    [raw("yuyv422", 640, 480, 30), raw("yuyv422", 1920, 1080, 30), raw("nv12", 1280, 800, 30)],
    "nv12 1280x800@30",
  ],
  [
    "29.97 as 30",
    [raw("yuyv422", 1280, 720, 29.97), mjpeg(1280, 720, 30)],
    "yuyv422 1280x720@29.97",
  ],
  ["no more than the wish", [raw("yuyv422", 1280, 720, 60)], "yuyv422 1280x720@30"],
] as const)("picks %s", (_, modes, expected) => {
  const mode = pickMode(modes, wish);
  expect(`${mode?.format} ${mode?.width}x${mode?.height}@${mode?.framesPerSecond}`).toBe(expected);
});

it("takes the format that is wished for where the device has it", () => {
  const modes = [raw("yuyv422", 640, 480), raw("nv12", 640, 480)];
  expect(pickMode(modes, { ...wish, pixelFormat: "nv12" })?.format).toBe("nv12");
});

it("picks one of the modes, whatever the device and the wish, and always the same", () => {
  const mode = fc.record({
    format: fc.constantFrom("yuyv422", "nv12", "mjpeg", "h264", "bgr24"),
    compressed: fc.boolean(),
    width: fc.integer({ min: 16, max: 4096 }),
    height: fc.integer({ min: 16, max: 4096 }),
    framesPerSecond: fc.integer({ min: 1, max: 120 }),
  });
  fc.assert(
    fc.property(fc.array(mode), fc.integer({ min: 16, max: 4096 }), (modes, width) => {
      const asked = { ...wish, width };
      const picked = pickMode(modes, asked);
      const { framesPerSecond: _, ...about } = picked ?? { framesPerSecond: 0 };
      if (modes.length === 0) expect(picked).toBeUndefined();
      else expect(modes).toContainEqual(expect.objectContaining(about));
      // among equals the first counts; everything else does not depend on the order
      expect(pickMode([...modes], asked)).toEqual(picked);
    }),
  );
});
