import {
  createRgbdCamera,
  type RgbdCalibration,
  type RgbdCameraOptions,
} from "@sourire/camera-adapters/rgbd";
import { type Camera, type Log, type LogFields, SourireError, silentLog } from "@sourire/core";
import { cameraConformance } from "@sourire/core/testing";
import { describe, expect, it } from "vitest";
import { calibration } from "./calibrations.js";
import {
  type FakeCamera,
  type FakeOptions,
  faultOf,
  flat,
  liveCamera,
  readAll,
  scriptedCamera,
  silentCamera,
} from "./fake-cameras.js";

const COLOUR = { width: 80, height: 60 };
const DEPTH = { width: 64, height: 48 };
const distances = (mm: number): FakeOptions => ({
  id: "depth",
  image: () => flat("gray16", DEPTH, mm),
});
/** Number i is in every pixel. */
const numbered: FakeOptions = {
  id: "colour",
  image: (i) => flat("rgb8", COLOUR, i),
};
const every = (count: number, intervalMs = 33, startMs = 0): readonly number[] =>
  Array.from({ length: count }, (_, i) => startMs + i * intervalMs);

interface Parts extends Partial<Omit<RgbdCameraOptions, "colour" | "depth" | "infrared">> {
  readonly colour?: Camera;
  readonly depth?: Camera;
  readonly infrared?: Camera;
}
/** By default every pair of 20, in order. */
function compose(parts: Parts = {}): Camera {
  return createRgbdCamera({
    colour: scriptedCamera(every(20), numbered),
    depth: scriptedCamera(every(20, 33, 5), distances(700)),
    calibration: calibration(),
    delivery: "every",
    ...parts,
  });
}

describe("createRgbdCamera is a Camera", () => {
  const live = (): Camera =>
    createRgbdCamera({
      colour: liveCamera({ ...numbered, intervalMs: 25 }),
      depth: liveCamera({ ...distances(700), intervalMs: 25 }),
      infrared: liveCamera({ intervalMs: 25, image: () => flat("gray8", DEPTH, 90) }),
      calibration: calibration(),
    });
  it.each(cameraConformance)("$name", ({ run }) => run(async () => live(), expect));
});

