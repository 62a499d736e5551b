import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createFileRgbdCamera,
  createV4l2RgbdCamera,
  type FileRgbdOptions,
  type RgbdCalibration,
} from "@sourire/camera-adapters/rgbd";
import type { Camera, Frame } from "@sourire/core";
import { cameraConformance, cameraFaultConformance } from "@sourire/core/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rotation } from "./calibrations.js";
import { faultOf, readAll } from "./fake-cameras.js";
import { BOX_LEVEL, renderColour, renderDepth, WALL_LEVEL } from "./rendered-room.js";

/** Two sensors 25 mm apart, the depth camera turned by a degree. */
const CALIBRATION: RgbdCalibration = {
  version: 1,
  colour: { width: 640, height: 480, intrinsics: { fx: 610, fy: 608, cx: 322, cy: 239 } },
  depth: {
    width: 640,
    height: 480,
    intrinsics: { fx: 600, fy: 600, cx: 318.5, cy: 241 },
    unitMm: 0.25,
    minMm: 200,
    maxMm: 3000,
    noise: "stereo",
  },
  depthToColour: { rotation: rotation(1, "y"), translationMm: [25, 0, 0] },
};
/** For the contract, which is about time: a quarter of the size. */
const SMALL: RgbdCalibration = {
  ...CALIBRATION,
  colour: { width: 160, height: 120, intrinsics: { fx: 152.5, fy: 152, cx: 80.5, cy: 59.75 } },
  depth: {
    ...CALIBRATION.depth,
    width: 160,
    height: 120,
    intrinsics: { fx: 150, fy: 150, cx: 79.625, cy: 60.25 },
  },
};
const FRAMES = 8;
const RATE = 25;
/** 12 mm a frame are 12 pixels: a wrong pair would show. */
const room = (frame: number) => ({ boxX: -50 + 12 * frame });
const FFMPEG = "ffmpeg";
const hasFfmpeg = spawnSync(FFMPEG, ["-version"]).status === 0;

function encode(path: string, format: string, size: string, frames: readonly Uint8Array[]) {
  const args = `-v error -f rawvideo -pix_fmt ${format} -s ${size} -r ${RATE} -i pipe:0 -c:v ffv1 -pix_fmt ${format} -y`;
  return new Promise<void>((resolve, reject) => {
    const child = spawn(FFMPEG, [...args.split(" "), path], {
      stdio: ["pipe", "ignore", "inherit"],
    });
    child.on("error", reject);
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`ffmpeg: ${code}`))));
    for (const frame of frames) child.stdin.write(frame);
    child.stdin.end();
  });
}

describe.skipIf(!hasFfmpeg)("two rendered files (needs the program ffmpeg)", () => {
  let folder = "";
  const rendered = Array.from({ length: FRAMES }, (_, i) => renderColour(CALIBRATION, room(i)));
  const bytesOf = (values: Uint16Array): Uint8Array =>
    new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "rgbd-"));
    const depth = Array.from({ length: FRAMES }, (_, i) =>
      bytesOf(renderDepth(CALIBRATION, room(i))),
    );
    const grey = rendered.map((one) => one.grey);
    const long = Array.from({ length: 10 * RATE }, (_, i) => room(i % FRAMES));
    await Promise.all([
      encode(join(folder, "colour.mkv"), "gray", "640x480", grey),
      encode(join(folder, "depth.mkv"), "gray16le", "640x480", depth),
      writeFile(join(folder, "depth.raw"), Buffer.concat(depth)),
      writeFile(join(folder, "odd.raw"), Buffer.concat(depth).subarray(1)),
      encode(
        join(folder, "long-colour.mkv"),
        "gray",
        "160x120",
        long.map((one) => renderColour(SMALL, one).grey),
      ),
      encode(
        join(folder, "long-depth.mkv"),
        "gray16le",
        "160x120",
        long.map((one) => bytesOf(renderDepth(SMALL, one))),
      ),
    ]);
  });
  afterAll(() => rm(folder, { recursive: true }));

  const open = (changes: Partial<FileRgbdOptions> = {}): Camera =>
    createFileRgbdCamera({
      colourFile: join(folder, "colour.mkv"),
      depthFile: join(folder, "depth.mkv"),
      calibration: CALIBRATION,
      pace: "fast",
      ...changes,
    });

  describe("are a Camera", () => {
    const long = (): Camera =>
      open({
        colourFile: join(folder, "long-colour.mkv"),
        depthFile: join(folder, "long-depth.mkv"),
        calibration: SMALL,
        pace: "realtime",
      });
    it.each(cameraConformance)("$name", ({ run }) => run(async () => long(), expect));
  });

  it("give depth whose edges lie on the colour edges, and whose values are right", async () => {
    await using camera = open();
    check(await readAll(camera));
  });

  it("are the same without a container", async () => {
    await using camera = open({
      depthFile: join(folder, "depth.raw"),
      rawDepthFramesPerSecond: RATE,
    });
    check(await readAll(camera));
  });

  it("are read again from the start, with times that go on and the right pairs", async () => {
    await using camera = open();
    const first = await readAll(camera, 3);
    const second = await readAll(camera);
    expect(second.length).toBe(FRAMES);
    expect(second[0]?.capturedAtMs).toBeGreaterThan(first[2]?.capturedAtMs ?? 0);
    expect(second[0]?.sequence).toBeGreaterThan(first[2]?.sequence ?? 0);
    check(second, 0);
  });

  it("keep the pace of what was filmed, and skip where a reader is slow", async () => {
    const raw = { depthFile: join(folder, "depth.raw"), rawDepthFramesPerSecond: RATE };
    for (const parts of [{}, raw]) {
      await using camera = open({ ...parts, pace: "realtime" });
      const seen: number[] = [];
      for await (const { sequence, image } of camera.frames({
        signal: AbortSignal.timeout(9000),
      })) {
        const grey = rendered[sequence]?.grey ?? new Uint8Array();
        expect(Buffer.compare(image.data, grey), `picture ${sequence}`).toBe(0);
        seen.push(sequence);
        if (seen.length === 1) await new Promise((resolve) => setTimeout(resolve, 3500 / RATE));
      }
      expect(seen[0]).toBe(0);
      expect(seen[1] ?? FRAMES).toBeGreaterThanOrEqual(3);
    }
  });

  it("are refused where a raw file has another size, or a file is missing", async () => {
    const raw = { rawDepthFramesPerSecond: RATE };
    await using odd = open({ ...raw, depthFile: join(folder, "odd.raw") });
    expect(await faultOf(() => readAll(odd))).toBe("CAMERA_FORMAT_UNSUPPORTED");
    await using none = open({ ...raw, depthFile: join(folder, "none.raw") });
    expect(await faultOf(() => readAll(none))).toBe("CAMERA_NOT_FOUND");
    await using colour = open({ colourFile: join(folder, "none.mkv") });
    expect(await faultOf(() => readAll(colour))).toBe("CAMERA_NOT_FOUND");
    expect(() => open({ rawDepthFramesPerSecond: 0 })).toThrow(RangeError);
    const { colour: one, depth } = CALIBRATION;
    const smaller = { ...CALIBRATION, depth: { ...depth, width: 638 }, colour: one };
    await using size = open({ calibration: smaller });
    expect(await faultOf(() => readAll(size))).toBe("CALIBRATION_INVALID");
  });

  function check(frames: readonly Frame[], sequence = 0): void {
    expect(frames.length).toBe(FRAMES);
    for (const [i, frame] of frames.entries()) {
      expect(frame.image.format).toBe("gray8");
      expect(frame.sequence - (frames[0]?.sequence ?? 0)).toBe(sequence + i);
      const { grey, mm } = rendered[i] ?? { grey: new Uint8Array(), mm: new Float64Array() };
      expect(Buffer.compare(frame.image.data, grey), `picture ${i}`).toBe(0);
      const data = frame.depth?.data ?? new Uint16Array();
      const depthMm = Float64Array.from(data, (value) => value * 0.25);
      checkEdges(frame.image.data, depthMm);
      checkValues(grey, depthMm, mm);
    }
  }
});

