import { createHash } from "node:crypto";
import { createStillCamera, type StillCameraOptions } from "@sourire/camera-adapters/simulated";
import {
  type Clock,
  createFrameIntegrity,
  type Frame,
  LANDMARK_COUNT,
  type PixelImage,
  seededUniform,
} from "@sourire/core";
import { cameraConformance, createFixedClock } from "@sourire/core/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

/** SYNTHETIC: a red disc on a textured grey wall, its box the "face". */
function picture(width = 300, height = 400, radius = 50): PixelImage {
  const data = new Uint8Array(width * height * 3);
  const uniform = seededUniform(7);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const face = Math.hypot(x + 0.5 - width / 2, y + 0.5 - height / 2) < radius;
      data.set(face ? [200, 40, 40] : [100, 100, 90 + 20 * uniform()], (y * width + x) * 3);
    }
  }
  return { format: "rgb8", width, height, stride: width * 3, data };
}
const boxOf = ({ width, height }: PixelImage, radius = 50) => ({
  x: width / 2 - radius,
  y: height / 2 - radius,
  width: 2 * radius,
  height: 2 * radius,
});

const still = { swayShare: 0, scaleShare: 0, rollDegrees: 0, gainShare: 0, gammaShare: 0 };
/** Most tests draw small frames, to be quick. */
const small = { width: 160, height: 120 };
const plain = { ...still, noiseLevel: 0, defocusMs: 0 };

function camera(options: Partial<StillCameraOptions> = {}) {
  const seen = options.picture ?? picture();
  return createStillCamera({ picture: seen, face: { box: boxOf(seen) }, seed: 1, ...options });
}

/** A clock that only waiting moves on. */
function scripted(): Required<Pick<StillCameraOptions, "clock" | "sleep">> & {
  advance(ms: number): void;
} {
  const clock = createFixedClock(0);
  return {
    clock,
    advance: (ms) => clock.advance(ms),
    sleep: async (ms, signal) => {
      signal.throwIfAborted();
      clock.advance(ms);
    },
  };
}

type Kept = Frame & { readonly pixels: Uint8Array };
async function film(
  options: Partial<StillCameraOptions>,
  count: number,
  between: (time: { clock: Clock; advance(ms: number): void }) => void = () => {},
): Promise<Kept[]> {
  const time = scripted();
  const own = { ...small, ...options, clock: time.clock, sleep: time.sleep };
  await using source = camera(own);
  const kept: Kept[] = [];
  for await (const frame of source.frames({ signal: new AbortController().signal })) {
    kept.push({ ...frame, pixels: frame.image.data.slice() });
    if (kept.length === count) break;
    between(time);
  }
  return kept;
}

