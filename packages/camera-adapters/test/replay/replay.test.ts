import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRecorder } from "@sourire/camera-adapters/record";
import { createReplayCamera, type FolderSource } from "@sourire/camera-adapters/replay";
import { type PixelImage, SourireError } from "@sourire/core";
import { createFixedClock } from "@sourire/core/testing";
import { readImageFile } from "@sourire/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { faultOf, readFrames } from "../ffmpeg/support/read.js";
import { type Folder, makeVideo, temporaryFolder } from "../ffmpeg/support/video.js";
import { describeWithFfmpeg } from "../ffmpeg/support/with-ffmpeg.js";

let folder: Folder;
let folders = 0;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder[Symbol.asyncDispose]());

/** A folder of files that hold their own names. */
async function named(...names: string[]): Promise<string> {
  const path = `${folder.path}/${folders++}`;
  await mkdir(path);
  for (const name of names) await writeFile(`${path}/${name}`, name);
  return path;
}

/** Makes of a file a grey picture whose first pixel is the number in its name. */
async function readPicture(path: string): Promise<PixelImage> {
  const text = await readFile(path, "utf8");
  if (text.includes("broken")) throw new SourireError("IMAGE_UNREADABLE", "no picture");
  const data = new Uint8Array(64 * 64).fill(Number(/\d+/.exec(text)?.[0]));
  return { format: "gray8", width: 64, height: 64, stride: 64, data };
}

/** A clock that only waiting moves on. */
function scripted() {
  const clock = createFixedClock(0);
  const sleep = async (ms: number, signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted();
    clock.advance(ms);
  };
  return { clock, sleep };
}

const folderOf = (path: string, more: Partial<FolderSource> = {}) =>
  ({ kind: "folder", path, readPicture, framesPerSecond: 10, ...more }) as const;

describe("a replay of a folder", () => {
  it("shows its pictures in the order of their names, where 10 comes after 9, and ends", async () => {
    const path = await named("10.png", "9.png", "1.JPG", "notes.txt");
    await mkdir(`${path}/2.png`); // a folder is no picture
    const time = scripted();
    await using camera = await createReplayCamera({ source: folderOf(path), ...time });
    const frames = await readFrames(camera);
    expect(frames.map(({ pixels }) => pixels[0])).toEqual([1, 9, 10]);
    expect(frames.map(({ sequence }) => sequence)).toEqual([0, 1, 2]);
    const times = frames.map(({ capturedAtMs }) => capturedAtMs);
    expect(times.map((ms) => ms - (times[0] ?? 0))).toEqual([0, 100, 200]);
    expect(camera).toMatchObject({
      id: "replay:folder",
      transport: "program",
      capabilities: { depth: false, infrared: false, simulated: true },
    });
  });

  it("gives a slow reader the newest, and every one at the pace fast", async () => {
    const path = await named(...[...Array(10).keys()].map((i) => `${i}.png`));
    const seen = async (pace: "realtime" | "fast"): Promise<unknown[]> => {
      const time = scripted();
      await using camera = await createReplayCamera({ source: folderOf(path), pace, ...time });
      const frames = await readFrames(camera, undefined, (_, index) => {
        if (index === 1) time.clock.advance(450);
      });
      return frames.map(({ pixels }) => pixels[0]);
    };
    expect(await seen("realtime")).toEqual([0, 1, 5, 6, 7, 8, 9]);
    expect(await seen("fast")).toEqual([...Array(10).keys()]);
  });

  it("decodes a picture once, also when it loops", async () => {
    const path = await named("1.png", "2.png");
    let decoded = 0;
    const counting = (file: string): Promise<PixelImage> => {
      decoded++;
      return readPicture(file);
    };
    const source = folderOf(path, { readPicture: counting });
    await using camera = await createReplayCamera({ source, loop: true, pace: "fast" });
    const frames = await readFrames(camera, 5);
    expect(frames.map(({ pixels }) => pixels[0])).toEqual([1, 2, 1, 2, 1]);
    expect(frames.map(({ sequence }) => sequence)).toEqual([0, 1, 2, 3, 4]);
    expect(decoded).toBe(2);
  });

  it("names a broken picture by its place, not by its name", async () => {
    const path = await named("1.png", "anna-broken.png");
    await using camera = await createReplayCamera({ source: folderOf(path), pace: "fast" });
    const { code, message } = await faultOf(camera);
    expect(code).toBe("IMAGE_UNREADABLE");
    expect(message).toContain("picture 2 of 2");
    expect(message).not.toContain("anna");
  });

  it("refuses pictures of several sizes, whose frames would differ", async () => {
    const path = await named("1.png", "2.png");
    const growing = async (file: string): Promise<PixelImage> => {
      const image = await readPicture(file);
      return file.endsWith("2.png") ? { ...image, height: 32 } : image;
    };
    const source = folderOf(path, { readPicture: growing });
    await using camera = await createReplayCamera({ source, pace: "fast" });
    expect((await faultOf(camera)).code).toBe("CAMERA_FORMAT_UNSUPPORTED");
  });

  it("says when there is no folder, or no picture in it", async () => {
    for (const path of [await named(), await named("notes.txt"), `${folder.path}/nowhere`]) {
      await expect(createReplayCamera({ source: folderOf(path) })).rejects.toMatchObject({
        code: "CAMERA_NOT_FOUND",
      });
    }
    const source = folderOf(folder.path, { framesPerSecond: 0 });
    await expect(createReplayCamera({ source })).rejects.toThrow(RangeError);
  });
});