describe("createRgbdCamera", () => {
  it("hands over colour with its depth, in the colour camera's geometry", async () => {
    await using camera = compose();
    const frames = await readAll(camera);
    expect(frames.length).toBe(20);
    for (const [i, frame] of frames.entries()) {
      expect([frame.sequence, frame.capturedAtMs]).toEqual([i, i * 33]);
      expect(frame.image.data.every((value) => value === i)).toBe(true);
      const { data = new Uint16Array(), ...rest } = frame.depth ?? {};
      expect(rest).toEqual({ ...COLOUR, unitMm: 1, intrinsics: calibration().colour.intrinsics });
      // a turn by a degree: 700 mm +- 0.53 of the half width away from the axis x sin 1 degree
      const shown = data.filter((value) => value > 0);
      expect(shown.length).toBeGreaterThan(0.8 * data.length);
      expect(shown.every((value) => Math.abs(value - 700) <= 7)).toBe(true);
      expect(frame.infrared).toBeUndefined();
    }
  });

  it("keeps infrared as it is, and needs it for every frame", async () => {
    await using camera = compose({
      infrared: scriptedCamera(every(14, 33, 2), {
        image: (i) => ({ ...flat("gray16", DEPTH, 500 + i), whiteLevel: 1023 }),
      }),
    });
    expect(camera.capabilities.infrared).toBe(true);
    const frames = await readAll(camera);
    expect(frames.length).toBe(14);
    for (const [i, { infrared }] of frames.entries()) {
      expect(infrared).toEqual({ ...flat("gray16", DEPTH, 500 + i), whiteLevel: 1023 });
    }
  });

  it("states what the calibration knows and nothing better than its parts", async () => {
    const real = { simulated: false };
    await using devices = compose({
      colour: scriptedCamera([], {
        id: "v4l2:/dev/video4",
        transport: "v4l2",
        capabilities: real,
        label: "D4",
      }),
      depth: scriptedCamera([], { id: "v4l2:/dev/video0", transport: "v4l2", capabilities: real }),
    });
    expect(devices.id).toBe("rgbd:v4l2:/dev/video4+v4l2:/dev/video0");
    expect([devices.transport, devices.label]).toEqual(["v4l2", "D4"]);
    expect(devices.capabilities).toEqual({
      depth: true,
      depthSensing: { minMm: 200, maxMm: 3000, noise: "stereo" },
      infrared: false,
      simulated: false,
    });
    await using mixed = compose({
      colour: scriptedCamera([], { transport: "v4l2", capabilities: real }),
      depth: scriptedCamera([], { transport: "file" }),
    });
    expect([mixed.transport, mixed.capabilities.simulated]).toEqual(["file", true]);
    await using odd = compose({
      colour: scriptedCamera([], { transport: "v4l2", id: "x".repeat(190) }),
      depth: scriptedCamera([], { transport: "media-stream", id: "y".repeat(190) }),
    });
    expect([odd.transport, odd.id.length]).toEqual(["other", 200]);
  });

  it("uses the calibration's time offsets", async () => {
    const plain = calibration();
    const shifted: RgbdCalibration = {
      ...plain,
      colour: { ...plain.colour, timeOffsetMs: 1000 },
      depth: { ...plain.depth, timeOffsetMs: -5000 },
    };
    const parts = { depth: scriptedCamera(every(20, 33, 6003), distances(700)) };
    await using camera = compose({ ...parts, calibration: shifted });
    const frames = await readAll(camera);
    expect(frames.length).toBe(20);
    expect(frames[0]?.capturedAtMs).toBe(1000);
  });

  it("pairs streams of different rates, and ends with the shorter one", async () => {
    await using camera = compose({
      colour: scriptedCamera(every(90, 11), numbered),
      depth: scriptedCamera(every(10, 66, 3), distances(700)),
    });
    const frames = await readAll(camera);
    expect(frames.map(({ capturedAtMs }) => capturedAtMs)).toEqual(every(10, 66));
  });

  it("gives a late stream its partners although the other goes on", async () => {
    await using camera = createRgbdCamera({
      colour: liveCamera({ ...numbered, intervalMs: 20, lateMs: 70 }),
      depth: liveCamera({ ...distances(700), intervalMs: 20 }),
      calibration: calibration(),
    });
    const frames = await readAll(camera, 12);
    const steps = frames.slice(1).map((f, i) => f.capturedAtMs - (frames[i]?.capturedAtMs ?? 0));
    // without a queue at most every fourth depth frame would still be there
    const median = steps.sort((a, b) => a - b)[steps.length >> 1] ?? 0;
    expect(median).toBeLessThan(45);
  });

  it("holds a bounded number of frames of a stream that is much faster", async () => {
    const fast = scriptedCamera(every(2000, 1), numbered);
    await using camera = compose({
      colour: fast,
      depth: silentCamera({ id: "depth" }),
      queue: 4,
    });
    const stop = new AbortController();
    const reading = readAll(camera, 1, stop.signal);
    await new Promise((resolve) => setTimeout(resolve, 50));
    // it waits for the other stream instead of going on
    expect(fast.given()).toBe(4);
    stop.abort();
    expect(await reading).toEqual([]);
    expect(fast.readers()).toBe(0);
  });

  it("says once how far the first pair is apart", async () => {
    const lines: [string, LogFields | undefined][] = [];
    const log: Log = { ...silentLog, info: (event, fields) => lines.push([event, fields]) };
    await using camera = compose({ log });
    await readAll(camera);
    expect(lines).toEqual([["rgbd.paired", { differenceMs: 5 }]]);
  });

  it("ends when it is aborted, and stops its cameras", async () => {
    const parts = [scriptedCamera(every(20), numbered), silentCamera({ id: "depth" })] as const;
    await using camera = compose({ colour: parts[0], depth: parts[1] });
    const stop = new AbortController();
    const reading = readAll(camera, 1, stop.signal);
    setTimeout(() => stop.abort(), 20);
    expect(await reading).toEqual([]);
    expect(parts.map((part) => part.readers())).toEqual([0, 0]);
  });

  it("owns its cameras: disposes of all, even when one of them fails to be", async () => {
    const parts = [0, 1, 2].map((i) => silentCamera({ id: `${i}` }));
    const [colour, depth, infrared] = parts as [FakeCamera, FakeCamera, FakeCamera];
    const stubborn: Camera = {
      ...depth,
      [Symbol.asyncDispose]: () => Promise.reject(new Error("stuck")),
    };
    const camera = compose({ colour, depth: stubborn, infrared });
    await expect(camera[Symbol.asyncDispose]()).rejects.toThrow("stuck");
    expect([colour.disposals(), infrared.disposals()]).toEqual([1, 1]);
    expect(await faultOf(() => readAll(camera))).toBe("CAMERA_CLOSED");
  });
});