/** Box of the red disc in a frame. */
function disc({ image, pixels }: Kept) {
  let [left, right, top, bottom, sum] = [image.width, 0, image.height, 0, 0];
  for (let y = 0; y < image.height; y++) {
    for (let x = 0; x < image.width; x++) {
      const at = y * image.stride + 3 * x;
      if ((pixels[at] as number) - (pixels[at + 1] as number) < 60) continue;
      [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
      sum++;
    }
  }
  const [width, height] = [right - left, bottom - top];
  return { x: left + width / 2, y: top + height / 2, width, height, area: sum };
}

describe("createStillCamera is a Camera", () => {
  it.each(cameraConformance)("$name", ({ run }) => run(async () => camera(), expect));
});

describe("createStillCamera", () => {
  it("says that it is simulated, in its capabilities and in its name", async () => {
    await using one = camera();
    expect(one.capabilities).toEqual({ depth: false, infrared: false, simulated: true });
    expect(one.id).toBe("simulated:picture");
    await using two = camera({ id: "simulated:maya" });
    expect(two.id).toBe("simulated:maya");
    expect(() => camera({ id: "v4l2:/dev/video0" as "simulated:x" })).toThrow(RangeError);
  });

  it("gives the same frames for the same seed and others for another", async () => {
    const [a, b, c] = [
      (await film({ seed: 5 }, 8)).map(summary),
      (await film({ seed: 5 }, 8)).map(summary),
      (await film({ seed: 6 }, 8)).map(summary),
    ];
    expect(a).toEqual(b);
    for (const [i, frame] of a.entries()) expect(frame.digest).not.toBe(c[i]?.digest);
  });

  it("draws a frame the same whichever frames were read before it", async () => {
    const all = await film({}, 12);
    const some = await film({}, 3, ({ advance }) => advance(270));
    expect(some.map(({ sequence }) => sequence)).toEqual([0, 4, 8]);
    for (const frame of some) {
      expect(summary(frame)).toEqual(summary(all[frame.sequence] as Kept));
    }
  });

  it("never shows the same picture twice, and its times are not perfectly regular", async () => {
    const frames = await film(still, 30);
    const pictures = new Set(frames.map((frame) => summary(frame).digest));
    expect(pictures.size).toBe(30);
    const steps = frames.slice(1).map((f, i) => f.capturedAtMs - (frames[i]?.capturedAtMs ?? 0));
    expect(Math.max(...steps) - Math.min(...steps)).toBeGreaterThan(0.5);
    expect(Math.min(...steps)).toBeGreaterThan(55);
    expect(Math.max(...steps)).toBeLessThan(80);
  });

  it("passes the check of frame integrity, read fast or slowly", async () => {
    const face = { points: new Float32Array(3 * LANDMARK_COUNT), presence: 1 };
    for (const pauseMs of [0, 400]) {
      const check = createFrameIntegrity();
      for (const frame of await film({}, 20, ({ advance }) => advance(pauseMs))) {
        check.observe({ frame: { ...frame, image: { ...frame.image, data: frame.pixels } }, face });
      }
      expect(check.verdict()).toEqual({ status: "passed" });
    }
  });

  it("places the face in the middle, half as high as the frame", async () => {
    const [frame] = await film({ ...plain, width: 640, height: 480 }, 1);
    const face = frame ? disc(frame) : undefined;
    expect(face?.x).toBeCloseTo(320, 0);
    expect(face?.y).toBeCloseTo(240, 0);
    expect(face?.height).toBeGreaterThan(236);
    expect(face?.height).toBeLessThan(244);
  });

  it("keeps the face between 45 and 55 % of the frame and near its middle while it moves", async () => {
    const frames = await film({ ...plain, swayShare: 0.04, scaleShare: 0.1, rollDegrees: 4 }, 120);
    const heights = frames.map((frame) => disc(frame).height / 120);
    expect(Math.min(...heights)).toBeGreaterThan(0.45 - 1 / 120);
    expect(Math.max(...heights)).toBeLessThan(0.55 + 1 / 120);
    expect(Math.max(...heights) - Math.min(...heights)).toBeGreaterThan(0.04); // it does move
    const xs = frames.map((frame) => disc(frame).x);
    expect(Math.max(...xs) - Math.min(...xs)).toBeGreaterThan(2);
    for (const x of xs) expect(Math.abs(x - 80)).toBeLessThan(0.04 * 120 + 1);
  });

  it("turns in the plane and is never a mirror image", async () => {
    // a wide bar to the upper right of the face's centre
    const seen = picture(300, 300);
    const data = seen.data as Uint8Array;
    for (let y = 100; y < 140; y++) data.fill(255, (y * 300 + 200) * 3, (y * 300 + 260) * 3);
    const frames = await film({ ...plain, picture: seen, rollDegrees: 30 }, 90);
    const angles = frames.map(({ image, pixels }) => {
      let [x, y, n] = [0, 0, 0];
      for (let i = 0; i < pixels.length; i += 3) {
        if ((pixels[i + 1] as number) < 200) continue;
        x += ((i / 3) % image.width) - 80;
        y += Math.floor(i / 3 / image.width) - 60;
        n++;
      }
      return (Math.atan2(y / n, x / n) * 180) / Math.PI;
    });
    const middle = (Math.atan2(-30, 80) * 180) / Math.PI;
    for (const angle of angles) expect(Math.abs(angle - middle)).toBeLessThan(31);
    expect(Math.max(...angles) - Math.min(...angles)).toBeGreaterThan(10);
  });

  it("changes the light slowly, and starts out of focus", async () => {
    const lit = await film({ ...plain, gainShare: 0.12, gammaShare: 0.08 }, 300);
    const levels = lit.map(({ pixels }) => pixels[0] as number);
    expect(Math.max(...levels) - Math.min(...levels)).toBeGreaterThan(5);
    const jumps = levels.slice(1).map((level, i) => Math.abs(level - (levels[i] ?? 0)));
    expect(Math.max(...jumps)).toBeLessThanOrEqual(2);
    const [first, ...rest] = await film({ ...plain, defocusMs: 300 }, 8);
    const sharp = rest.at(-1);
    expect(first && sharp && contrast(first) < 0.7 * contrast(sharp)).toBe(true);
  });

  it("adds noise of about the deviation that was asked for", async () => {
    const grey: PixelImage = {
      format: "gray8",
      width: 200,
      height: 200,
      stride: 256,
      data: new Uint8Array(256 * 200).fill(120),
    };
    const [frame] = await film({ ...plain, picture: grey, noiseLevel: 4 }, 1);
    const errors = Array.from(frame?.pixels ?? [], (level) => level - 120);
    const mean = errors.reduce((a, b) => a + b, 0) / errors.length;
    const deviation = Math.sqrt(errors.reduce((a, b) => a + b * b, 0) / errors.length);
    expect(Math.abs(mean)).toBeLessThan(0.1);
    expect(Math.abs(deviation - 4)).toBeLessThan(0.2);
  });

  it("films a large picture without aliasing it", async () => {
    // 8 times finer than the frame: black and white pixels in turn must become grey
    const data = new Uint8Array(800 * 800).map((_, i) => ((i + Math.floor(i / 800)) % 2) * 255);
    const seen: PixelImage = { format: "gray8", width: 800, height: 800, stride: 800, data };
    const box = { x: 160, y: 160, width: 480, height: 480 };
    const [frame] = await film({ ...plain, picture: seen, face: { box } }, 1);
    const levels = frame?.pixels ?? new Uint8Array(1);
    expect(levels.length).toBe(160 * 120 * 3);
    expect(levels.every((level) => Math.abs(level - 127.5) < 2)).toBe(true);
  });

  it("copies the picture and honours its stride and format", async () => {
    const seen = picture();
    const wide = new Uint8Array(seen.height * 1300);
    for (let y = 0; y < seen.height; y++) {
      for (let x = 0; x < seen.width; x++) {
        const from = (y * seen.width + x) * 3;
        wide.set([...seen.data.subarray(from, from + 3), 9], y * 1300 + x * 4);
      }
    }
    const rgba: PixelImage = { ...seen, format: "rgba8", stride: 1300, data: wide };
    const time = scripted();
    await using source = camera({ ...small, picture: rgba, clock: time.clock, sleep: time.sleep });
    wide.fill(0);
    for await (const { image } of source.frames({ signal: new AbortController().signal })) {
      expect(digestOf(image.data)).toBe(digestOf((await film({}, 1))[0]?.pixels));
      break;
    }
  });

  it("draws well-formed frames wherever the face is and whatever the size", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          x: fc.integer({ min: -40, max: 180 }),
          y: fc.integer({ min: -40, max: 180 }),
          size: fc.integer({ min: 1, max: 400 }),
          width: fc.integer({ min: 64, max: 200 }),
          height: fc.integer({ min: 64, max: 200 }),
          seed: fc.integer(),
        }),
        async ({ x, y, size, width, height, seed }) => {
          const seen = picture(200, 200);
          const box = { x, y, width: size, height: size };
          const [cx, cy] = [x + size / 2, y + size / 2];
          const work = film({ picture: seen, face: { box }, width, height, seed }, 2);
          if (cx <= 0 || cy <= 0 || cx >= 200 || cy >= 200) {
            await expect(work).rejects.toThrow(RangeError);
            return;
          }
          // a face of a pixel or two cannot be blown up: refused; everything else is drawn
          const frames = await work.catch((e: unknown) => expect(e).toBeInstanceOf(RangeError));
          for (const { pixels } of frames ?? []) expect(pixels.length).toBe(width * height * 3);
        },
      ),
      { numRuns: 40 },
    );
  });

  it.each([
    { width: 0 },
    { height: 10.5 },
    { framesPerSecond: 0 },
    { framesPerSecond: Number.NaN },
    { faceShare: 3 },
    { scaleShare: 1 },
    { noiseLevel: -1 },
    { seed: 0.5 },
    { face: { box: { x: 900, y: 0, width: 10, height: 10 } } },
    { face: { box: { x: 100, y: 100, width: 0, height: 10 } } },
    { face: { box: { x: Number.NaN, y: 100, width: 10, height: 10 } } },
  ])("refuses %o", (options) => expect(() => camera(options)).toThrow(RangeError));

  it("refuses a picture that no decoder gives", () => {
    const video = { ...picture(), format: "i420", stride: 300 } as const;
    expect(() => camera({ picture: video })).toThrow(
      expect.objectContaining({ code: "FRAME_INVALID" }),
    );
  });

  it("refuses a picture that is not what it states", () => {
    const short = { ...picture(), data: new Uint8Array(10) };
    expect(() => camera({ picture: short })).toThrow(
      expect.objectContaining({ code: "FRAME_INVALID" }),
    );
  });

  it("ends a waiting reader with CAMERA_CLOSED when it is disposed of", async () => {
    const source = camera({ framesPerSecond: 1 });
    const frames = source.frames({ signal: new AbortController().signal })[Symbol.asyncIterator]();
    await frames.next();
    const waiting = frames.next();
    await source[Symbol.asyncDispose]();
    await expect(waiting).rejects.toMatchObject({ code: "CAMERA_CLOSED" });
  });

  it("passes on what went wrong while waiting", async () => {
    const sleep = () => Promise.reject(new Error("no timer"));
    await using source = camera({ sleep, clock: createFixedClock(0) });
    const reading = (async () => {
      for await (const _ of source.frames({ signal: new AbortController().signal }));
    })();
    await expect(reading).rejects.toThrow("no timer");
  });
});

const digestOf = (bytes: Uint8Array = new Uint8Array()): string =>
  createHash("sha256").update(bytes).digest("hex");

function summary({ sequence, capturedAtMs, pixels }: Kept) {
  return { sequence, capturedAtMs, digest: digestOf(pixels) };
}

/** Mean difference of neighbours. */
function contrast({ pixels }: Kept): number {
  let sum = 0;
  for (let i = 3; i < pixels.length; i++) {
    sum += Math.abs((pixels[i] as number) - (pixels[i - 3] as number));
  }
  return sum / pixels.length;
}