describe("a replay of a recording", () => {
  it("keeps numbers and times, shows them in time, and goes on when it is read again", async () => {
    const path = `${folder.path}/session.recording`;
    const capabilities = { depth: false, infrared: false, simulated: false };
    const consent = { who: "nobody", purpose: "a synthetic test", until: "9999-01-01" };
    const recorder = await createRecorder({
      path,
      camera: { id: "test", transport: "other", capabilities },
      consent,
    });
    const times = [500.125, 533.5, 600, 601];
    for (const [i, capturedAtMs] of times.entries()) {
      const data = new Uint8Array(64 * 64).fill(i);
      const image = { format: "gray8", width: 64, height: 64, stride: 64, data } as const;
      await recorder.write({ sequence: 7 + 2 * i, capturedAtMs, image });
    }
    await recorder.close();
    const waits: number[] = [];
    const { clock } = scripted();
    const sleep = async (ms: number): Promise<void> => {
      waits.push(ms);
      clock.advance(ms);
    };
    const source = {
      kind: "recording",
      path,
      ...(recorder.key ? { key: recorder.key } : {}),
    } as const;
    await using camera = await createReplayCamera({ source, clock, sleep });
    const frames = await readFrames(camera);
    expect(frames.map(({ capturedAtMs }) => capturedAtMs)).toEqual(times);
    expect(frames.map(({ sequence }) => sequence)).toEqual([7, 9, 11, 13]);
    expect(waits).toEqual([34, 66, 1]);
    expect(camera.capabilities.simulated).toBe(true);
    const again = await readFrames(camera);
    expect(again.map(({ sequence }) => sequence)).toEqual([14, 16, 18, 20]);
    expect((again[0]?.capturedAtMs ?? 0) > 601).toBe(true);
  });

  it("passes on what is wrong with the file", async () => {
    const path = `${folder.path}/none.recording`;
    const source = { kind: "recording", path } as const;
    await expect(createReplayCamera({ source })).rejects.toMatchObject({
      code: "CAMERA_NOT_FOUND",
    });
    await writeFile(path, "no recording");
    await expect(createReplayCamera({ source })).rejects.toMatchObject({
      code: "RECORDING_INVALID",
    });
  });
});

it("shows what it can of pictures that take longer to decode than they are shown", async () => {
  const path = await named(...[...Array(10).keys()].map((i) => `${i}.png`));
  const time = scripted();
  const slow = async (file: string): Promise<PixelImage> => {
    time.clock.advance(250);
    return readPicture(file);
  };
  const source = folderOf(path, { readPicture: slow });
  await using camera = await createReplayCamera({ source, ...time });
  const frames = await readFrames(camera);
  expect(frames.map(({ pixels }) => pixels[0])).toEqual([0, 2, 5, 7, 9]);
});

describeWithFfmpeg("a replay through ffmpeg", () => {
  it("decodes pictures as a decoder of ours does", async () => {
    const path = await named();
    makeVideo(`${path}/%d.png`, "testsrc2=size=64x64:rate=5,format=rgb24", ["-frames:v", "3"]);
    const pixels = async (source: FolderSource): Promise<unknown[]> => {
      await using camera = await createReplayCamera({ source, pace: "fast" });
      return (await readFrames(camera)).map((frame) =>
        Buffer.from(frame.pixels).toString("base64"),
      );
    };
    const own = await pixels({ kind: "folder", path });
    expect(own.length).toBe(3);
    expect(
      await pixels({ kind: "folder", path, readPicture: (file) => readImageFile(file) }),
    ).toEqual(own);
  });

  it("says IMAGE_UNREADABLE of a broken picture, CAMERA_FORMAT_UNSUPPORTED of a broken video", async () => {
    const path = await named("1.png");
    await using pictures = await createReplayCamera({ source: { kind: "folder", path } });
    expect((await faultOf(pictures)).code).toBe("IMAGE_UNREADABLE");
    await using video = await createReplayCamera({
      source: { kind: "video", path: `${path}/1.png` },
    });
    expect((await faultOf(video)).code).toBe("CAMERA_FORMAT_UNSUPPORTED");
  });

  it("plays a video as a program's camera, not as a live one", async () => {
    const path = makeVideo(`${folder.path}/film.mkv`, "testsrc2=size=64x48:rate=25", [
      "-frames:v",
      "5",
    ]);
    await using camera = await createReplayCamera({
      source: { kind: "video", path },
      pace: "fast",
    });
    expect((await readFrames(camera)).length).toBe(5);
    expect(camera).toMatchObject({
      id: "replay:video",
      transport: "program",
      capabilities: { simulated: true },
    });
  });
});
