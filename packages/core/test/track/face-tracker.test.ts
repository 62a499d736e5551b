import { describe, expect, it } from "vitest";
import type { Frame } from "../../src/kernel/frame.js";
import { createFaceTracker, type FaceTracker } from "../../src/track/face-tracker.js";
import type { TrackingOptions } from "../../src/track/tracking-options.js";
import { TRACKING_DEFAULTS } from "../../src/track/tracking-options.js";
import { detectionAt, type FakePose, meshAt } from "./fake-face.js";
import { paintScene } from "./scenes.js";

const POSE = { x: 320, y: 150, span: 60 };
const image = paintScene();

function frame(n: number, change: Partial<Frame> = {}): Frame {
  return { sequence: n, capturedAtMs: 33 * n, image, ...change };
}

/** A tracker that follows a face since frame 0. */
function following(options: TrackingOptions = {}, pose: FakePose = POSE): FaceTracker {
  const tracker = createFaceTracker(0.1, options);
  expect(tracker.plan(frame(0))).toEqual({ action: "detect", reason: "no-track" });
  tracker.detected(detectionAt(pose), meshAt(pose));
  return tracker;
}

/** Plans a frame and, where it may be tracked, gives a perfect mesh. */
function step(tracker: FaceTracker, given: Frame, pose: FakePose = POSE): string {
  const plan = tracker.plan(given);
  if (plan.action === "detect") {
    tracker.detected(detectionAt(pose), meshAt(pose));
    return plan.reason;
  }
  return tracker.track(given.image, meshAt(pose)) ? "tracked" : "implausible";
}

describe("a face that stays", () => {
  it("is detected in one of ten frames", () => {
    const tracker = following();
    const went = Array.from({ length: 30 }, (_, i) => step(tracker, frame(i + 1)));
    const nine = Array<string>(9).fill("tracked");
    expect(went).toEqual([
      ...nine,
      "tracked-long",
      ...nine,
      "tracked-long",
      ...nine,
      "tracked-long",
    ]);
  });

  it("is detected after half a second even when frames are rare", () => {
    const tracker = following();
    const slow = (n: number) => frame(n, { capturedAtMs: 200 * n });
    expect([1, 2, 3, 4].map((n) => step(tracker, slow(n)))).toEqual([
      "tracked",
      "tracked",
      "tracked-long",
      "tracked",
    ]);
  });

  it("is detected in every frame when tracking is switched off", () => {
    const tracker = following({ maxTrackedFrames: 0 });
    expect([1, 2].map((n) => step(tracker, frame(n)))).toEqual(["tracked-long", "tracked-long"]);
  });

  it("keeps the very same crop, so that the network's noise does not feed itself", () => {
    const tracker = following();
    const crops = [1, 2, 3, 4].map((n) => {
      const plan = tracker.plan(frame(n));
      if (plan.action !== "track") throw new Error(plan.reason);
      const jitter = { x: 320 + (n % 2 ? 0.8 : -0.8), y: 150, span: 60 };
      tracker.track(image, meshAt(jitter));
      return plan.expected;
    });
    expect(new Set(crops).size).toBe(1);
  });
});

describe("a face that moves", () => {
  it("is expected where it was in the frame before, to 3 % of its box", () => {
    const tracker = following();
    for (let n = 1; n <= 9; n++) {
      const plan = tracker.plan(frame(n));
      if (plan.action !== "track") throw new Error(plan.reason);
      const was = detectionAt({ x: 320 + 4 * (n - 1), y: 150, span: 60 + (n - 1) });
      const centreOf = ({ box }: typeof was) => box.x + box.width / 2;
      const late = Math.abs(centreOf(plan.expected) - centreOf(was));
      expect(late).toBeLessThanOrEqual(0.03 * plan.expected.box.width);
      expect(plan.expected.box.width / was.box.width).toBeCloseTo(1, 1);
      const now = { x: 320 + 4 * n, y: 150, span: 60 + n };
      expect(tracker.track(image, meshAt(now))?.detection.box.x).toBeCloseTo(
        detectionAt(now).box.x,
        0,
      );
    }
  });

  it("keeps its track over detections, until it jumps", () => {
    const tracker = following();
    const at = (x: number) => [detectionAt({ ...POSE, x }), meshAt({ ...POSE, x })] as const;
    expect(tracker.detected(...at(330)).trackId).toBe(1);
    expect(tracker.detected(...at(350)).trackId).toBe(1);
    expect(tracker.detected(...at(420)).trackId).toBe(2); // overlaps by less than half
    const nearer = { ...POSE, x: 420, span: 90 };
    expect(tracker.detected(detectionAt(nearer), meshAt(nearer)).trackId).toBe(3);
  });

  it("is not followed by a mesh that cannot be it", () => {
    const tracker = following();
    expect(step(tracker, frame(1), { ...POSE, x: 350 })).toBe("implausible");
    expect(tracker.track(image, meshAt(POSE, 0.2))).toBeUndefined();
    expect(tracker.track(image, meshAt(POSE))?.trackId).toBe(1);
  });
});

