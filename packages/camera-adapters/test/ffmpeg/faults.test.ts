import { writeFile } from "node:fs/promises";
import { createFfmpegCamera, type FfmpegCameraOptions } from "@sourire/camera-adapters/ffmpeg";
import { describe, expect, it } from "vitest";
import { fakeFfmpeg, GRAY_16 } from "./support/fake-ffmpeg.js";
import { openMjpegServer } from "./support/mjpeg-server.js";
import { faultOf, readFrames } from "./support/read.js";
import { makeVideo, temporaryFolder } from "./support/video.js";
import { describeWithFfmpeg } from "./support/with-ffmpeg.js";

const device = { kind: "v4l2", device: "/dev/video0" } as const;
/** A busy machine is no failure: only what is to stall gets little time. */
const quick = {
  restart: { attempts: 2, firstDelayMs: 5 },
  stallMs: 2_000,
  startMs: 10_000,
  graceMs: 50,
};
const says = (...lines: string[]): string => lines.map((line) => `echo '${line}' >&2`).join("\n");

describe("what a device's driver says", () => {
  const at = "[video4linux2,v4l2 @ 0x55d0c0ffee00] [error]";
  it.each([
    ["CAMERA_NOT_FOUND", `${at} Cannot open video device /dev/video0: No such file or directory`],
    ["CAMERA_BUSY", `${at} ioctl(VIDIOC_STREAMON): Device or resource busy`],
    [
      "CAMERA_BUSY",
      "[dshow @ 0x1] [error] Could not run graph (sometimes caused by a device already in use by other application)",
    ],
    ["CAMERA_DENIED", `${at} Cannot open video device /dev/video0: Permission denied`],
    ["CAMERA_FORMAT_UNSUPPORTED", `${at} ioctl(VIDIOC_S_FMT): Invalid argument`],
    [
      "CAMERA_NOT_FOUND",
      "[dshow @ 0x1] [error] Could not find video device with name [Cam] among source devices of type video.",
    ],
    ["CAMERA_NOT_FOUND", `${at} Not a video capture device.`],
    ["CAMERA_DENIED", "[tls @ 0x1] [error] Peer certificate failed verification"],
  ])("becomes %s at once: %s", async (code, line) => {
    await using fake = await fakeFfmpeg(`${says(line)}\nexit 1`);
    await using camera = createFfmpegCamera({ source: device, ffmpegPath: fake.path, ...quick });
    expect((await faultOf(camera)).code).toBe(code);
    expect((await fake.starts()).length).toBe(1);
  });

  it("that is unknown becomes CAMERA_UNAVAILABLE after some more tries, with ffmpeg's words", async () => {
    await using fake = await fakeFfmpeg(`${says("[error] the moon is in the way")}\nexit 1`);
    await using camera = createFfmpegCamera({ source: device, ffmpegPath: fake.path, ...quick });
    const { code, message } = await faultOf(camera);
    expect(code).toBe("CAMERA_UNAVAILABLE");
    expect(message).toContain('ffmpeg says "the moon is in the way"');
    expect((await fake.starts()).length).toBe(3);
  });
});

