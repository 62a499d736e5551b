import { listMediaCameras, onDeviceChange } from "@sourire/camera-adapters/media-stream";
import { expect, it } from "vitest";
import { openBy } from "./setup/routes.js";

it("lists the cameras, and no microphone, with an id by which one is opened", async () => {
  const cameras = await listMediaCameras();
  expect(cameras.length).toBe(1);
  const [found] = cameras;
  expect(found?.deviceId).toMatch(/^[0-9a-f]{64}$/);
  await using camera = await openBy("page", { deviceId: found?.deviceId ?? "" });
  expect(camera.label).toBe(found?.label);
  expect(camera.id).toBe(`media-stream:${found?.deviceId.slice(0, 16)}`);
});

it("tells of a change until it is aborted", () => {
  const stop = new AbortController();
  let changes = 0;
  onDeviceChange(() => changes++, { signal: stop.signal });
  navigator.mediaDevices.dispatchEvent(new Event("devicechange"));
  expect(changes).toBe(1);
  stop.abort();
  navigator.mediaDevices.dispatchEvent(new Event("devicechange"));
  expect(changes).toBe(1);
});
