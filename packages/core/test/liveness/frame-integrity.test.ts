import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Frame, PixelImage } from "../../src/kernel/frame.js";
import { seededUniform } from "../../src/kernel/random.js";
import {
  createFrameIntegrity,
  FRAME_INTEGRITY_DEFAULTS,
  type FrameIntegrityOptions,
} from "../../src/liveness/frame-integrity.js";

const face = { points: new Float32Array(468 * 3), presence: 1 };

/** SYNTHETIC: a flat grey scene with the noise of a sensor. */
function image(noise: number, width = 64, height = 48): PixelImage {
  const uniform = seededUniform(noise);
  const data = new Uint8Array(width * height).map(() => 120 + 5 * uniform());
  return { format: "gray8", width, height, stride: width, data };
}

/** A camera at 30 frames a second whose times waver by a tenth of a millisecond. */
function frame(i: number, change: Partial<Frame> = {}): Frame {
  const capturedAtMs = 1000 + (i * 1000) / 30 + 0.1 * seededUniform(i)();
  return { sequence: i, capturedAtMs, image: image(i), ...change };
}
const stream = (count: number): Frame[] => Array.from({ length: count }, (_, i) => frame(i));

function judge(frames: readonly Frame[], options?: FrameIntegrityOptions) {
  const check = createFrameIntegrity(options);
  for (const f of frames) check.observe({ frame: f, face });
  return check.verdict();
}
const failed = (reason: string) => ({ status: "failed", reason });