describe("a camera that goes away while it is read", () => {
  const camera = (path: string, options: Partial<FfmpegCameraOptions> = {}) =>
    createFfmpegCamera({ source: device, ffmpegPath: path, ...quick, ...options });

  it("is started anew, and its numbers and times go on", async () => {
    await using fake = await fakeFfmpeg(
      `${GRAY_16}\nfor i in 1 2 3; do frame; sleep 0.03; done\n[ $N -gt 1 ] && sleep 9`,
    );
    await using source = camera(fake.path);
    const frames = await readFrames(source, 5);
    expect(frames.map(({ sequence }) => sequence)).toEqual([0, 1, 2, 3, 4]);
    const times = frames.map(({ capturedAtMs }) => capturedAtMs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect((await fake.starts()).length).toBe(2);
  });

  it("gives CAMERA_LOST when it does not come back", async () => {
    const gone = says("[error] Cannot open video device /dev/video0: No such file or directory");
    await using fake = await fakeFfmpeg(`[ $N -gt 1 ] && { ${gone}; exit 1; }\n${GRAY_16}\nframe`);
    await using source = camera(fake.path);
    expect((await faultOf(source)).code).toBe("CAMERA_LOST");
    expect((await fake.starts()).length).toBe(3);
  });

  it("gives CAMERA_STALLED when it sends nothing any more, after restarts", async () => {
    await using fake = await fakeFfmpeg(`${GRAY_16}\nframe\nexec sleep 9`);
    await using source = camera(fake.path, { stallMs: 200 });
    expect((await faultOf(source)).code).toBe("CAMERA_STALLED");
    expect((await fake.starts()).length).toBe(3);
  });

  it("gives CAMERA_STALLED when it never sent anything", async () => {
    await using fake = await fakeFfmpeg("exec sleep 9");
    await using source = camera(fake.path, { startMs: 200 });
    expect((await faultOf(source)).code).toBe("CAMERA_STALLED");
  });

  it("drops a frame that was cut off", async () => {
    await using fake = await fakeFfmpeg(`${GRAY_16}\nframe; head -c 100 /dev/zero`);
    await using source = camera(fake.path, { restart: { attempts: 0 } });
    let frames = 0;
    const reading = (async () => {
      for await (const _ of source.frames({ signal: new AbortController().signal })) frames++;
    })();
    await expect(reading).rejects.toMatchObject({ code: "CAMERA_LOST" });
    expect(frames).toBe(1);
  });
});

it("speaks to an ffmpeg before 5.1 in its own words", async () => {
  await using fake = await fakeFfmpeg(`
    case "$*" in *-fps_mode*) echo "Unrecognized option 'fps_mode'." >&2; exit 1;; esac
    ${GRAY_16}
    frame; exec sleep 9`);
  await using camera = createFfmpegCamera({ source: device, ffmpegPath: fake.path, ...quick });
  expect((await readFrames(camera, 1)).length).toBe(1);
  expect((await readFrames(camera, 1)).length).toBe(1);
  const starts = await fake.starts();
  expect(starts.map((args) => args.includes("-vsync passthrough"))).toEqual([false, true, true]);
});

it("opens a device in the mode that it named when it was asked for another", async () => {
  await using fake = await fakeFfmpeg(`
    case "$*" in *640x480*) ;; *)
      echo "[avfoundation @ 0x1] [error] Selected video size (1280x720) is not supported by the device." >&2
      echo "[avfoundation @ 0x1] [error] Supported modes:" >&2
      echo "[avfoundation @ 0x1] [error]   640x480@[15.000000 30.000000]fps" >&2
      exit 1;;
    esac
    ${GRAY_16}
    frame; exec sleep 9`);
  const source = { kind: "avfoundation", device: "0" } as const;
  await using camera = createFfmpegCamera({ source, ffmpegPath: fake.path, ...quick });
  expect((await readFrames(camera, 1)).length).toBe(1);
  expect((await fake.starts()).at(-1)).toContain("-video_size 640x480 -framerate 30 -i 0:none");
});

it.each(["/nowhere/ffmpeg", "package.json"])("says FFMPEG_NOT_FOUND of %s", async (ffmpegPath) => {
  await using camera = createFfmpegCamera({ source: device, ffmpegPath, ...quick });
  expect((await faultOf(camera)).code).toBe("FFMPEG_NOT_FOUND");
});

describeWithFfmpeg("a program that is busy", () => {
  it("does not take its own pause for a camera's", async () => {
    const source = { kind: "lavfi", graph: "testsrc2=size=64x48:rate=30" } as const;
    const restarts: unknown[] = [];
    const nothing = (): void => {};
    const warn = (...line: unknown[]): void => void restarts.push(line);
    const log = { debug: nothing, info: nothing, error: nothing, warn };
    await using camera = createFfmpegCamera({ source, stallMs: 150, log });
    await readFrames(camera, 6, (_, index) => {
      const until = performance.now() + (index === 2 ? 600 : 0);
      while (performance.now() < until);
    });
    expect(restarts).toEqual([]);
  });
});

describeWithFfmpeg("what ffmpeg itself says", () => {
  it("of a device that is not there", async () => {
    const source = { kind: "v4l2", device: "/dev/video97" } as const;
    await using camera = createFfmpegCamera({ source, ...quick });
    expect((await faultOf(camera)).code).toBe("CAMERA_NOT_FOUND");
  });

  it("of files that it cannot play", async () => {
    await using folder = await temporaryFolder();
    await writeFile(`${folder.path}/anna.mp4`, "no video at all");
    makeVideo(`${folder.path}/sound.mkv`, "sine=duration=0.2");
    const whole = makeVideo(`${folder.path}/whole.mp4`, "testsrc2=size=64x48:duration=0.2");
    await writeFile(`${folder.path}/list.mp4`, `ffconcat version 1.0\nfile 'http://127.0.0.1/x'\n`);
    const faults = new Map<string, unknown>();
    for (const name of ["anna.mp4", "sound.mkv", "nothing.mp4", "list.mp4", ""]) {
      const source = { kind: "file", path: `${folder.path}/${name}` } as const;
      await using camera = createFfmpegCamera({ source });
      const { code, message } = await faultOf(camera);
      expect(message).not.toContain(folder.path);
      faults.set(name, code);
    }
    expect(Object.fromEntries(faults)).toEqual({
      "anna.mp4": "CAMERA_FORMAT_UNSUPPORTED",
      "sound.mkv": "CAMERA_FORMAT_UNSUPPORTED",
      "nothing.mp4": "CAMERA_NOT_FOUND",
      "list.mp4": "CAMERA_FORMAT_UNSUPPORTED",
      "": "CAMERA_FORMAT_UNSUPPORTED",
    });
    await using good = createFfmpegCamera({ source: { kind: "file", path: whole } });
    expect((await readFrames(good)).length).toBeGreaterThan(0);
  });

  it("of servers that refuse, are missing or say nothing", async () => {
    const faultAt = async (url: string, startMs = quick.startMs): Promise<unknown> => {
      const source = { kind: "http", url } as const;
      await using camera = createFfmpegCamera({ source, ...quick, startMs });
      return (await faultOf(camera)).code;
    };
    await using forbids = await openMjpegServer({ status: 403 });
    await using misses = await openMjpegServer({ status: 404 });
    await using breaks = await openMjpegServer({ status: 503 });
    await using silent = await openMjpegServer({ silent: true });
    expect(await faultAt(`http://127.0.0.1:${forbids.port}/`)).toBe("CAMERA_DENIED");
    expect(await faultAt(`http://127.0.0.1:${misses.port}/`)).toBe("CAMERA_NOT_FOUND");
    expect(await faultAt(`http://127.0.0.1:${breaks.port}/`)).toBe("CAMERA_UNAVAILABLE");
    expect(await faultAt(`http://127.0.0.1:${silent.port}/`, 300)).toBe("CAMERA_STALLED");
  });

  it("of a server that hangs or drops the stream: it is asked again", async () => {
    await using server = await openMjpegServer();
    const source = { kind: "http", url: `http://127.0.0.1:${server.port}/` } as const;
    await using camera = createFfmpegCamera({ source, ...quick });
    const frames = await readFrames(camera, 6, (_, index) => {
      if (index === 2) server.drop();
    });
    expect(frames.length).toBe(6);
    expect(server.requests).toBe(2);
  });
});