describe("createRgbdCamera refuses", () => {
  it.each([
    [
      "a colour stream of another size",
      { colour: scriptedCamera(every(9), { image: () => flat("rgb8", DEPTH, 1) }) },
      "64 x 48, calibrated is 80 x 60",
    ],
    [
      "a depth stream of another size",
      { depth: scriptedCamera(every(9), { image: () => flat("gray16", COLOUR, 1) }) },
      "80 x 60, calibrated is 64 x 48",
    ],
  ])("%s at its first frame", async (_, parts, why) => {
    await using camera = compose(parts);
    const reading = readAll(camera);
    await expect(reading).rejects.toMatchObject({ code: "CALIBRATION_INVALID" });
    await expect(reading).rejects.toThrow(why);
  });

  it("depth in 8 bits, infrared in colour, and rows of half values", async () => {
    const eight = { image: () => flat("gray8", DEPTH, 1) };
    await using depth = compose({ depth: scriptedCamera(every(9), eight) });
    expect(await faultOf(() => readAll(depth))).toBe("CAMERA_FORMAT_UNSUPPORTED");
    await using infrared = compose({ infrared: scriptedCamera(every(9), numbered) });
    expect(await faultOf(() => readAll(infrared))).toBe("CAMERA_FORMAT_UNSUPPORTED");
    const ragged = {
      image: () => ({ ...flat("gray16", { width: 64, height: 50 }, 700), height: 48, stride: 129 }),
    };
    await using rows = compose({ depth: scriptedCamera(every(9), ragged) });
    expect(await faultOf(() => readAll(rows))).toBe("CAMERA_FORMAT_UNSUPPORTED");
  });

  it("a picture that is not what it states", async () => {
    const short = { image: () => ({ ...flat("gray16", DEPTH, 1), data: new Uint8Array(9) }) };
    await using camera = compose({ depth: scriptedCamera(every(9), short) });
    expect(await faultOf(() => readAll(camera))).toBe("FRAME_INVALID");
  });

  it("depth that is empty, after as many frames as it says and not before", async () => {
    const empty = (from: number): Camera =>
      scriptedCamera(every(40), { image: (i) => flat("gray16", DEPTH, i >= from ? 0 : 700) });
    const colour = (): Camera => scriptedCamera(every(40), numbered);
    await using camera = compose({ colour: colour(), depth: empty(0), patienceFrames: 10 });
    const seen: number[] = [];
    const reading = (async () => {
      for await (const { sequence } of camera.frames({ signal: AbortSignal.timeout(9000) })) {
        seen.push(sequence);
      }
    })();
    await expect(reading).rejects.toMatchObject({ code: "DEPTH_MISSING" });
    expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    await using later = compose({ colour: colour(), depth: empty(25), patienceFrames: 10 });
    expect(await faultOf(() => readAll(later))).toBe("DEPTH_MISSING");
    await using never = compose({ colour: colour(), depth: empty(31), patienceFrames: 10 });
    expect((await readAll(never)).length).toBe(40);
  });

  it("a unit with which every distance is out of range", async () => {
    await using camera = compose({
      depth: scriptedCamera(every(20), distances(7000)),
      patienceFrames: 8,
    });
    const reading = readAll(camera);
    await expect(reading).rejects.toMatchObject({ code: "CALIBRATION_INVALID" });
    await expect(reading).rejects.toThrow("7000 mm on average: the depth unit of 1 mm");
  });

  it("no empty room behind a payer who was there", async () => {
    await using camera = compose({
      depth: scriptedCamera(every(20), { image: (i) => flat("gray16", DEPTH, i < 2 ? 700 : 7000) }),
      patienceFrames: 8,
    });
    expect((await readAll(camera)).length).toBe(20);
  });

  it("cameras that do not see the same", async () => {
    const plain = calibration();
    const aside: RgbdCalibration = {
      ...plain,
      depthToColour: {
        ...plain.depthToColour,
        rotation: [
          [0, 0, 1],
          [0, 1, 0],
          [-1, 0, 0],
        ],
      },
    };
    await using camera = compose({ calibration: aside, patienceFrames: 8 });
    const reading = readAll(camera);
    await expect(reading).rejects.toThrow("nothing lies in the colour picture");
  });

  it("streams whose clocks differ, with the difference in the message", async () => {
    const colour = (): Camera => scriptedCamera(every(200), numbered);
    const depth = (): Camera => scriptedCamera(every(200, 33, 90_000), distances(700));
    await using camera = compose({ colour: colour(), depth: depth() });
    const reading = readAll(camera);
    await expect(reading).rejects.toMatchObject({ code: "DEPTH_UNSYNCHRONISED" });
    await expect(reading).rejects.toThrow(
      /depth is stamped about (89|90)\d\d\d\.\d ms after colour/,
    );
    await using live = compose({ colour: colour(), depth: depth(), delivery: "newest" });
    expect(await faultOf(() => readAll(live))).toBe("DEPTH_UNSYNCHRONISED");
  });

  it("to hide a failure of either stream: it is thrown once and the other is stopped", async () => {
    for (const failing of ["colour", "depth"] as const) {
      const lost = new SourireError("CAMERA_LOST", failing);
      const broken = scriptedCamera(every(3), {
        ...(failing === "colour" ? numbered : distances(700)),
        failure: lost,
      });
      const other = silentCamera({ id: "other" });
      await using camera = compose({
        ...(failing === "colour"
          ? { colour: broken, depth: other }
          : { colour: other, depth: broken }),
      });
      const frames = camera.frames({ signal: AbortSignal.timeout(9000) })[Symbol.asyncIterator]();
      await expect(frames.next()).rejects.toBe(lost);
      expect((await frames.next()).done).toBe(true);
      expect([other.readers(), broken.readers()]).toEqual([0, 0]);
    }
  });

  it("a calibration that cannot be true, and options out of their range", () => {
    const plain = calibration();
    const lying = { ...plain, depth: { ...plain.depth, unitMm: -1 } };
    expect(() => compose({ calibration: lying })).toThrow(
      expect.objectContaining({ code: "CALIBRATION_INVALID" }),
    );
    for (const wrong of [
      { queue: 1 },
      { queue: 2.5 },
      { patienceFrames: 3 },
      { toleranceMs: -1 },
      { toleranceMs: Number.NaN },
      { delivery: "all" as "every" },
    ]) {
      expect(() => compose(wrong)).toThrow(RangeError);
    }
  });
});
