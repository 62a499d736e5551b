import { describe, expect, it } from "vitest";
import { type FrameSink, newestFrames } from "../../src/capture/newest-frame.js";
import type { Frame } from "../../src/kernel/frame.js";
import { paintPicture } from "../align/pictures.js";

const image = paintPicture("gray8", 1, 1, () => [0, 0, 0]);
const frame = (sequence: number): Frame => ({ sequence, capturedAtMs: sequence * 33, image });

/** A camera that calls back when the test says so. */
function manualCamera() {
  let sink: FrameSink | undefined;
  let stops = 0;
  return {
    start: (given: FrameSink) => {
      sink = given;
      return () => {
        stops++;
      };
    },
    get sink(): FrameSink {
      if (!sink) throw new Error("not started");
      return sink;
    },
    get stops() {
      return stops;
    },
  };
}

const soon = () => new Promise((resolve) => setTimeout(resolve, 1));

describe("newestFrames", () => {
  it("gives a slow reader the newest frame and drops the others", async () => {
    const camera = manualCamera();
    const seen: number[] = [];
    for await (const { sequence } of newestFrames(
      (sink) => {
        sink.push(frame(0));
        return camera.start(sink);
      },
      { signal: new AbortController().signal },
    )) {
      seen.push(sequence);
      if (sequence === 0) for (const n of [1, 2, 3]) camera.sink.push(frame(n));
      if (sequence === 3) {
        camera.sink.push(frame(4));
        camera.sink.end(); // what waits is still read
        camera.sink.push(frame(5)); // too late
      }
    }
    expect(seen).toEqual([0, 3, 4]);
    expect(camera.stops).toBe(1);
  });

  it("wakes a waiting reader", async () => {
    const camera = manualCamera();
    const frames = newestFrames(camera.start, { signal: new AbortController().signal });
    const next = frames.next();
    await soon();
    camera.sink.push(frame(7));
    expect((await next).value).toMatchObject({ sequence: 7 });
    await frames.return();
    expect(camera.stops).toBe(1);
  });

  it("ends at once when the signal aborts, with a frame waiting or without", async () => {
    for (const waiting of [true, false]) {
      const camera = manualCamera();
      const controller = new AbortController();
      const frames = newestFrames(camera.start, { signal: controller.signal });
      const first = frames.next();
      await soon();
      camera.sink.push(frame(0));
      await first;
      if (waiting) camera.sink.push(frame(1));
      const next = frames.next();
      if (!waiting) await soon();
      else await next; // reads frame 1
      controller.abort();
      expect(await (waiting ? frames.next() : next)).toEqual({ done: true, value: undefined });
      expect(camera.stops).toBe(1);
    }
  });

  it("does not start a camera for a signal that aborted before", async () => {
    const camera = manualCamera();
    const frames = newestFrames(camera.start, { signal: AbortSignal.abort() });
    expect(await frames.next()).toEqual({ done: true, value: undefined });
    expect(() => camera.sink).toThrow("not started");
  });

  it("throws what the camera failed with, and stops it", async () => {
    const camera = manualCamera();
    const frames = newestFrames(camera.start, { signal: new AbortController().signal });
    const next = frames.next();
    await soon();
    camera.sink.push(frame(0));
    camera.sink.fail(new Error("cable pulled"));
    camera.sink.fail(new Error("second"));
    await expect(next).rejects.toThrow("cable pulled");
    expect(camera.stops).toBe(1);
  });

  it("throws what the start failed with and leaves no listener behind", async () => {
    const controller = new AbortController();
    let listeners = 0;
    const { signal } = controller;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...given: Parameters<typeof add>) => {
      listeners++;
      add(...given);
    };
    signal.removeEventListener = (...given: Parameters<typeof remove>) => {
      listeners--;
      remove(...given);
    };
    const frames = newestFrames(() => Promise.reject(new Error("busy")), { signal });
    await expect(frames.next()).rejects.toThrow("busy");
    expect(listeners).toBe(0);
  });
});
