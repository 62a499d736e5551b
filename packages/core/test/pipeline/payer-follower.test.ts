import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TRACKING_DEFAULTS } from "../../src/track/tracking-options.js";
import { film, HEIGHT, isPlain, type Moment, sceneWorld, WIDTH } from "./scene-stages.js";

const PAYER = { x: 160, y: 80, span: 25 };
/**
 * Frames after which a second person who is in full view must have been noticed: somebody who walks (1 % of the picture
 * a frame is 0.35 m/s at a counter), and anybody at all.
 */
const SOON = 2;
const AT_LATEST = TRACKING_DEFAULTS.maxTrackedFrames + 1;
const WALKING = 0.01 * WIDTH;

const still = (n: number): Moment[] => Array.from({ length: n }, () => ({ payer: PAYER }));

describe("a payer alone", () => {
  it("is detected once, then followed with the mesh network alone", async () => {
    const world = sceneWorld();
    expect(await film(world, still(10))).toEqual(["detected", ...Array(9).fill("followed")]);
    expect(world.diary).toEqual(["detect", ...Array(10).fill("mesh")]);
  });

  it("is one track while standing, and another after having been away", async () => {
    const world = sceneWorld();
    const trackIds: (number | string)[] = [];
    const moments = [...still(3), { payer: undefined }, ...still(2)];
    for (const [n, moment] of moments.entries()) {
      const seen = await world.follower.observe(world.frame(n, moment));
      trackIds.push(seen.status === "usable" ? seen.face.trackId : seen.reason);
    }
    expect(trackIds).toEqual([1, 1, 1, "no-face", 2, 2]);
  });

  it("is detected again in the same frame when the mesh does not fit", async () => {
    const world = sceneWorld();
    const jumped = { payer: { ...PAYER, x: 180 } };
    expect(await film(world, [...still(2), jumped, jumped])).toEqual([
      "detected",
      "followed",
      "detected",
      "followed",
    ]);
  });

  it("is nobody's face any more when it leaves the middle", async () => {
    const world = sceneWorld();
    const moments = Array.from({ length: 60 }, (_, n) => ({
      payer: { ...PAYER, x: PAYER.x + 2.5 * n },
    }));
    const seen = await film(world, moments);
    expect(seen.slice(0, 40)).not.toContain("no-face");
    expect(seen.at(-1)).toBe("no-face"); // 0.9 of the way to the edge: a bystander
  });

  it("times what ran, and nothing else", async () => {
    const world = sceneWorld();
    const times = [];
    for (const n of [0, 1]) {
      times.push((await world.follower.observe(world.frame(n, { payer: PAYER }))).timingsMs);
    }
    expect(Object.keys(times[0] ?? {}).sort()).toEqual([
      "detect",
      "follow",
      "landmarks",
      "quality",
    ]);
    expect(Object.keys(times[1] ?? {}).sort()).toEqual(["follow", "landmarks", "quality"]);
  });
});

describe("a second person", () => {
  const size = { width: 38, height: 46 };
  const ways: readonly [string, number, (n: number) => Partial<Moment>][] = [
    ["from the left", SOON, (n) => ({ newcomer: { ...size, x: -40 + 5 * n, y: 60 } })],
    ["from the right", SOON, (n) => ({ newcomer: { ...size, x: WIDTH + 20 - 5 * n, y: 60 } })],
    ["from above", SOON, (n) => ({ newcomer: { ...size, x: 40, y: -48 + 4 * n } })],
    ["from below", SOON, (n) => ({ newcomer: { ...size, x: 240, y: HEIGHT - 4 * n } })],
    [
      "from behind the payer's head",
      SOON,
      (n) => ({ newcomer: { ...size, x: 141 + 2 * n, y: 58 } }),
    ],
    [
      "slowly, half a pixel a frame",
      AT_LATEST,
      (n) => ({ newcomer: { ...size, x: -30 + n / 2, y: 60 } }),
    ],
    [
      "from far away",
      SOON,
      (n) => ({ newcomer: { x: 60 - n / 2, y: 50, width: 8 + n / 2, height: 10 + n / 2 } }),
    ],
    [
      "out of the dark",
      AT_LATEST,
      (n) => ({ newcomer: { ...size, x: 60, y: 60 }, visible: n / 60 }),
    ],
    [
      "while the light changes",
      SOON,
      (n) => ({
        newcomer: { ...size, x: -40 + 4 * n, y: 60 },
        gain: 1 + 0.006 * n,
        offset: -n / 8,
      }),
    ],
    [
      "in a noisy picture",
      SOON,
      (n) => ({ newcomer: { ...size, x: -40 + 4 * n, y: 60 }, noise: 5, seed: n + 1 }),
    ],
    [
      "behind a payer who sways",
      SOON,
      (n) => ({
        newcomer: { ...size, x: WIDTH + 20 - 4 * n, y: 60 },
        payer: { ...PAYER, x: PAYER.x + 4 * Math.sin(n / 6) },
      }),
    ],
  ];
  it.each(ways)("%s is noticed within %i frames of full view", async (_, frames, way) => {
    const moments = Array.from({ length: 120 }, (_, n) => ({ payer: PAYER, ...way(n) }));
    const due = moments.findIndex(isPlain);
    expect(due).toBeGreaterThan(2);
    const seen = await film(sceneWorld(), moments.slice(0, due + frames + 1));
    expect(seen.slice(0, 3)).toContain("followed");
    expect(seen.indexOf("several-faces")).toBeGreaterThanOrEqual(due);
  });

  it("is noticed wherever and however fast they come, in any light", async () => {
    const walk = fc.record({
      fromLeft: fc.boolean(),
      y: fc.integer({ min: 20, max: 100 }),
      pace: fc.integer({ min: 1, max: 12 }),
      width: fc.integer({ min: 32, max: 60 }),
      gain: fc.double({ min: 0.75, max: 1.25, noNaN: true }),
      noise: fc.constantFrom(0, 2, 4),
      seed: fc.integer({ min: 1, max: 1e6 }),
    });
    await fc.assert(
      fc.asyncProperty(walk, async ({ fromLeft, y, pace, width, gain, noise, seed }) => {
        const moments = Array.from({ length: 150 }, (_, n): Moment => {
          const x = fromLeft ? -width + pace * n : WIDTH - pace * n;
          const newcomer = { x, y, width, height: 1.2 * width };
          return { payer: PAYER, newcomer, noise, seed: seed + n, gain: 1 + (gain - 1) * (n / 40) };
        });
        const due = moments.findIndex(isPlain);
        const frames = pace >= WALKING ? SOON : AT_LATEST;
        const seen = await film(sceneWorld(), moments.slice(0, due + frames + 1));
        expect(seen).toContain("several-faces");
      }),
      { numRuns: 12 },
    );
  });

  it("who looks exactly like the wall is noticed in the tenth frame at the latest", async () => {
    const newcomer = { ...size, x: 40, y: 60 };
    // the detector finds them although no byte of the picture changes
    const world = sceneWorld();
    const plain = world.frame;
    const image = plain(0, { payer: PAYER }).image;
    const blind = {
      ...world,
      frame: (n: number, now: Moment) => plain(n, now, { image }),
    };
    const moments = [
      ...still(1),
      ...Array.from({ length: 12 }, () => ({ payer: PAYER, newcomer })),
    ];
    expect((await film(blind, moments)).indexOf("several-faces")).toBe(10);
  });

  it("ends the track: afterwards it is not known whose face is meant", async () => {
    const world = sceneWorld();
    const newcomer = { ...size, x: 40, y: 60 };
    await film(world, [...still(2), { payer: PAYER, newcomer }]);
    const seen = await world.follower.observe(world.frame(3, { payer: PAYER }));
    expect(seen).toMatchObject({
      status: "usable",
      face: { trackId: 2, detectedInThisFrame: true },
    });
  });
});