describe("a break", () => {
  const breaks: readonly [string, string, Frame][] = [
    ["time that stood still", "out-of-order", frame(2, { capturedAtMs: 33 })],
    ["a sequence that went back", "out-of-order", frame(1, { capturedAtMs: 100 })],
    ["a gap in time", "time-gap", frame(2, { capturedAtMs: 33 + 301 })],
    ["a time that is no number", "out-of-order", frame(2, { capturedAtMs: Number.NaN })],
    ["many skipped frames", "sequence-gap", frame(12, { capturedAtMs: 66 })],
    [
      "another size",
      "picture-changed",
      frame(2, { image: paintScene({ width: 320, height: 180 }) }),
    ],
    [
      "another format",
      "picture-changed",
      frame(2, {
        image: {
          ...image,
          format: "rgb8",
          width: 640,
          stride: 1920,
          data: new Uint8Array(1920 * 360),
        },
      }),
    ],
  ];
  it.each(breaks)("%s ends the track: %s", (_, reason, next) => {
    const tracker = following();
    expect(step(tracker, frame(1))).toBe("tracked");
    expect(tracker.plan(next)).toEqual({ action: "detect", reason });
    expect(tracker.detected(detectionAt(POSE), meshAt(POSE)).trackId).toBe(2);
  });

  it("is no break: frames that a slow reader skipped", () => {
    const tracker = following();
    expect(
      step(tracker, frame(1 + TRACKING_DEFAULTS.maxSkippedFrames, { capturedAtMs: 300 })),
    ).toBe("tracked");
  });

  it("is to be lost: the next face is another track", () => {
    const tracker = following();
    tracker.lose();
    expect(tracker.plan(frame(1))).toEqual({ action: "detect", reason: "no-track" });
    expect(tracker.track(image, meshAt(POSE))).toBeUndefined();
    expect(tracker.detected(detectionAt(POSE), meshAt(POSE)).trackId).toBe(2);
  });
});

describe("somebody else in the picture", () => {
  const newcomer = { x: 60, y: 150, width: 64, height: 77 };
  it("makes the detector look at once, and only once while they stay", () => {
    const tracker = following();
    const joined = paintScene({ faces: [newcomer], gain: 0.9 });
    expect(step(tracker, frame(1))).toBe("tracked");
    expect(step(tracker, frame(2, { image: joined }))).toBe("scene-changed");
    expect(step(tracker, frame(3, { image: joined }))).toBe("tracked");
    expect(step(tracker, frame(4))).toBe("scene-changed"); // left again
  });

  it("is looked for at the size that may pay", () => {
    const far = paintScene({ faces: [{ x: 60, y: 150, width: 10, height: 12 }] });
    const tracker = following();
    expect(step(tracker, frame(1, { image: far }))).toBe("tracked");
    const careful = createFaceTracker(0.03);
    careful.plan(frame(0));
    careful.detected(detectionAt(POSE), meshAt(POSE));
    expect(step(careful, frame(1, { image: far }))).toBe("scene-changed");
  });
});

describe("createFaceTracker", () => {
  it.each([
    { maxTrackedFrames: -1 },
    { maxTrackedFrames: 1.5 },
    { maxSkippedFrames: Number.NaN },
    { maxTrackedMs: 0 },
    { maxGapMs: Number.NaN },
    { minLumaChange: 0 },
    { minChangedCells: 0 },
  ])("refuses %j", (options) => {
    expect(() => createFaceTracker(0.1, options)).toThrow(RangeError);
  });
});
