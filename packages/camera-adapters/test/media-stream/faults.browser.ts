import {
  cameraPermission,
  createMediaStreamCamera,
  listMediaCameras,
} from "@sourire/camera-adapters/media-stream";
import { afterEach, describe, expect, it, vi } from "vitest";
import { commands } from "vitest/browser";
import { canvasTrack, faultOf, openBy, ROUTES, read } from "./setup/routes.js";

afterEach(() => vi.restoreAllMocks());

const until = (signal: AbortSignal) => createMediaStreamCamera({ signal });

describe("opening a camera", () => {
  it("is CAMERA_DENIED when the person refuses, and works once they agree", async () => {
    await commands.permitCamera(false);
    try {
      expect(await cameraPermission()).not.toBe("granted");
      expect(await faultOf(() => createMediaStreamCamera())).toBe("CAMERA_DENIED");
      const [unnamed] = await listMediaCameras();
      expect(unnamed, "without permission").toEqual({ deviceId: "" });
    } finally {
      await commands.permitCamera(true);
    }
    expect(await cameraPermission()).toBe("granted");
    await using camera = await createMediaStreamCamera();
    expect(await read(camera, 1, ({ image }) => image.width)).toEqual([640]);
  });

  it("is lost again when the person takes the permission back", async () => {
    await using camera = await createMediaStreamCamera();
    const reading = faultOf(() => read(camera, 1_000, () => {}));
    await read(camera, 1, () => {});
    try {
      await commands.permitCamera(false);
      expect(await reading).toBe("CAMERA_LOST");
    } finally {
      await commands.permitCamera(true);
    }
  });

  it("is CAMERA_NOT_FOUND for a device that is not there", async () => {
    const missing = createMediaStreamCamera({ deviceId: "0".repeat(64) });
    expect(await faultOf(() => missing)).toBe("CAMERA_NOT_FOUND");
  });

  it("is CAMERA_FORMAT_UNSUPPORTED for a demand that no camera meets, and names it", async () => {
    const demand = createMediaStreamCamera({ constraints: { width: { exact: 7_777 } } });
    await expect(demand).rejects.toThrow(/"width".*\[CAMERA_FORMAT_UNSUPPORTED\]/);
  });

  it("gives up within 100 ms while the person is asked, and stops what they grant later", async () => {
    const { track } = canvasTrack();
    let grant = (_: MediaStream): void => {};
    const asked = new Promise<MediaStream>((resolve) => {
      grant = resolve;
    });
    vi.spyOn(navigator.mediaDevices, "getUserMedia").mockReturnValue(asked);
    const stop = new AbortController();
    const opening = until(stop.signal);
    const abortedAt = performance.now();
    stop.abort(new Error("the payer left"));
    await expect(opening).rejects.toThrow("the payer left");
    expect(performance.now() - abortedAt).toBeLessThan(100);
    grant(new MediaStream([track]));
    await vi.waitFor(() => expect(track.readyState).toBe("ended"));
  });

  it("asks nobody when it was aborted before", async () => {
    const ask = vi.spyOn(navigator.mediaDevices, "getUserMedia");
    await expect(until(AbortSignal.abort())).rejects.toThrow();
    expect(ask).not.toHaveBeenCalled();
  });

  it("refuses a source that shows nothing", async () => {
    const { track } = canvasTrack();
    track.stop();
    expect(await faultOf(() => createMediaStreamCamera({ source: track }))).toBe("CAMERA_LOST");
    const silent = createMediaStreamCamera({ source: new MediaStream() });
    await expect(silent).rejects.toThrow(TypeError);
  });
});

