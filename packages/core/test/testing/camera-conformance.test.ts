import { describe, expect, it } from "vitest";
import type { Camera } from "../../src/capture/camera.js";
import { sleep } from "../../src/kernel/async.js";
import { SourireError } from "../../src/kernel/errors.js";
import type { Frame } from "../../src/kernel/frame.js";
import { cameraConformance } from "../../src/testing/camera-conformance.js";

/** What is wrong with a camera; nothing unless told. */
interface Fault {
  readonly id?: string;
  readonly depth?: boolean;
  readonly shortData?: boolean;
  readonly sizes?: boolean;
  readonly sequence?: (index: number) => number;
  readonly timeMs?: (index: number) => number;
  readonly queues?: boolean;
  readonly ignoresAbort?: boolean;
  readonly throwsOnAbort?: boolean;
  readonly disposesOnce?: boolean;
  readonly opensAgain?: boolean;
}

/** A scripted camera at 50 frames a second that breaks the contract where it is told to. */
function scripted(fault: Fault): Camera {
  const startMs = performance.now();
  const indexNow = () => Math.floor((performance.now() - startMs) / 20);
  let [next, disposals] = [0, 0];
  const make = (i: number): Frame => {
    const [width, height] = [4 + (fault.sizes ? i % 2 : 0), 4];
    const data = new Uint8Array(fault.shortData ? 5 : width * height);
    return {
      sequence: fault.sequence?.(i) ?? i,
      capturedAtMs: fault.timeMs?.(i) ?? i * 20,
      image: { format: "gray8", width, height, stride: width, data },
    };
  };
  return {
    id: fault.id ?? "scripted",
    capabilities: { depth: fault.depth ?? false, infrared: false, simulated: true },
    async *frames({ signal }) {
      if (disposals > 0 && !fault.opensAgain) throw new SourireError("CAMERA_CLOSED", "closed");
      while (fault.ignoresAbort ? next < 15 : !signal.aborted) {
        const i = fault.queues ? next : Math.max(next, indexNow());
        try {
          const never = new AbortController().signal;
          const wait = startMs + i * 20 - performance.now();
          if (wait > 0) await sleep(wait, fault.ignoresAbort ? never : signal);
        } catch (cause) {
          if (fault.throwsOnAbort) throw cause;
          return;
        }
        next = i + 1;
        yield make(i);
      }
    },
    async [Symbol.asyncDispose]() {
      if (++disposals > 1 && fault.disposesOnce) throw new Error("disposed of already");
    },
  };
}

/** Names of the cases that a camera fails. */
async function failures(fault: Fault): Promise<string> {
  const names: string[] = [];
  for (const { name, run } of cameraConformance) {
    await run(async () => scripted(fault), expect).catch(() => names.push(name));
  }
  return names.join("\n");
}

describe("cameraConformance", () => {
  it("accepts a camera that keeps the contract", async () => {
    expect(await failures({})).toBe("");
  });

  it.each<[string, Fault, RegExp]>([
    ["an id with control characters", { id: "a\nb" }, /^states an id/],
    ["depth that never comes", { depth: true }, /^gives frames of one size/],
    ["too little data", { shortData: true }, /^gives frames of one size/],
    ["sizes that change", { sizes: true }, /^gives frames of one size/],
    ["numbers that stand still", { sequence: () => 1 }, /numbers frames upwards/],
    ["times that go back", { timeMs: (i) => -i }, /numbers frames upwards/],
    ["a queue of old frames", { queues: true }, /gives a slow reader the newest/],
    ["frames after an abort", { ignoresAbort: true }, /ends within 100 ms of an abort/],
    ["an error on abort", { throwsOnAbort: true }, /aborted while a frame is awaited/],
    ["a second disposal that fails", { disposesOnce: true }, /disposed of twice/],
    ["frames after disposal", { opensAgain: true }, /disposed of twice/],
  ])("refuses a camera with %s", { timeout: 20_000 }, async (_, fault, name) => {
    expect(await failures(fault)).toMatch(name);
  });
});
