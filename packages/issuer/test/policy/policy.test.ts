import type { Assurance, EvidenceClaims } from "@sourire/core";
import { LIVE_POLICY, policyDigest, TEST_POLICY } from "@sourire/issuer";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  isAtLeast,
  minAssurance,
  passesChecks,
  reachedAssurance,
} from "../../src/policy/assurance.js";
import { isOverCap } from "../../src/policy/policy.js";

describe("caps", () => {
  it.each([
    [TEST_POLICY, "none", 3000, "EUR", false],
    [TEST_POLICY, "none", 3001, "EUR", true],
    [LIVE_POLICY, "none", 1, "EUR", true],
    [LIVE_POLICY, "low", 3000, "EUR", false],
    [LIVE_POLICY, "low", 3001, "EUR", true],
    [LIVE_POLICY, "substantial", 10_000, "EUR", false],
    [LIVE_POLICY, "substantial", 10_001, "EUR", true],
    [TEST_POLICY, "substantial", 1, "USD", true],
    [TEST_POLICY, "none", 1, "constructor", true],
    [TEST_POLICY, "none", Number.NaN, "EUR", true],
  ] as const)(
    "%# over: amount and currency against the cap",
    (policy, level, amount, currency, over) => {
      expect(isOverCap(policy, level, amount, currency)).toBe(over);
    },
  );
});

describe("policies", () => {
  it("are frozen and named by a digest that any change changes", async () => {
    expect(Object.isFrozen(TEST_POLICY) && Object.isFrozen(TEST_POLICY.capsMinor)).toBe(true);
    const digests = await Promise.all([
      policyDigest(TEST_POLICY),
      policyDigest(LIVE_POLICY),
      policyDigest({ ...TEST_POLICY, fpirBudget: 2e-3 }),
    ]);
    expect(new Set(digests).size).toBe(3);
    expect(digests[0]).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });
});

describe("assurance", () => {
  it("takes the lesser", () => {
    expect(minAssurance("low", "high")).toBe("low");
    expect(minAssurance("substantial", "none")).toBe("none");
    expect(isAtLeast("none", "low")).toBe(false);
    expect(isAtLeast("high", "low")).toBe(true);
  });

  it("counts a missing, failed or inapplicable check as not passed", () => {
    const check = "frame-integrity";
    expect(passesChecks([check], [{ check, status: "passed" }])).toBe(true);
    expect(passesChecks([check], [])).toBe(false);
    expect(passesChecks([check], [{ check, status: "not-applicable" }])).toBe(false);
    expect(passesChecks([check], [{ check, status: "failed" }])).toBe(false);
    const extra = { check: "texture", status: "failed" } as const;
    expect(passesChecks([check], [{ check, status: "passed" }, extra])).toBe(false);
  });
});

describe("what evidence is worth", () => {
  const depthSensing = { minMm: 300, maxMm: 1_000, noise: "stereo" } as const;
  const camera: EvidenceClaims["camera"] = {
    ...{ id: "rgbd", transport: "v4l2", infrared: true, simulated: false },
    ...{ depth: true, depthSensing, virtualCamera: { grade: "none", signs: [] } },
  };
  const checks = ["frame-integrity", "texture", "challenge", "depth-shape", "infrared"] as const;
  const liveness = checks.map((check) => ({ check, status: "passed" as const }));
  const ceiling = fc.constantFrom<Assurance>("none", "low", "substantial", "high");
  const evidence = fc.record({
    liveness: fc.constantFrom(...checks.keys()).map((n) => liveness.slice(0, n + 1)),
    camera: fc.record({
      ...Object.fromEntries(Object.entries(camera).map(([k, v]) => [k, fc.constant(v)])),
      infrared: fc.boolean(),
      simulated: fc.boolean(),
    }) as fc.Arbitrary<EvidenceClaims["camera"]>,
  });

  it("is substantial at most, however much is proven, registered and attested", () => {
    expect(reachedAssurance({ liveness, camera }, "high")).toBe("substantial");
    const attestation = { kind: "evidence", format: "sourire-camera+jwt", data: "AAAA" };
    const attested = { liveness, camera, attestation };
    expect(reachedAssurance(attested, "high")).toBe("substantial");
  });

  it("is never raised by an attestation or by what hints at a virtual camera", () => {
    const weak = { grade: "weak", signs: ["timing-perfect"] } as const;
    const strong = { grade: "strong-hint", signs: ["label-known"] } as const;
    fc.assert(
      fc.property(evidence, ceiling, (claims, most) => {
        const plain = reachedAssurance(claims, most);
        const withSigns = (seen: typeof weak | typeof strong) => {
          const virtualCamera = { ...seen, signs: [...seen.signs] };
          return reachedAssurance({ ...claims, camera: { ...claims.camera, virtualCamera } }, most);
        };
        const attestation = { kind: "evidence", format: "x", data: "AAAA" };
        const attested = { ...claims, attestation };
        expect(reachedAssurance(attested, most)).toBe(plain);
        expect(withSigns(weak)).toBe(plain);
        expect(withSigns(strong)).toBe(minAssurance(plain, "low"));
      }),
    );
  });
});
