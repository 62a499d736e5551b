import { describe, expect, it } from "vitest";
import { describeCamera } from "../../src/capture/camera-identity.js";
import { watchedCamera } from "../../src/capture/watched-camera.js";
import { scriptedCamera } from "../testing/scripted-camera.js";

describe("describeCamera", () => {
  it("says what the camera states, and never its label", () => {
    const camera = scriptedCamera({ id: "v4l2:/dev/video0", label: "Anna's iPhone" });
    expect(describeCamera(camera)).toEqual({
      id: "v4l2:/dev/video0",
      transport: "program",
      depth: false,
      infrared: false,
      simulated: true,
    });
    expect(JSON.stringify(describeCamera(camera))).not.toContain("Anna");
  });

  it("says what depth is worth, and nothing that an adapter added", () => {
    const depthSensing = { minMm: 300, maxMm: 900, noise: "stereo", serial: "123" } as const;
    const said = describeCamera(scriptedCamera({ capabilities: { depth: true, depthSensing } }));
    expect(said.depthSensing).toEqual({ minMm: 300, maxMm: 900, noise: "stereo" });
  });
});

describe("watchedCamera", () => {
  it("is the camera, and tells of every frame before the reader gets it", async () => {
    const camera = scriptedCamera({ label: "HD Webcam" });
    const seen: number[] = [];
    const watched = watchedCamera(camera, ({ sequence }) => void seen.push(sequence));
    expect(describeCamera(watched)).toEqual(describeCamera(camera));
    expect(watched.label).toBe("HD Webcam");
    for await (const frame of watched.frames({ signal: AbortSignal.timeout(2_000) })) {
      expect(seen.at(-1)).toBe(frame.sequence);
      if (seen.length === 3) break;
    }
    // the reader left: so did the one behind it, and disposal reaches the camera
    await watched[Symbol.asyncDispose]();
    const after = camera.frames({ signal: AbortSignal.timeout(2_000) })[Symbol.asyncIterator]();
    await expect(after.next()).rejects.toThrow("CAMERA_CLOSED");
    expect(seen.length).toBe(3);
  });
});
