import { readFile, stat, writeFile } from "node:fs/promises";
import {
  createRecorder,
  openRecording,
  RECORDING_BANNER,
  type RecorderOptions,
} from "@sourire/camera-adapters/record";
import type { Frame } from "@sourire/core";
import { createFixedClock } from "@sourire/core/testing";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Folder, temporaryFolder } from "../ffmpeg/support/video.js";
import { anyFrame } from "./frames.js";

const clock = createFixedClock(Date.parse("2026-03-01T12:00:00Z"));
const consent = { who: "P-017", purpose: "tests of this program", until: "2026-12-31" };
const capabilities = {
  depth: true,
  depthSensing: { minMm: 200, maxMm: 2_000, noise: "stereo" },
  infrared: true,
  simulated: false,
} as const;
const camera = {
  id: "v4l2:/dev/video0",
  label: "A camera",
  transport: "v4l2",
  capabilities,
} as const;

let folder: Folder;
let files = 0;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder[Symbol.asyncDispose]());
const newPath = (): string => `${folder.path}/${files++}.recording`;

async function record(frames: readonly Frame[], options: Partial<RecorderOptions> = {}) {
  const path = newPath();
  const recorder = await createRecorder({ path, camera, consent, clock, ...options });
  for (const frame of frames) await recorder.write(frame);
  await recorder.close();
  const key = options.key ?? recorder.key;
  return { path, ...(key ? { key } : {}), clock };
}

async function framesOf(recording: Parameters<typeof openRecording>[0]): Promise<Frame[]> {
  const frames: Frame[] = [];
  for await (const frame of (await openRecording(recording)).frames()) frames.push(frame);
  return frames;
}

const some = (count: number): Frame[] =>
  fc.sample(fc.tuple(...[...Array(count).keys()].map((i) => anyFrame(capabilities, i))), {
    numRuns: 1,
    seed: 4,
  })[0] ?? [];

