import { describe, expect, it, vi } from "vitest";
import { controlsOf } from "../../src/media-stream/controls.js";
import { identityOf } from "../../src/media-stream/identity.js";
import { mediaSettingsOf } from "../../src/media-stream/settings.js";

interface FakeTrack {
  readonly capabilities?: object;
  readonly settings?: Record<string, unknown>;
  readonly label?: string;
  /** What is asked for comes to nothing. */
  readonly deaf?: boolean;
  readonly refuse?: Error;
}

/** A device of phones, which no machine for tests has: it takes over what stands in `advanced`. */
function fakeTrack({ capabilities = {}, settings = {}, label = "", deaf, refuse }: FakeTrack) {
  const state: Record<string, unknown> = { width: 640, height: 480, ...settings };
  const applyConstraints = vi.fn(async (constraints: MediaTrackConstraints) => {
    if (refuse) throw refuse;
    if (!deaf) for (const set of constraints.advanced ?? []) Object.assign(state, set);
  });
  const track = {
    id: "b7a1-track",
    label,
    getCapabilities: () => capabilities,
    getSettings: () => ({ ...state }),
    getConstraints: () => ({ width: { ideal: 640 } }),
    applyConstraints,
  };
  return { track: track as unknown as MediaStreamTrack, state, applyConstraints };
}
const holding = { exposureMode: ["manual", "continuous"], exposureTime: { min: 5, max: 500 } };

describe("controlsOf", () => {
  it("offers what the device has, in either spelling of the specification, and nothing else", () => {
    const names = (capabilities: object) =>
      Object.keys(controlsOf(fakeTrack({ capabilities }).track));
    expect(names({})).toEqual([]);
    expect(names({ torch: true, ...holding })).toEqual(["torch", "exposure"]);
    expect(names({ torch: [false, true] })).toEqual(["torch"]);
    expect(names({ torch: false, exposureMode: ["continuous"] })).toEqual([]);
    const { track } = fakeTrack({});
    expect(controlsOf(Object.assign(track, { getCapabilities: undefined }))).toEqual({});
  });

  it("turns the light on and off, and asks for the size again", async () => {
    const { track, state, applyConstraints } = fakeTrack({ capabilities: { torch: true } });
    const { torch } = controlsOf(track);
    await torch?.set(true);
    expect(state["torch"]).toBe(true);
    expect(applyConstraints).toHaveBeenCalledWith({
      width: { ideal: 640 },
      advanced: [{ torch: true }],
    });
    await torch?.set(false);
    expect(state["torch"]).toBe(false);
  });

  it("holds the exposure at its present time or at one that is given, in units of 100 us", async () => {
    const { track, state } = fakeTrack({ capabilities: holding, settings: { exposureTime: 83 } });
    const { exposure } = controlsOf(track);
    expect(exposure?.timeRangeMs).toEqual({ min: 0.5, max: 50 });
    await exposure?.lock();
    expect(state).toMatchObject({ exposureMode: "manual", exposureTime: 83 });
    await exposure?.lock(20);
    expect(state).toMatchObject({ exposureMode: "manual", exposureTime: 200 });
    await exposure?.release();
    expect(state["exposureMode"]).toBe("continuous");
    for (const time of [0.4, 51, Number.NaN]) {
      await expect(exposure?.lock(time)).rejects.toThrow(RangeError);
    }
    const timeless = controlsOf(
      fakeTrack({ capabilities: { ...holding, exposureTime: undefined } }).track,
    );
    await timeless.exposure?.lock();
    await expect(timeless.exposure?.lock(10)).rejects.toThrow("this camera offers no times");
  });

  it("says so when the camera refuses, or passes it over without a word", async () => {
    const refuse = new DOMException("no", "OverconstrainedError");
    for (const given of [{ deaf: true }, { refuse }]) {
      const { track } = fakeTrack({ capabilities: { torch: true, ...holding }, ...given });
      const { torch, exposure } = controlsOf(track);
      await expect(torch?.set(true)).rejects.toThrow("[CAMERA_FORMAT_UNSUPPORTED]");
      await expect(exposure?.lock()).rejects.toThrow("[CAMERA_FORMAT_UNSUPPORTED]");
    }
  });
});

describe("identityOf", () => {
  it("makes an id and a label that a log can show", () => {
    const label = `Evil\u0007 cam\n${"\u{1f600}".repeat(300)}`;
    const { track } = fakeTrack({ settings: { deviceId: "0123456789abcdef0123" }, label });
    const identity = identityOf(track);
    expect(identity.id).toBe("media-stream:0123456789abcdef");
    expect(identity.label).toMatch(/^Evil cam\P{C}{192}$/u);
    expect(identityOf(fakeTrack({}).track).id).toBe("media-stream:b7a1-track");
    expect("label" in identityOf(fakeTrack({}).track)).toBe(false);
  });

  it("calls what a canvas or a generator draws simulated", () => {
    const { track } = fakeTrack({});
    expect(identityOf(track).capabilities.simulated).toBe(false);
    expect(identityOf(Object.assign(track, { canvas: {} })).capabilities.simulated).toBe(true);
    const generator = Object.assign(fakeTrack({}).track, { writable: {} });
    expect(identityOf(generator).capabilities.simulated).toBe(true);
  });
});

it("mediaSettingsOf leaves out what the browser does not say, and every id", () => {
  const settings = { frameRate: 30, exposureTime: 83, deviceId: "x", groupId: "y" };
  expect(mediaSettingsOf(fakeTrack({ settings }).track)).toEqual({
    width: 640,
    height: 480,
    framesPerSecond: 30,
    exposureTimeMs: 8.3,
  });
});
