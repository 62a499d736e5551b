import { existsSync } from "node:fs";
import { createFfmpegCamera } from "@sourire/camera-adapters/ffmpeg";
import { expect, it } from "vitest";
import { ffmpegChildren, openDescriptors } from "./support/children.js";
import { fakeFfmpeg, GRAY_16 } from "./support/fake-ffmpeg.js";
import { readFrames } from "./support/read.js";
import { describeWithFfmpeg } from "./support/with-ffmpeg.js";

const hasProc = existsSync("/proc/self/fd");
const pattern = { kind: "lavfi", graph: "testsrc2=size=64x48:rate=30" } as const;

describeWithFfmpeg("ffmpeg is gone when its camera is", () => {
  it.skipIf(!hasProc)("forty times: no zombie, no descriptor, no listener is left", async () => {
    const signal = new AbortController();
    const once = async (): Promise<void> => {
      await using camera = createFfmpegCamera({ source: pattern });
      for await (const _ of camera.frames({ signal: signal.signal })) break;
    };
    await once(); // what is opened once for all
    const before = openDescriptors().length;
    for (let i = 0; i < 10; i++) await Promise.all([once(), once(), once(), once()]);
    expect(ffmpegChildren()).toEqual([]);
    expect(openDescriptors().length).toBeLessThanOrEqual(before);
  });

  it.skipIf(!hasProc)(
    "when it is disposed of while its reader holds a frame and asks no more",
    async () => {
      const camera = createFfmpegCamera({ source: pattern });
      const frames = camera
        .frames({ signal: new AbortController().signal })
        [Symbol.asyncIterator]();
      expect((await frames.next()).done).toBe(false);
      expect(ffmpegChildren().length).toBe(1);
      await camera[Symbol.asyncDispose]();
      expect(ffmpegChildren()).toEqual([]);
      await expect(frames.next()).rejects.toMatchObject({ code: "CAMERA_CLOSED" });
    },
  );

  it.skipIf(!hasProc)("when the signal aborts and its reader asks no more", async () => {
    await using camera = createFfmpegCamera({ source: pattern });
    const stop = new AbortController();
    const frames = camera.frames({ signal: stop.signal })[Symbol.asyncIterator]();
    await frames.next();
    stop.abort();
    await expect.poll(() => ffmpegChildren().length).toBe(0);
    expect((await frames.next()).done).toBe(true);
  });
});

it("kills an ffmpeg that does not end when it is asked to", async () => {
  await using fake = await fakeFfmpeg(
    `trap '' TERM PIPE\n${GRAY_16}\necho $$ > "$0.pid"\nframe\nwhile :; do sleep 0.05; done`,
  );
  const source = { kind: "v4l2", device: "/dev/video0" } as const;
  await using camera = createFfmpegCamera({ source, ffmpegPath: fake.path, graceMs: 100 });
  expect((await readFrames(camera, 1)).length).toBe(1);
  const { readFile } = await import("node:fs/promises");
  const pid = Number(await readFile(`${fake.path}.pid`, "utf8"));
  await camera[Symbol.asyncDispose]();
  expect(() => process.kill(pid, 0)).toThrow("ESRCH");
});

it("refuses a second reader with CAMERA_BUSY, for a device opens once only", async () => {
  await using fake = await fakeFfmpeg(`${GRAY_16}\nframe; exec sleep 9`);
  const source = { kind: "v4l2", device: "/dev/video0" } as const;
  await using camera = createFfmpegCamera({ source, ffmpegPath: fake.path });
  await readFrames(camera, 1, async () => {
    await expect(readFrames(camera, 1)).rejects.toMatchObject({ code: "CAMERA_BUSY" });
  });
  expect((await readFrames(camera, 1)).length).toBe(1);
});
