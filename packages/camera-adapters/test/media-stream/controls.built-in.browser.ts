import { createMediaStreamCamera } from "@sourire/camera-adapters/media-stream";
import { expect, it } from "vitest";
import { read } from "./setup/routes.js";

it("holds the exposure and sets it; size and rate stay as they are", async () => {
  await using camera = await createMediaStreamCamera({ width: 320, height: 240 });
  const { exposure, torch } = camera.controls;
  if (!exposure) throw new Error("Chromium's built-in fake camera has an exposure");
  expect(torch, "it has no light").toBeUndefined();
  expect(exposure.timeRangeMs).toEqual({ min: 1, max: 10 });
  const before = camera.settings();
  await exposure.lock(3);
  expect(camera.settings()).toMatchObject({ exposureMode: "manual", exposureTimeMs: 3 });
  await exposure.lock();
  expect(camera.settings()).toMatchObject({ exposureMode: "manual", exposureTimeMs: 3 });
  await expect(exposure.lock(50)).rejects.toThrow("timeMs: need 1..10 ms, got 50");
  // this camera says that it can adapt, and does not: what is not done is not taken for done
  await expect(exposure.release()).rejects.toThrow("[CAMERA_FORMAT_UNSUPPORTED]");
  const { width, height, framesPerSecond } = camera.settings();
  expect({ width, height, framesPerSecond }).toEqual({
    width: before.width,
    height: before.height,
    framesPerSecond: before.framesPerSecond,
  });
  expect(await read(camera, 2, ({ image }) => image.width)).toEqual([320, 320]);
});
