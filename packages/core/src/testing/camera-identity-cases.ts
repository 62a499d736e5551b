import type { Camera } from "../capture/camera.js";
import { describeCamera } from "../capture/camera-identity.js";
import { cameraIdentityClaims } from "../protocol/camera-claims.js";
import { PATIENCE_MS } from "./camera-reading.js";
import type { ConformanceCase } from "./conformance-case.js";

/** What a camera states of itself. */
export const cameraIdentityCases: readonly ConformanceCase<Camera>[] = [
  {
    name: "states an id that a log can show, and its capabilities",
    async run(make, expect) {
      await using camera = await make();
      expect(/^[^\p{C}]{1,200}$/u.test(camera.id), "id").toBe(true);
      const { depth, infrared, simulated } = camera.capabilities;
      expect([typeof depth, typeof infrared, typeof simulated]).toEqual(
        Array.from({ length: 3 }, () => "boolean"),
      );
    },
  },
  {
    name: "states a transport and, exactly where it has depth, a range with 0 < minMm < maxMm, as evidence needs them",
    async run(make, expect) {
      await using camera = await make();
      const parsed = cameraIdentityClaims.safeParse(describeCamera(camera));
      const wrong = parsed.error?.issues.map(
        ({ path, message }) => `${path.join(".")}: ${message}`,
      );
      expect(wrong ?? [], "what is wrong").toEqual([]);
    },
  },
  {
    name: "states a printable label of at most 200 characters, or none",
    async run(make, expect) {
      await using camera = await make();
      expect(/^[^\p{C}]{1,200}$/u.test(camera.label ?? "none"), "label").toBe(true);
    },
  },
  {
    name: "states the same before and after it was read",
    async run(make, expect) {
      await using camera = await make();
      const before = describeCamera(camera);
      for await (const _ of camera.frames({ signal: AbortSignal.timeout(PATIENCE_MS) })) break;
      expect(describeCamera(camera)).toEqual(before);
    },
  },
];
