import { spawn } from "node:child_process";
import { once } from "node:events";
import { PassThrough } from "node:stream";
import fc from "fast-check";
import { expect, it } from "vitest";
import {
  type ByteTarget,
  createChunkPipe,
  type FramePipe,
  openDirectPipe,
} from "../../src/ffmpeg/frame-pipe.js";
import { createFrameRing } from "../../src/ffmpeg/frame-ring.js";

/** Puts frames of one size together; after each, it wants to be asked to go on. */
function collector(frameBytes: number, pausing: boolean) {
  const frames: Buffer[] = [];
  let frame = Buffer.alloc(frameBytes);
  let filled = 0;
  const target: ByteTarget = {
    room: () => frame.subarray(filled),
    filled(bytes) {
      filled += bytes;
      if (filled < frameBytes) return true;
      frames.push(frame);
      frame = Buffer.alloc(frameBytes);
      filled = 0;
      return !pausing;
    },
  };
  return { target, frames };
}

/** Goes on after every pause until the pipe ends. */
async function drain(pipe: FramePipe, target: ByteTarget): Promise<void> {
  const going = setInterval(() => pipe.resume(target), 1);
  pipe.resume(target);
  await pipe.ended;
  clearInterval(going);
}

it.each([false, true])("reads by chunks whatever their sizes, pausing: %s", async (pausing) => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 12 }),
      fc.integer({ min: 1, max: 30 }),
      async (chunks, frameBytes) => {
        const stream = new PassThrough();
        const { target, frames } = collector(frameBytes, pausing);
        const over = drain(createChunkPipe(stream), target);
        for (const chunk of chunks) stream.write(chunk);
        stream.end();
        await over;
        const all = Buffer.concat(chunks);
        const whole = all.subarray(0, all.length - (all.length % frameBytes));
        expect(Buffer.concat(frames)).toEqual(whole);
      },
    ),
    { numRuns: 40 },
  );
});

it.skipIf(process.platform === "win32")(
  "reads straight into frames what a child writes",
  async () => {
    for (const [pausing, frameBytes] of [
      [false, 300_000],
      [true, 300_000],
      [true, 4],
    ] as const) {
      const { childEnd, pipe } = await openDirectPipe();
      const bytes = frameBytes > 4 ? 3_000_000 : 400;
      const child = spawn("sh", ["-c", `seq 1 999999 | head -c ${bytes}`], {
        stdio: ["ignore", childEnd, "inherit"],
      });
      childEnd.destroy();
      const { target, frames } = collector(frameBytes, pausing);
      await Promise.all([drain(pipe, target), once(child, "close")]);
      const expected = [...Array(700_000).keys()]
        .map((i) => `${i + 1}\n`)
        .join("")
        .slice(0, bytes);
      expect(Buffer.concat(frames).equals(Buffer.from(expected))).toBe(true);
    }
  },
);

it("never fills memory that the reader holds or that waits for it", () => {
  fc.assert(
    fc.property(fc.array(fc.boolean()), (steps) => {
      const ring = createFrameRing(4);
      const memory = new Set<Uint8Array>();
      let waiting: Uint8Array | undefined;
      let held: Uint8Array | undefined;
      for (const read of steps) {
        if (read && waiting) {
          held = waiting;
          waiting = undefined;
          ring.taken(held);
        } else {
          waiting = ring.complete();
        }
        memory.add(ring.filling);
        expect(ring.filling).not.toBe(held);
        expect(ring.filling).not.toBe(waiting);
      }
      expect(memory.size).toBeLessThanOrEqual(3);
    }),
  );
});
