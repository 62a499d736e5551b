import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CameraCapabilities } from "../../src/capture/camera.js";
import { type Assurance, assuranceOf, type LivenessResult } from "../../src/liveness/assurance.js";
import type { LivenessCheckName } from "../../src/liveness/liveness-check.js";

const rgb: CameraCapabilities = { depth: false, infrared: false, simulated: false };
const rgbd: CameraCapabilities = { ...rgb, depth: true };
const withInfrared: CameraCapabilities = { ...rgb, infrared: true };
const all: CameraCapabilities = { depth: true, infrared: true, simulated: false };

const passed = (...checks: LivenessCheckName[]): LivenessResult[] =>
  checks.map((check) => ({ check, status: "passed" }));
const order: readonly Assurance[] = ["none", "low", "substantial", "high"];

describe("assuranceOf", () => {
  it.each<[Assurance, CameraCapabilities, LivenessCheckName[]]>([
    ["none", rgb, []],
    ["none", rgb, ["frame-integrity"]],
    ["none", rgb, ["texture", "challenge"]],
    ["low", rgb, ["frame-integrity", "texture"]],
    ["low", rgb, ["frame-integrity", "challenge"]],
    ["low", rgb, ["frame-integrity", "texture", "challenge", "screen-light"]],
    ["none", rgb, ["frame-integrity", "screen-light"]],
    ["substantial", rgbd, ["frame-integrity", "depth-shape"]],
    ["substantial", withInfrared, ["frame-integrity", "infrared"]],
    ["substantial", rgbd, ["frame-integrity", "depth-shape", "texture"]],
    ["none", rgbd, ["depth-shape", "texture", "challenge"]],
    ["high", rgbd, ["frame-integrity", "depth-shape", "texture", "challenge"]],
    ["substantial", all, ["frame-integrity", "depth-shape", "texture", "challenge"]],
    ["high", all, ["frame-integrity", "depth-shape", "infrared", "texture", "challenge"]],
    ["substantial", withInfrared, ["frame-integrity", "infrared", "texture", "challenge"]],
    // a camera cannot have measured what it does not see
    ["low", rgb, ["frame-integrity", "depth-shape", "texture", "challenge"]],
    ["none", rgb, ["frame-integrity", "depth-shape", "infrared"]],
  ])("is %s for %o with %j passed", (assurance, capabilities, checks) => {
    expect(assuranceOf(passed(...checks), capabilities)).toBe(assurance);
  });

  const checkName = fc.constantFrom<LivenessCheckName>(
    "frame-integrity",
    "texture",
    "challenge",
    "screen-light",
    "depth-shape",
    "infrared",
  );
  const status = fc.constantFrom<LivenessResult["status"]>("passed", "failed", "not-applicable");
  const results = fc.array(fc.record({ check: checkName, status }), { maxLength: 8 });
  const capabilities = fc.record({
    depth: fc.boolean(),
    infrared: fc.boolean(),
    simulated: fc.boolean(),
  });

  it("is none after any failure and for every simulated camera", () => {
    fc.assert(
      fc.property(results, capabilities, (said, camera) => {
        const failed = said.some((result) => result.status === "failed");
        if (failed || camera.simulated) expect(assuranceOf(said, camera)).toBe("none");
      }),
    );
  });

  it("never rises when a passed result is taken away, and does not ask for the order", () => {
    fc.assert(
      fc.property(results, capabilities, fc.nat(), (said, camera, at) => {
        if (said.some((result) => result.status === "failed")) return;
        const whole = assuranceOf(said, camera);
        const index = said.length === 0 ? 0 : at % said.length;
        const without = said.filter(
          ({ check, status: s }, i) =>
            !(i === index || (check === said[index]?.check && s === "passed")),
        );
        expect(order.indexOf(assuranceOf(without, camera))).toBeLessThanOrEqual(
          order.indexOf(whole),
        );
        expect(assuranceOf([...said].reverse(), camera)).toBe(whole);
      }),
    );
  });

  it("counts a check that is named twice as it did worst", () => {
    const twice: LivenessResult[] = [
      ...passed("frame-integrity", "texture"),
      { check: "texture", status: "not-applicable" },
    ];
    expect(assuranceOf(twice, rgb)).toBe("none");
  });
});
