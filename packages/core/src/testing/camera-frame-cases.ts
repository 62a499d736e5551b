import type { Camera } from "../capture/camera.js";
import { sleep } from "../kernel/async.js";
import { assertPixelImage, type DepthImage, type Frame } from "../kernel/frame.js";
import { intervalMs, read, type Stamp, stampOf } from "./camera-reading.js";
import type { ConformanceCase } from "./conformance-case.js";

/** Which frame a slow reader holds: after some, so that the time between them is known. */
const HELD = 6;

/** What frames are: their sizes, order, age and how long they stay. */
export const cameraFrameCases: readonly ConformanceCase<Camera>[] = [
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
    name: "gives depth in a unit, and intrinsics that a lens can have where it gives them",
    async run(make, expect) {
      await using camera = await make();
      await read(camera, 2, ({ depth }) => {
        if (!depth) return;
        expect(depth.unitMm > 0 && Number.isFinite(depth.unitMm), "unitMm").toBe(true);
        expect(isPlausible(depth), "intrinsics").toBe(true);
      });
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
      await read(camera, HELD + 1, async (frame) => {
        stamps.push(stampOf(frame));
        // a frame is held for as long as the camera needs for at least three more
        if (stamps.length === HELD) {
          await sleep(3.5 * intervalMs(stamps), AbortSignal.timeout(9_000));
        }
      });
      const [held, next] = [stamps[HELD - 1], stamps[HELD]];
      const skipped = held && next && next.sequence - held.sequence;
      expect(skipped !== undefined && skipped >= 3, `${skipped} frames on`).toBe(true);
    },
  },
  {
    name: "leaves a frame's data as it is until the next one is asked for",
    async run(make, expect) {
      await using camera = await make();
      const stamps: Stamp[] = [];
      const frames = await read(camera, 4, async (frame) => {
        stamps.push(stampOf(frame));
        if (stamps.length < 3) return;
        const before = planesOf(frame).map((plane) => plane.slice());
        // longer than a camera with two buffers needs to come back to the first
        await sleep(2.5 * intervalMs(stamps), AbortSignal.timeout(9_000));
        const after = planesOf(frame);
        const same = before.every((plane, i) => plane.every((value, j) => value === after[i]?.[j]));
        expect(same, `frame ${frame.sequence} stayed`).toBe(true);
      });
      expect(frames.length, "frames").toBe(4);
    },
  },
];

function planesOf({ image, depth, infrared }: Frame): readonly (Uint8Array | Uint16Array)[] {
  return [image.data, ...(depth ? [depth.data] : []), ...(infrared ? [infrared.data] : [])];
}

/** From a fish-eye's centre (a fifth of the width) to a long lens; square pixels within a factor of two; centred. */
function isPlausible({ width, height, intrinsics }: DepthImage): boolean {
  if (!intrinsics) return true;
  const { fx, fy, cx, cy } = intrinsics;
  const lens = fx > 0.2 * width && fx < 20 * width && fy > 0.5 * fx && fy < 2 * fx;
  return lens && cx > 0 && cx < width && cy > 0 && cy < height;
}