describe("a recording", () => {
  it("is read back bit for bit: every format, depth, infrared, numbers and times", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .constantFrom({ depth: false, infrared: false, simulated: true }, capabilities)
          .chain((states) =>
            fc.tuple(
              fc.constant(states),
              anyFrame(states, 0),
              anyFrame(states, 1),
              anyFrame(states, 2),
            ),
          ),
        fc.constantFrom("aes-256-gcm" as const, "none" as const),
        async ([states, ...frames], encryption) => {
          const own = { ...camera, capabilities: states };
          const recording = await record(frames, { camera: own, encryption });
          expect(await framesOf(recording)).toEqual(frames);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("says in plain text what it is, who agreed, and which camera it was", async () => {
    let banner = "";
    const onBanner = (text: string): void => {
      banner = text;
    };
    const warnings: unknown[] = [];
    const nothing = (): void => {};
    const log = {
      debug: nothing,
      info: nothing,
      error: nothing,
      warn: (...line: unknown[]) => void warnings.push(line),
    };
    const recording = await record(some(1), { onBanner, log });
    const text = (await readFile(recording.path)).toString("latin1");
    expect(text.slice(0, 300)).toContain(RECORDING_BANNER);
    expect(text).toContain('"who":"P-017"');
    expect(banner).toBe(RECORDING_BANNER);
    expect(warnings).toEqual([
      ["recording.started", { encryption: "aes-256-gcm", camera: camera.id, until: consent.until }],
    ]);
    const { header } = await openRecording(recording);
    expect(header).toEqual({
      banner: RECORDING_BANNER,
      version: 1,
      createdAt: "2026-03-01T12:00:00.000Z",
      encryption: "aes-256-gcm",
      consent,
      camera,
    });
    expect((await stat(recording.path)).mode & 0o777).toBe(0o600);
  });

  it("is encrypted unless it is asked not to be, and says so loudly then", async () => {
    const pixels = new Uint8Array(64 * 64).fill(0x5a);
    const image = { format: "gray8", width: 64, height: 64, stride: 64, data: pixels } as const;
    const plainCamera = {
      ...camera,
      capabilities: { depth: false, infrared: false, simulated: false },
    };
    const holds = async (options: Partial<RecorderOptions>): Promise<boolean> => {
      const { path } = await record([{ sequence: 0, capturedAtMs: 1, image }], {
        ...options,
        camera: plainCamera,
      });
      return (await readFile(path)).includes(Buffer.from(pixels));
    };
    let banner = "";
    const onBanner = (text: string): void => {
      banner = text;
    };
    expect(await holds({})).toBe(false);
    expect(await holds({ encryption: "none", onBanner })).toBe(true);
    expect(banner).toContain("NOT ENCRYPTED");
  });

  it("takes 32 bytes or a key of WebCrypto, and nothing else", async () => {
    const bytes = new Uint8Array(32).fill(7);
    const aes = { name: "AES-GCM", length: 256 };
    const key = await crypto.subtle.generateKey(aes, false, ["encrypt", "decrypt"]);
    for (const given of [bytes, key]) {
      expect(await framesOf(await record(some(2), { key: given }))).toEqual(some(2));
    }
    await expect(record([], { key: new Uint8Array(16) })).rejects.toThrow(RangeError);
    await expect(record([], { key: bytes, encryption: "none" })).rejects.toThrow(RangeError);
    const short = await crypto.subtle.generateKey({ ...aes, length: 128 }, false, ["encrypt"]);
    await expect(record([], { key: short })).rejects.toThrow(TypeError);
  });

  it.each([
    undefined,
    { who: "", purpose: "tests", until: "2026-12-31" },
    { who: "P-017", purpose: " ", until: "2026-12-31" },
    { who: "P-017", purpose: "tests", until: "soon" },
    { who: "P-017", purpose: "tests", until: "2026-02-28" },
  ])("does not begin with the consent %o", async (given) => {
    const path = newPath();
    const started = createRecorder({ path, camera, consent: given as typeof consent, clock });
    await expect(started).rejects.toMatchObject({ code: "RECORDING_CONSENT_MISSING" });
    await expect(stat(path)).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("is not read when the time of its consent is over", async () => {
    const recording = await record(some(1), { consent: { ...consent, until: "2026-03-01" } });
    expect((await framesOf(recording)).length).toBe(1); // the day itself still counts
    const later = createFixedClock(Date.parse("2026-03-02T00:00:00Z"));
    await expect(openRecording({ ...recording, clock: later })).rejects.toMatchObject({
      code: "RECORDING_CONSENT_MISSING",
    });
  });

  it("is not read without its key or with another one", async () => {
    const { path } = await record(some(1));
    for (const key of [undefined, new Uint8Array(32)]) {
      await expect(openRecording({ path, clock, ...(key ? { key } : {}) })).rejects.toMatchObject({
        code: "RECORDING_LOCKED",
      });
    }
  });

  it("refuses frames that are not what its camera states, and frames after its end", async () => {
    const [frame] = some(1);
    if (!frame) throw new Error("no frame");
    const recorder = await createRecorder({ path: newPath(), camera, consent, clock });
    const { depth: _, ...flat } = frame;
    await expect(recorder.write(flat)).rejects.toMatchObject({ code: "FRAME_INVALID" });
    const short = { ...frame, image: { ...frame.image, stride: 0 } };
    await expect(recorder.write(short)).rejects.toMatchObject({ code: "FRAME_INVALID" });
    await recorder.close();
    await recorder[Symbol.asyncDispose]();
    await expect(recorder.write(frame)).rejects.toThrow(TypeError);
  });

  it("never writes over a file, nor into a folder that is not there", async () => {
    const { path } = await record(some(1));
    const before = await readFile(path);
    await expect(createRecorder({ path, camera, consent, clock })).rejects.toMatchObject({
      code: "STORAGE_FAILED",
    });
    expect(await readFile(path)).toEqual(before);
    const nowhere = `${folder.path}/nowhere/x.recording`;
    await expect(createRecorder({ path: nowhere, camera, consent, clock })).rejects.toMatchObject({
      code: "STORAGE_FAILED",
    });
  });
});

describe("a damaged recording", () => {
  it("gives RECORDING_* wherever a byte was changed, and no frame that is wrong", async () => {
    const frames = some(3);
    for (const encryption of ["aes-256-gcm", "none"] as const) {
      const recording = await record(frames, { encryption });
      const whole = await readFile(recording.path);
      await fc.assert(
        fc.asyncProperty(
          fc.nat(whole.length - 1),
          fc.integer({ min: 1, max: 255 }),
          async (at, flip) => {
            const bytes = Uint8Array.from(whole);
            bytes[at] = (bytes[at] ?? 0) ^ flip;
            await expectFault({ ...recording, path: newPath() }, bytes, frames);
          },
        ),
        { numRuns: 60 },
      );
    }
  });

  it("gives RECORDING_INVALID wherever it was cut off, after the frames that are whole", async () => {
    const frames = some(3);
    const recording = await record(frames);
    const whole = await readFile(recording.path);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), async (length) => {
        await expectFault({ ...recording, path: newPath() }, whole.subarray(0, length), frames);
      }),
      { numRuns: 60 },
    );
  });

  it("is read as far as it goes where that is asked for", async () => {
    const frames = some(3);
    const recording = await record(frames);
    const whole = await readFile(recording.path);
    await writeFile(recording.path, whole.subarray(0, whole.length - 100));
    expect(await framesOf({ ...recording, incomplete: true })).toEqual(frames.slice(0, 2));
  });

  it("cannot be put together from parts of another one", async () => {
    const key = new Uint8Array(32).fill(1);
    const [one, two] = [
      await record(some(2), { key }),
      await record(some(2), { key, consent: { ...consent, who: "P-018" } }),
    ];
    const [a, b] = [await readFile(one.path), await readFile(two.path)];
    expect(a.length).toBe(b.length);
    const cut = a.length - 500;
    await writeFile(one.path, Buffer.concat([a.subarray(0, cut), b.subarray(cut)]));
    await expect(framesOf(one)).rejects.toMatchObject({ code: "RECORDING_INVALID" });
  });

  it("says what else is no recording", async () => {
    const path = newPath();
    await writeFile(path, "");
    await expect(openRecording({ path })).rejects.toMatchObject({ code: "RECORDING_INVALID" });
    await writeFile(path, "a video, perhaps".repeat(10));
    await expect(openRecording({ path })).rejects.toMatchObject({ code: "RECORDING_INVALID" });
    await expect(openRecording({ path: `${path}.no` })).rejects.toMatchObject({
      code: "CAMERA_NOT_FOUND",
    });
    await expect(openRecording({ path: folder.path })).rejects.toMatchObject({
      code: "STORAGE_FAILED",
    });
  });

  async function expectFault(
    recording: Parameters<typeof openRecording>[0],
    bytes: Uint8Array,
    frames: readonly Frame[],
  ): Promise<void> {
    await writeFile(recording.path, bytes);
    const seen: Frame[] = [];
    const reading = (async () => {
      for await (const frame of (await openRecording(recording)).frames()) seen.push(frame);
    })();
    await expect(reading).rejects.toMatchObject({
      code: expect.stringMatching(/^RECORDING_(?:INVALID|LOCKED)$/),
    });
    expect(seen).toEqual(frames.slice(0, seen.length));
  }
});