describe("detect", () => {
  it("looks again at the frame observed last, and goes on with the same track", async () => {
    const world = sceneWorld();
    const { follower } = world;
    await film(world, still(2));
    const frame = world.frame(2, { payer: PAYER });
    expect(await follower.observe(frame)).toMatchObject({ face: { detectedInThisFrame: false } });
    const sure = await follower.detect(frame);
    expect(sure).toMatchObject({ face: { sequence: 2, trackId: 1, detectedInThisFrame: true } });
    expect(sure.timingsMs.detect).toBeGreaterThanOrEqual(0);
    const next = await follower.observe(world.frame(3, { payer: PAYER }));
    expect(next).toMatchObject({ face: { trackId: 1, detectedInThisFrame: false } });
  });

  it("finds the second person whom nothing gave away", async () => {
    const world = sceneWorld();
    await film(world, still(2));
    const { image } = world.frame(2, { payer: PAYER });
    const newcomer = { x: 40, y: 60, width: 38, height: 46 };
    const frame = world.frame(2, { payer: PAYER, newcomer }, { image });
    expect(await world.follower.observe(frame)).toMatchObject({ status: "usable" });
    expect(await world.follower.detect(frame)).toMatchObject({ reason: "several-faces" });
  });

  it("takes a new frame, too", async () => {
    const world = sceneWorld();
    expect(await world.follower.detect(world.frame(0, { payer: PAYER }))).toMatchObject({
      face: { sequence: 0, trackId: 1 },
    });
    const next = await world.follower.observe(world.frame(1, { payer: PAYER }));
    expect(next).toMatchObject({ face: { detectedInThisFrame: false } });
  });
});

describe("two followers", () => {
  it("share nothing", async () => {
    const [one, two] = [sceneWorld(), sceneWorld()];
    await film(one, still(3));
    expect(await film(two, still(2))).toEqual(["detected", "followed"]);
    two.follower.reset();
    const seen = await one.follower.observe(one.frame(3, { payer: PAYER }));
    expect(seen).toMatchObject({ face: { trackId: 1, detectedInThisFrame: false } });
  });
});

describe("faults and misuse", () => {
  it("follows nothing across a fault", async () => {
    const world = sceneWorld();
    await film(world, still(2));
    world.fail(new Error("the device is lost"));
    await expect(world.follower.observe(world.frame(2, { payer: PAYER }))).rejects.toThrow("lost");
    world.fail(undefined);
    const seen = await world.follower.observe(world.frame(3, { payer: PAYER }));
    expect(seen).toMatchObject({ face: { trackId: 2, detectedInThisFrame: true } });
  });

  it("refuses a frame whose data is too short, and another one at the same time", async () => {
    const world = sceneWorld();
    const frame = world.frame(0, { payer: PAYER });
    const short = { ...frame, image: { ...frame.image, data: new Uint8Array(9) } };
    await expect(world.follower.observe(short)).rejects.toMatchObject({ code: "FRAME_INVALID" });
    const first = world.follower.observe(frame);
    await expect(world.follower.observe(world.frame(1, { payer: PAYER }))).rejects.toThrow(
      TypeError,
    );
    expect(await first).toMatchObject({ status: "usable" });
  });

  it("starts anew after reset", async () => {
    const world = sceneWorld();
    await film(world, still(2));
    world.follower.reset();
    const seen = await world.follower.observe(world.frame(2, { payer: PAYER }));
    expect(seen).toMatchObject({ face: { trackId: 2, detectedInThisFrame: true } });
  });
});
