import { describe, expect, it } from "vitest";
import { cameraConformance } from "../../src/testing/camera-conformance.js";
import { type Fault, scriptedCamera } from "./scripted-camera.js";

/** Names of the cases that a camera fails. */
async function failures(fault: Fault): Promise<string> {
  const outcomes = await Promise.all(
    cameraConformance.map(({ name, run }) =>
      run(async () => scriptedCamera(fault), expect).then(
        () => [],
        () => [name],
      ),
    ),
  );
  return outcomes.flat().join("\n");
}

const RANGE = { minMm: 300, maxMm: 1000, noise: "unknown" } as const;
const DEPTH = { capabilities: { depth: true, depthSensing: RANGE }, intrinsics: {} };

describe("cameraConformance", () => {
  it.each<[string, Fault]>([
    ["keeps the contract", {}],
    ["has depth", DEPTH],
    ["has a label", { label: "HD Webcam (046d:0825)" }],
    ["refuses a second reader with a code", { secondReader: "refused" }],
    ["has four buffers", { buffers: 4 }],
  ])("accepts a camera that %s", async (_, fault) => {
    expect(await failures(fault)).toBe("");
  });

  it.concurrent.each<[string, Fault, RegExp]>([
    ["an id with control characters", { id: "a\nb" }, /^states an id/],
    ["a transport of its own", { transport: "teleport" }, /^states a transport/],
    ["depth of unknown range", { ...DEPTH, capabilities: { depth: true } }, /^states a transport/],
    ["a range without depth", { capabilities: { depthSensing: RANGE } }, /^states a transport/],
    [
      "an empty range",
      { ...DEPTH, capabilities: { depth: true, depthSensing: { ...RANGE, maxMm: 300 } } },
      /^states a transport/,
    ],
    ["a label with a line end", { label: "a\nb" }, /^states a printable label/],
    ["an endless label", { label: "x".repeat(201) }, /^states a printable label/],
    ["words that change", { changesItsWords: true }, /^states the same/],
    ["depth that never comes", { capabilities: DEPTH.capabilities }, /^gives frames of one size/],
    ["no unit of depth", { ...DEPTH, unitMm: 0 }, /^gives depth in a unit/],
    ["intrinsics of another size", { ...DEPTH, intrinsics: { cx: 320 } }, /^gives depth in a unit/],
    ["no focal length", { ...DEPTH, intrinsics: { fx: 0, fy: 0 } }, /^gives depth in a unit/],
    ["too little data", { shortData: true }, /^gives frames of one size/],
    ["sizes that change", { sizes: true }, /^gives frames of one size/],
    ["numbers that stand still", { sequence: () => 1 }, /numbers frames upwards/],
    ["times that go back", { timeMs: (i) => -i }, /numbers frames upwards/],
    ["a queue of old frames", { queues: true }, /gives a slow reader the newest/],
    ["one buffer that is filled on", { buffers: 1 }, /leaves a frame's data as it is/],
    ["two buffers that are filled on", { buffers: 2 }, /leaves a frame's data as it is/],
    ["frames after an abort", { ignoresAbort: true }, /ends within 100 ms of an abort/],
    ["an error on abort", { throwsOnAbort: true }, /aborted while a frame is awaited/],
    ["frames after its reader left", { goesOnAfterReturn: true }, /ends when its reader leaves/],
    ["one life only", { opensOnce: true }, /ends when its reader leaves/],
    ["a second reader that waits", { secondReader: "waits" }, /serves two readers/],
    ["a second reader that gets a bare error", { secondReader: "bare error" }, /serves two/],
    ["a second reader that gets another's code", { secondReader: "ends" }, /serves two readers/],
    ["a second reader that ends the first", { secondReader: "takes over" }, /serves two readers/],
    ["a listener that stays", { leaksListeners: true }, /again and again: no listener stays/],
    ["openings that take longer and longer", { becomesSlowerByMs: 6 }, /does not become slower/],
    ["an end that never comes", { waitsWhenDisposed: true }, /disposed of while a frame is/],
    ["a bare error at disposal", { throwsWhenDisposed: true }, /disposed of while a frame is/],
    ["a second disposal that fails", { disposesOnce: true }, /disposed of twice/],
    ["frames after disposal", { opensAgain: true }, /disposed of twice/],
  ])("refuses a camera with %s", { timeout: 20_000 }, async (_, fault, name) => {
    expect(await failures(fault)).toMatch(name);
  });
});
