import type { Camera } from "../capture/camera.js";
import { sleep } from "../kernel/async.js";
import { assertPixelImage, type Frame } from "../kernel/frame.js";
import { faultOf } from "./check-fault.js";
import type { ConformanceCase } from "./conformance-case.js";

/** ms: long enough for the first frame of a slow webcam, short enough for a runner's own time limit. */
const PATIENCE_MS = 4_000;
/** ms: how soon after an abort the frames must end, so that a cancelled payment frees its terminal. */
const ABORT_MS = 100;

/**
 * The contract of a camera, checked in real time: give it a camera that is running, or a scripted
 * one at 10 frames a second or more. Each case opens its own camera.
 * @example it.each(cameraConformance)("$name", ({ run }) => run(async () => openMyCamera(), expect));
 */
export const cameraConformance: readonly ConformanceCase<Camera>[] = [
  {
    name: "states an id that a log can show, and its capabilities",
    async run(make, expect) {
      await using camera = await make();
      expect(/^[^\p{C}]{1,200}$/u.test(camera.id), "id").toBe(true);
      const { depth, infrared, simulated } = camera.capabilities;
      expect([typeof depth, typeof infrared, typeof simulated]).toEqual(
        Array.from({ length: 3 }, () => "boolean"),
      );
    },
  },
  {
    name: "gives frames of one size whose data has the size that they state",
    async run(make, expect) {
      await using camera = await make();
      const sizes = new Set<string>();
      await read(camera, 4, ({ image, depth, infrared }) => {
        assertPixelImage(image);
        sizes.add(`${image.format} ${image.width} x ${image.height}`);
        expect(depth !== undefined, "depth as stated").toBe(camera.capabilities.depth);
        expect(infrared !== undefined, "infrared as stated").toBe(camera.capabilities.infrared);
        if (depth) expect(depth.data.length).toBe(depth.width * depth.height);
        if (infrared) assertPixelImage(infrared);
      });
      expect(sizes.size, "sizes").toBe(1);
    },
  },
  {
    name: "numbers frames upwards and in order of time",
    async run(make, expect) {
      await using camera = await make();
      const frames = await read(camera, 5, stampOf);
      const pairs = frames.slice(1).map((now, i) => [frames[i] as Stamp, now] as const);
      expect(frames.length, "frames").toBe(5);
      expect(pairs.every(([before, now]) => now.sequence > before.sequence)).toBe(true);
      expect(pairs.every(([before, now]) => now.timeMs > before.timeMs)).toBe(true);
      expect(frames.every(({ sequence }) => Number.isSafeInteger(sequence))).toBe(true);
    },
  },
  {
    name: "goes on counting when it is read a second time",
    async run(make, expect) {
      await using camera = await make();
      const first = (await read(camera, 2, stampOf)).at(-1);
      const second = (await read(camera, 1, stampOf)).at(0);
      expect(first && second && second.sequence > first.sequence).toBe(true);
      expect(first && second && second.timeMs > first.timeMs).toBe(true);
    },
  },
  {
    name: "gives a slow reader the newest frame and drops the older ones",
    async run(make, expect) {
      await using camera = await make();
      const stamps: Stamp[] = [];
      await read(camera, 4, async (frame) => {
        stamps.push(stampOf(frame));
        // the third frame is held for as long as the camera needs for at least three more
        if (stamps.length === 3) await sleep(3.5 * intervalMs(stamps), AbortSignal.timeout(9_000));
      });
      const [third, fourth] = [stamps[2], stamps[3]];
      const skipped = third && fourth && fourth.sequence - third.sequence;
      expect(skipped !== undefined && skipped >= 3, `${skipped} frames on`).toBe(true);
    },
  },
  {
    name: "ends within 100 ms of an abort, without an error",
    async run(make, expect) {
      await using camera = await make();
      const stop = new AbortController();
      const frames = camera.frames({ signal: stop.signal })[Symbol.asyncIterator]();
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
      const frames = camera.frames({ signal: stop.signal })[Symbol.asyncIterator]();
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

interface Stamp {
  readonly sequence: number;
  readonly timeMs: number;
}

function stampOf({ sequence, capturedAtMs }: Frame): Stamp {
  return { sequence, timeMs: capturedAtMs };
}

/** Time from frame to frame, from the first and last of them. */
function intervalMs(stamps: readonly Stamp[]): number {
  const [first, last] = [stamps.at(0), stamps.at(-1)];
  if (!first || !last || last.sequence <= first.sequence) return 0;
  return (last.timeMs - first.timeMs) / (last.sequence - first.sequence);
}

/** Reads some frames and keeps what `use` makes of each. */
async function read<T>(
  camera: Camera,
  count: number,
  use: (frame: Frame) => T | Promise<T>,
): Promise<T[]> {
  const results: T[] = [];
  for await (const frame of camera.frames({ signal: AbortSignal.timeout(PATIENCE_MS) })) {
    results.push(await use(frame));
    if (results.length === count) break;
  }
  return results;
}
