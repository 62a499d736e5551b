import { describe, expect, it } from "vitest";
import type { Camera } from "../../src/capture/camera.js";
import { sleep } from "../../src/kernel/async.js";
import { SourireError } from "../../src/kernel/errors.js";
import { cameraFaultConformance } from "../../src/testing/camera-fault-conformance.js";
import { scriptedCamera } from "./scripted-camera.js";

/** What happens when the first frame is asked for. */
type Opening = (state: { readonly asked: number }, signal: AbortSignal) => Promise<void>;

/** A camera that cannot open. */
function missing(open: Opening, { patient = false, closes = true } = {}): Camera {
  const state = { asked: 0, closed: false };
  return {
    ...scriptedCamera(),
    frames({ signal }) {
      const next = async () => {
        if (state.closed && closes) throw new SourireError("CAMERA_CLOSED", "closed");
        if (!signal.aborted || patient) {
          state.asked++;
          await open(state, signal);
        }
        return { done: true as const, value: undefined };
      };
      return { [Symbol.asyncIterator]: () => ({ next }) };
    },
    async [Symbol.asyncDispose]() {
      state.closed = true;
    },
  };
}

const notFound: Opening = async () => {
  throw new SourireError("CAMERA_NOT_FOUND", "no such device");
};

async function failures(make: () => Camera): Promise<string> {
  const outcomes = await Promise.all(
    cameraFaultConformance("CAMERA_NOT_FOUND", { patienceMs: 300 }).map(({ name, run }) =>
      run(async () => make(), expect).then(
        () => [],
        () => [name],
      ),
    ),
  );
  return outcomes.flat().join("\n");
}

describe("cameraFaultConformance", () => {
  it("accepts a camera that throws the code", async () => {
    expect(await failures(() => missing(notFound))).toBe("");
  });

  it("accepts a factory that throws the code, and no other", async () => {
    const throws = (cause: unknown) => () => {
      throw cause;
    };
    const code = throws(new SourireError("CAMERA_NOT_FOUND", "no such device"));
    expect(await failures(code)).toBe("");
    expect(await failures(throws(new Error("ENOENT")))).toMatch(/^throws CAMERA_NOT_FOUND/);
  });

  it.concurrent.each<[string, () => Camera, RegExp]>([
    ["gives frames", () => scriptedCamera(), /^throws CAMERA_NOT_FOUND/],
    ["ends without a word", () => missing(async () => {}), /^throws CAMERA_NOT_FOUND/],
    [
      "throws a bare error",
      () =>
        missing(async () => {
          throw new Error("ENOENT");
        }),
      /^throws CAMERA_NOT_FOUND/,
    ],
    [
      "throws another code",
      () =>
        missing(async () => {
          throw new SourireError("CAMERA_UNAVAILABLE", "something");
        }),
      /^throws CAMERA_NOT_FOUND/,
    ],
    [
      "waits for ever",
      () => missing((_, signal) => sleep(1e6, signal)),
      /^throws CAMERA_NOT_FOUND/,
    ],
    [
      "says it once and then ends",
      () =>
        missing(async (state, signal) => (state.asked > 1 ? undefined : notFound(state, signal))),
      /throws a code again/,
    ],
    ["looks though it was aborted", () => missing(notFound, { patient: true }), /gives nothing/],
    ["does not close", () => missing(notFound, { closes: false }), /then says CAMERA_CLOSED/],
  ])("refuses a camera that %s", async (_, make, name) => {
    expect(await failures(make)).toMatch(name);
  });
});
