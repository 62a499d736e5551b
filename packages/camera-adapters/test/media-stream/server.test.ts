import {
  cameraPermission,
  createMediaStreamCamera,
  listMediaCameras,
  MEDIA_STREAM_CAMERA_DEFAULTS,
  onDeviceChange,
} from "@sourire/camera-adapters/media-stream";
import { expect, it } from "vitest";
import { constraintsOf, settingsOf } from "../../src/media-stream/options.js";
import { serveMediaStreamFrames } from "../../src/media-stream/worker/index.js";

it("is imported where there is no browser, and says that there is no camera", async () => {
  expect(await cameraPermission()).toBe("denied");
  await expect(createMediaStreamCamera()).rejects.toThrow("[CAMERA_DENIED]");
  await expect(listMediaCameras()).rejects.toThrow("[CAMERA_DENIED]");
  const { signal } = new AbortController();
  expect(() => onDeviceChange(() => {}, { signal })).toThrow("[CAMERA_DENIED]");
  expect(typeof serveMediaStreamFrames).toBe("function");
});

it("leaves messages of others alone in a worker", () => {
  const listeners: ((event: MessageEvent<unknown>) => void)[] = [];
  serveMediaStreamFrames({ addEventListener: (_, listener) => listeners.push(listener) });
  for (const data of [undefined, null, 7, "text", {}, { type: "other" }]) {
    for (const listener of listeners) listener({ data } as MessageEvent<unknown>);
  }
  expect(listeners.length).toBe(1);
});

it("refuses options out of their range by name", async () => {
  for (const [name, value] of [
    ["width", 0],
    ["height", 9_000],
    ["framesPerSecond", Number.NaN],
    ["stallMs", 10],
  ] as const) {
    await expect(createMediaStreamCamera({ [name]: value })).rejects.toThrow(`${name}: need`);
  }
});

it("wishes for a size and demands only a device; further constraints win", () => {
  const { width, height, framesPerSecond } = MEDIA_STREAM_CAMERA_DEFAULTS;
  const wishes = { width: { ideal: width }, height: { ideal: height } };
  const frameRate = { ideal: framesPerSecond };
  expect(constraintsOf(settingsOf({}))).toEqual({ ...wishes, frameRate });
  const given = {
    deviceId: "d",
    facingMode: "user",
    constraints: { width: { exact: 99 } },
  } as const;
  expect(constraintsOf(settingsOf(given))).toEqual({
    ...wishes,
    frameRate,
    deviceId: { exact: "d" },
    facingMode: { ideal: "user" },
    width: { exact: 99 },
  });
});
