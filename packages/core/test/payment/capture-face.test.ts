import { describe, expect, it } from "vitest";
import type { Camera } from "../../src/capture/camera.js";
import { type FrameSink, newestFrames } from "../../src/capture/newest-frame.js";
import { systemClock } from "../../src/kernel/clock.js";
import type { Frame } from "../../src/kernel/frame.js";
import type { LivenessCheck } from "../../src/liveness/liveness-check.js";
import { captureFace } from "../../src/payment/capture-face.js";
import type { FacePipeline } from "../../src/pipeline/face-pipeline.js";
import type { PayerFollower } from "../../src/pipeline/payer-follower.js";
import { type Moment, sceneWorld } from "../pipeline/scene-stages.js";

const PAYER = { x: 160, y: 80, span: 25 };
const NEWCOMER = { x: 40, y: 60, width: 38, height: 46 };
const never = new AbortController().signal;

/** A check that passes with the n-th frame it sees, and remembers the frames. */
function passesAt(n: number) {
  const frames: number[] = [];
  const check: LivenessCheck = {
    name: "frame-integrity",
    observe: ({ frame }) => void frames.push(frame.sequence),
    verdict: () =>
      frames.length >= n
        ? { status: "passed" }
        : { status: "not-applicable", reason: "too few frames" },
  };
  return { check, frames };
}

/** A camera that films a script, as fast as it is read. */
function filming(
  world: ReturnType<typeof sceneWorld>,
  moments: readonly Moment[],
  change: (n: number) => Partial<Frame> = () => ({}),
): Camera {
  return {
    id: "simulated:scene",
    transport: "program",
    capabilities: { depth: false, infrared: false, simulated: true },
    async *frames() {
      for (const [n, moment] of moments.entries()) yield world.frame(n, moment, change(n));
    },
    async [Symbol.asyncDispose]() {},
  };
}

function capture(
  camera: Camera,
  follower: PayerFollower,
  check: LivenessCheck,
  hints: string[] = [],
) {
  const pipeline = { ...({} as FacePipeline), follow: () => follower };
  const guide = (hint: string): void => void hints.push(hint);
  return captureFace(
    { camera, pipeline, checks: [check], guide, clock: systemClock },
    { signal: never },
  );
}

const still = (n: number): Moment[] => Array.from({ length: n }, () => ({ payer: PAYER }));

describe("captureFace", () => {
  it("follows the face, and detects again in the frame that decides", async () => {
    const world = sceneWorld();
    const { check, frames } = passesAt(5);
    const captured = await capture(filming(world, still(9)), world.follower, check);
    if (captured.status !== "captured") throw new Error(captured.status);
    expect(frames).toEqual([0, 1, 2, 3, 4]);
    expect(captured.frame.sequence).toBe(4);
    expect(captured.face).toMatchObject({ sequence: 4, trackId: 1, detectedInThisFrame: true });
    expect(world.diary.filter((what) => what === "detect")).toHaveLength(2);
    expect(captured.statistics).toMatchObject({ seen: 5, usable: 5, detected: 1 });
    expect(captured.evidence.frameDigests).toHaveLength(5);
  });

  it("captures nobody when a second person stands in the frame that decides, whatever hid them", async () => {
    const world = sceneWorld();
    const { check } = passesAt(4);
    const hints: string[] = [];
    // the picture's bytes do not change: nothing but the detector can tell
    const { image } = world.frame(0, { payer: PAYER });
    const moments = still(8).map((moment, n) =>
      n >= 2 && n < 6 ? { ...moment, newcomer: NEWCOMER } : moment,
    );
    const camera = filming(world, moments, () => ({ image }));
    const captured = await capture(camera, world.follower, check, hints);
    if (captured.status !== "captured") throw new Error(captured.status);
    expect(hints).toEqual(Array(3).fill("one-person-please"));
    expect(captured.frame.sequence).toBe(6);
    expect(captured.face.trackId).toBe(2);
    expect(captured.evidence.frameDigests).toHaveLength(1); // of this track only
  });

  it("names in the evidence no frame of a face that was there before", async () => {
    const world = sceneWorld();
    const { check } = passesAt(6);
    const other = { payer: { ...PAYER, x: 190 } };
    const moments = [...still(3), ...Array.from({ length: 5 }, () => other)];
    const captured = await capture(filming(world, moments), world.follower, check);
    if (captured.status !== "captured") throw new Error(captured.status);
    expect(captured.face.trackId).toBe(2);
    expect(captured.evidence.frameDigests).toHaveLength(3);
  });

  it("goes on when the decisive detection finds another face than the one followed", async () => {
    const world = sceneWorld();
    const { check } = passesAt(3);
    const face = {
      sequence: 0,
      detection: {},
      landmarks: { points: new Float32Array(0), presence: 1 },
    };
    const seen = (trackId: number, detectedInThisFrame: boolean, frame: Frame) =>
      ({
        status: "usable",
        face: { ...face, sequence: frame.sequence, trackId, detectedInThisFrame },
        timingsMs: { detect: 1 },
      }) as never;
    const follower: PayerFollower = {
      observe: async (frame) => seen(frame.sequence < 4 ? 1 : 2, frame.sequence > 4, frame),
      detect: async (frame) => seen(2, true, frame),
      reset: () => {},
    };
    const captured = await capture(filming(world, still(9)), follower, check);
    expect(captured).toMatchObject({
      status: "captured",
      frame: { sequence: 4 },
      face: { trackId: 2 },
    });
  });

  it("under load reads the newest frame, and detects after the gap", async () => {
    const world = sceneWorld();
    let sink: FrameSink | undefined;
    const push = (n: number) => sink?.push(world.frame(n, { payer: PAYER }));
    const camera: Camera = {
      ...filming(world, []),
      frames: (options) =>
        newestFrames((given) => {
          sink = given;
          push(0);
          return () => {};
        }, options),
    };
    const seen: [number, boolean][] = [];
    const slow: PayerFollower = {
      ...world.follower,
      async observe(frame) {
        const observation = await world.follower.observe(frame);
        if (observation.status === "usable") {
          seen.push([frame.sequence, observation.face.detectedInThisFrame]);
        }
        // while this frame was looked at, the camera went on: two frames, then a second's worth
        const next =
          frame.sequence === 0
            ? [1, 2]
            : Array.from({ length: 30 }, (_, i) => frame.sequence + i + 1);
        if (frame.sequence < 30) next.forEach(push);
        else push(frame.sequence + 1);
        return observation;
      },
    };
    const { check } = passesAt(4);
    const captured = await capture(camera, slow, check);
    expect(seen).toEqual([
      [0, true],
      [2, false], // skipped one: still followed
      [32, true], // a second later: whoever this is, it is another track
      [33, false],
    ]);
    // the capture asked for the detector once more, in the frame that decided
    if (captured.status !== "captured") throw new Error(captured.status);
    expect(captured.face).toMatchObject({ sequence: 33, trackId: 2, detectedInThisFrame: true });
    await captured[Symbol.asyncDispose]();
  });

  it("throws when the camera ends", async () => {
    const world = sceneWorld();
    const { check } = passesAt(5);
    await expect(capture(filming(world, still(3)), world.follower, check)).rejects.toMatchObject({
      code: "CAMERA_UNAVAILABLE",
    });
  });
});