describe.each(ROUTES)("reading by the route %s", (route) => {
  it.each([
    ["ends by itself", (track: MediaStreamTrack) => track.dispatchEvent(new Event("ended"))],
    ["is stopped by its page", (track: MediaStreamTrack) => track.stop()],
  ])("is CAMERA_LOST when the track %s", async (_, end) => {
    const { track, stop } = canvasTrack({ moving: true });
    await using camera = await openBy(route, { source: track, stallMs: 400 });
    const reading = faultOf(() => read(camera, 1_000, () => {}));
    setTimeout(() => end(track), 200);
    expect(await reading).toBe("CAMERA_LOST");
    stop();
    expect(await faultOf(() => read(camera, 1, () => {}))).toBe("CAMERA_LOST");
  });

  it("is CAMERA_STALLED when the camera gives nothing, but not while the page is hidden", async () => {
    const { track, stop } = canvasTrack();
    await using camera = await openBy(route, { source: track, stallMs: 200 });
    const hidden = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    const reading = faultOf(() => read(camera, 1_000, () => {}));
    const early = await Promise.race([reading, new Promise((r) => setTimeout(r, 500, "quiet"))]);
    expect(early, "while hidden").toBe("quiet");
    hidden.mockReturnValue("visible");
    expect(await reading).toBe("CAMERA_STALLED");
    stop();
  });

  it("ends with CAMERA_LOST when the size changes, and gives the new size when it is read again", async () => {
    const { track, canvas, stop } = canvasTrack({ moving: true });
    await using camera = await openBy(route, { source: new MediaStream([track]) });
    const reading = read(camera, 1_000, ({ image, sequence }) => {
      if (sequence === 6) canvas.width = 96; // as a phone that is turned
      return image.width;
    });
    await expect(reading).rejects.toThrow("changed from 160 x 120 to 96 x 120: read it again");
    expect(await faultOf(() => reading)).toBe("CAMERA_LOST");
    expect(await read(camera, 3, ({ image }) => image.width)).toEqual([96, 96, 96]);
    await camera[Symbol.asyncDispose]();
    expect(track.readyState, "the caller's own track").toBe("live");
    stop();
  });

  it("stops the track that it opened, and says what a program drew", async () => {
    const ask = vi.spyOn(navigator.mediaDevices, "getUserMedia");
    const camera = await openBy(route);
    const stream = await ask.mock.results[0]?.value;
    await read(camera, 1, () => {});
    await camera[Symbol.asyncDispose]();
    expect(stream.getVideoTracks()[0].readyState).toBe("ended");
    const { track, stop } = canvasTrack();
    await using drawn = await openBy(route, { source: track });
    expect(drawn.capabilities.simulated).toBe(true);
    stop();
  });
});

describe("a worker that does not do its work", () => {
  it("keeps none of the few buffers that the camera has", async () => {
    for (let i = 0; i < 6; i++) {
      await using camera = await createMediaStreamCamera({ worker: bad(""), stallMs: 200 });
      expect(await faultOf(() => read(camera, 1, () => {}))).toBe("CAMERA_STALLED");
    }
    await using camera = await createMediaStreamCamera();
    expect((await read(camera, 5, () => {})).length).toBe(5);
  });

  const bad = (script: string) => () => new Worker(`data:text/javascript,${script}`);

  it("is CAMERA_UNAVAILABLE when it fails", async () => {
    await using camera = await createMediaStreamCamera({ worker: bad("throw new Error('no')") });
    expect(await faultOf(() => read(camera, 1, () => {}))).toBe("CAMERA_UNAVAILABLE");
  });

  it("is CAMERA_STALLED when it stays silent, and holds up no abort", async () => {
    await using camera = await createMediaStreamCamera({ worker: bad(""), stallMs: 300 });
    expect(await faultOf(() => read(camera, 1, () => {}))).toBe("CAMERA_STALLED");
    const stop = new AbortController();
    const frames = camera.frames({ signal: stop.signal })[Symbol.asyncIterator]();
    const waiting = frames.next();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const abortedAt = performance.now();
    stop.abort();
    expect((await waiting).done).toBe(true);
    expect(performance.now() - abortedAt).toBeLessThan(100);
  });
});
