import type { Camera } from "../capture/camera.js";
import { CAMERA_CODE, endingOf, open, PATIENCE_MS, read } from "./camera-reading.js";
import { faultOf } from "./check-fault.js";
import type { ConformanceCase } from "./conformance-case.js";
import { createCountedSignal } from "./counted-signal.js";

/** ms: how soon after an abort the frames must end, so that a cancelled payment frees its terminal. */
const ABORT_MS = 100;
/** Payments in a row; fewer where a camera is so slow to open that they would outlast {@link PATIENCE_MS}. */
const ROUNDS = 20;

/** How reading ends, and what is left of it. */
export const cameraLifeCases: readonly ConformanceCase<Camera>[] = [
  {
    name: "ends within 100 ms of an abort, without an error",
    async run(make, expect) {
      await using camera = await make();
      const stop = new AbortController();
      const frames = open(camera, stop.signal);
      expect((await frames.next()).done, "a first frame").toBe(false);
      const abortedAt = performance.now();
      stop.abort();
      // a frame that was already on its way may still come
      while (!(await frames.next()).done);
      expect(performance.now() - abortedAt < ABORT_MS, "ended in time").toBe(true);
    },
  },
  {
    name: "ends within 100 ms when it is aborted while a frame is awaited",
    async run(make, expect) {
      await using camera = await make();
      const stop = new AbortController();
      const frames = open(camera, stop.signal);
      await frames.next();
      const waiting = frames.next();
      const abortedAt = performance.now();
      stop.abort();
      await waiting;
      while (!(await frames.next()).done);
      expect(performance.now() - abortedAt < ABORT_MS, "ended in time").toBe(true);
    },
  },
  {
    name: "gives nothing when the signal was aborted before",
    async run(make, expect) {
      await using camera = await make();
      let frames = 0;
      for await (const _ of camera.frames({ signal: AbortSignal.abort() })) frames++;
      expect(frames).toBe(0);
    },
  },
  {
    name: "ends when its reader leaves the loop, and can be read again",
    async run(make, expect) {
      await using camera = await make();
      const frames = open(camera);
      expect(await endingOf(frames.next()), "a frame").toBe("frame");
      await frames.return?.();
      expect(await endingOf(frames.next()), "after the reader left").toBe("end");
      expect((await read(camera, 1, () => {})).length, "frames of the next reader").toBe(1);
    },
  },
  {
    name: "serves two readers at a time, or refuses the second with a code and goes on with the first",
    async run(make, expect) {
      await using camera = await make();
      const [first, second] = [open(camera), open(camera)];
      expect(await endingOf(first.next()), "the first reader").toBe("frame");
      const ending = await endingOf(second.next());
      const kept = ending === "frame" || CAMERA_CODE.test(ending);
      expect(kept, `the second reader: ${ending}`).toBe(true);
      expect(await endingOf(first.next()), "the first reader, then").toBe("frame");
      await first.return?.();
      await second.return?.();
    },
  },
  {
    name: "can be opened and left again and again: no listener stays, and it does not become slower",
    async run(make, expect) {
      await using camera = await make();
      const { signal, listeners } = createCountedSignal();
      const startedAt = performance.now();
      const took: number[] = [];
      let settled = 0;
      while (
        took.length < ROUNDS &&
        (took.length < 8 || performance.now() < startedAt + PATIENCE_MS)
      ) {
        const openedAt = performance.now();
        await read(camera, 1, () => {}, signal);
        took.push(performance.now() - openedAt);
        // one listener for as long as the camera is open is no leak
        if (took.length === 2) settled = listeners();
      }
      expect(listeners() <= settled, `${listeners()} listeners, ${settled} at first`).toBe(true);
      const [early, late] = [median(took.slice(0, 4)), median(took.slice(-4))];
      expect(late < 3 * early + 250, `${early} ms at first, ${late} ms at last`).toBe(true);
    },
  },
  {
    name: "ends or says CAMERA_CLOSED when it is disposed of while a frame is awaited",
    async run(make, expect) {
      await using camera = await make();
      const frames = open(camera, new AbortController().signal);
      expect(await endingOf(frames.next()), "a frame").toBe("frame");
      let ending = endingOf(frames.next());
      await camera[Symbol.asyncDispose]();
      // a frame that was already on its way may still come
      for (let i = 0; i < 8 && (await ending) === "frame"; i++) ending = endingOf(frames.next());
      expect(/^(end|CAMERA_CLOSED)$/.test(await ending), `ended: ${await ending}`).toBe(true);
    },
  },
  {
    name: "can be disposed of twice, and refuses frames afterwards with CAMERA_CLOSED",
    async run(make, expect) {
      const camera = await make();
      await read(camera, 1, () => {});
      await camera[Symbol.asyncDispose]();
      await camera[Symbol.asyncDispose]();
      expect(await faultOf(() => read(camera, 1, () => {}))).toBe("CAMERA_CLOSED");
    },
  },
];

function median(values: readonly number[]): number {
  return [...values].sort((p, q) => p - q)[values.length >> 1] ?? 0;
}