/** Where along a row of the box the picture turns to the box, and where the depth does. */
function checkEdges(grey: Uint8Array, depthMm: Float64Array): void {
  for (let y = 180; y < 300; y += 10) {
    const row = Array.from({ length: 640 }, (_, x) => 640 * y + x);
    const seen = row.map((at) => (grey[at] ?? 0) > (WALL_LEVEL + BOX_LEVEL) / 2);
    const near = row.map((at) => (depthMm[at] ?? 0) > 0 && (depthMm[at] ?? 0) < 700);
    const edges = [seen.indexOf(true), seen.lastIndexOf(true)];
    const measured = [near.indexOf(true), near.lastIndexOf(true)];
    for (const [i, edge] of edges.entries()) {
      expect(Math.abs(edge - (measured[i] ?? Number.NaN)), `edge in row ${y}`).toBeLessThan(1.5);
    }
  }
}

/** Every distance, save within 2 pixels of an edge of the box, where either surface may be meant. */
function checkValues(grey: Uint8Array, depthMm: Float64Array, trueMm: Float64Array): void {
  let worst = 0;
  let checked = 0;
  for (let y = 2; y < 478; y++) {
    for (let x = 2; x < 638; x++) {
      const at = 640 * y + x;
      const mm = depthMm[at] ?? 0;
      if (mm === 0 || isNearEdge(grey, at)) continue;
      checked++;
      worst = Math.max(worst, Math.abs(mm - (trueMm[at] ?? 0)));
    }
  }
  expect(worst).toBeLessThan(1);
  expect(checked).toBeGreaterThan(0.85 * 640 * 480);
}

function isNearEdge(grey: Uint8Array, at: number): boolean {
  for (const [dx, dy] of [
    [-2, -2],
    [2, -2],
    [-2, 2],
    [2, 2],
  ] as const) {
    if (grey[at] !== grey[at + 640 * dy + dx]) return true;
  }
  return false;
}

describe.skipIf(!hasFfmpeg)("a V4L2 device that is not there (needs the program ffmpeg)", () => {
  const missing = async (): Promise<Camera> =>
    createV4l2RgbdCamera({
      colourDevice: "/dev/video-none",
      depthDevice: "/dev/video-none-either",
      infraredDevice: "/dev/video-none-at-all",
      calibration: CALIBRATION,
    });
  it.each(cameraFaultConformance("CAMERA_NOT_FOUND"))("$name", ({ run }) => run(missing, expect));

  it("states what it would be", async () => {
    await using camera = await missing();
    expect(camera.transport).toBe("v4l2");
    expect(camera.capabilities).toEqual({
      depth: true,
      depthSensing: { minMm: 200, maxMm: 3000, noise: "stereo" },
      infrared: true,
      simulated: false,
    });
  });
});