describe("createFrameIntegrity", () => {
  it("passes what a camera gives", () => {
    expect(createFrameIntegrity().name).toBe("frame-integrity");
    expect(judge(stream(5))).toEqual({ status: "passed" });
    expect(judge(stream(300))).toEqual({ status: "passed" });
  });

  it("has no verdict before enough frames, says how many it saw, and then has one", () => {
    const check = createFrameIntegrity();
    expect(check.verdict()).toEqual({ status: "not-applicable", reason: "0 of 5 frames" });
    for (const [i, f] of stream(5).entries()) {
      check.observe({ frame: f, face });
      const enough = i + 1 >= FRAME_INTEGRITY_DEFAULTS.minFrames;
      expect(check.verdict().status).toBe(enough ? "passed" : "not-applicable");
    }
  });

  it("passes a slow reader that skips frames of a camera that goes on", () => {
    const read = stream(400).filter((_, i) => i % 37 === 0); // more than a second apart
    expect(judge(read)).toEqual({ status: "passed" });
  });

  it.each([
    ["the same number again", 2],
    ["a number that goes back", 1],
    ["no number", Number.NaN],
    ["half a number", 2.5],
  ])("fails on %s", (_, sequence) => {
    expect(judge([...stream(3), frame(3, { sequence }), ...stream(9).slice(4)])).toEqual(
      failed("sequence-not-increasing"),
    );
  });

  it.each([
    ["the same time again", frame(2).capturedAtMs],
    ["a time that goes back", 0],
    ["no time", Number.NaN],
    ["an endless time", Number.POSITIVE_INFINITY],
  ])("fails on %s", (_, capturedAtMs) => {
    expect(judge([...stream(3), frame(3, { capturedAtMs })])).toEqual(
      failed("time-not-increasing"),
    );
  });

  it.each([1000 / 30, 40, 33, 66.7])("fails when every frame comes after %d ms exactly", (step) => {
    const frames = stream(12).map((f, i) => ({ ...f, capturedAtMs: i * step }));
    expect(judge(frames)).toEqual(failed("timing-too-regular"));
  });

  it("fails on regular times also when the reader skips frames", () => {
    const frames = [0, 1, 3, 4, 9, 11].map((i) => frame(i, { capturedAtMs: 5 + i * 40 }));
    expect(judge(frames)).toEqual(failed("timing-too-regular"));
  });

  it("fails on a gap that the frame numbers do not explain", () => {
    const late = (ms: number) =>
      judge(
        stream(8).map((f) => (f.sequence < 4 ? f : { ...f, capturedAtMs: f.capturedAtMs + ms })),
      );
    expect(late(400)).toEqual({ status: "passed" });
    expect(late(500)).toEqual(failed("time-gap"));
  });

  it.each([
    ["width", image(3, 65, 48)],
    ["height", image(3, 64, 47)],
    ["format", { ...image(3, 192, 48), format: "rgb8", width: 64 } as PixelImage],
  ])("fails when the %s changes", (_, changed) => {
    expect(judge([...stream(3), frame(3, { image: changed })])).toEqual(failed("settings-changed"));
  });

  it("is not disturbed by another stride or by bytes between the rows", () => {
    const wide = image(3, 80, 48);
    const frames = [...stream(3), frame(3, { image: { ...wide, width: 64 } }), frame(4)];
    expect(judge(frames)).toEqual({ status: "passed" });
  });

  it("fails on a frozen picture", () => {
    expect(judge(stream(5).map((f) => ({ ...f, image: image(1) })))).toEqual(
      failed("frames-frozen"),
    );
  });

  it("passes a camera that holds every second picture, and fails one that holds more", () => {
    const held = (times: number) =>
      judge(stream(24).map((f, i) => ({ ...f, image: image(Math.floor(i / times)) })));
    expect(held(2)).toEqual({ status: "passed" });
    expect(held(3)).toEqual(failed("frames-frozen"));
  });

  it("fails on a loop at its first repetition, however long it is", () => {
    for (const length of [2, 3, 50]) {
      const looped = stream(length + 1).map((f, i) => ({ ...f, image: image(i % length) }));
      expect(judge(looped)).toEqual(failed("frames-looped"));
    }
  });

  it("forgets what lies further back than it may remember", () => {
    const looped = stream(12).map((f, i) => ({ ...f, image: image(i % 6) }));
    expect(judge(looped, { memoryFrames: 3 })).toEqual({ status: "passed" });
    expect(judge(looped, { memoryFrames: 6 })).toEqual(failed("frames-looped"));
  });

  it("judges the evidence's own digests as it judges pictures", () => {
    const withDigests = (...digests: string[]) => {
      const check = createFrameIntegrity();
      for (const f of stream(6)) check.observe({ frame: f, face });
      for (const digest of digests) check.addDigest(digest);
      return check.verdict();
    };
    expect(withDigests("a", "b", "c")).toEqual({ status: "passed" });
    expect(withDigests("a", "b", "a")).toEqual(failed("frames-looped"));
    expect(withDigests("a", "a", "a", "a", "a")).toEqual(failed("frames-frozen"));
  });

  it("never takes a failure back", () => {
    const check = createFrameIntegrity();
    const broken = [...stream(3), frame(1), ...stream(100).slice(4)];
    for (const f of broken) check.observe({ frame: f, face });
    expect(check.verdict()).toEqual(failed("sequence-not-increasing"));
  });

  it("tells pictures apart by any sampled byte", () => {
    const original = image(1, 32, 32); // as many pixels as the grid has
    fc.assert(
      fc.property(fc.nat(1023), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const data = original.data.slice();
        data[at] = (data[at] as number) ^ change;
        const images = [original, { ...original, data }, image(2, 32, 32)];
        const frames = [0, 1, 2].map((i) => frame(i, { image: images[i] as PixelImage }));
        expect(judge(frames, { minFrames: 3 })).toEqual({ status: "passed" });
      }),
    );
  });

  it("gives reasons that a log and a token can carry", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ sequence: fc.nat(9), capturedAtMs: fc.double(), picture: fc.nat(3) })),
        (frames) => {
          const verdict = judge(
            frames.map(({ picture, ...f }) => ({ ...f, image: image(picture) })),
          );
          if (verdict.status !== "passed") expect(verdict.reason).toMatch(/^[a-z0-9 -]{1,64}$/);
        },
      ),
    );
  });

  it.each([
    { minFrames: 2 },
    { minFrames: 5.5 },
    { maxGapMs: 0 },
    { minJitterMs: -1 },
    { memoryFrames: 0 },
    { maxGapMs: Number.NaN },
  ])("refuses %o", (options) => expect(() => createFrameIntegrity(options)).toThrow(RangeError));
});
