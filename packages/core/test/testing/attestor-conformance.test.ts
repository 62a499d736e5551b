import { describe, expect, it } from "vitest";
import { type Attestor, createNoAttestor } from "../../src/capture/attestor.js";
import { createKeyAttestor } from "../../src/protocol/camera-attestation.js";
import { attestorConformance } from "../../src/testing/attestor-conformance.js";
import { newKey } from "../protocol/fixtures.js";

describe("createNoAttestor is an Attestor", () => {
  it.each(attestorConformance)("$name", ({ run }) => run(async () => createNoAttestor(), expect));
});

describe("createKeyAttestor is an Attestor", () => {
  const make = async () => createKeyAttestor({ key: await newKey() });
  it.each(attestorConformance)("$name", ({ run }) => run(make, expect));
});

describe("attestorConformance", () => {
  const answers = (data: () => string): Attestor => ({
    async attest({ signal }) {
      signal.throwIfAborted();
      return { kind: "evidence", format: "x", data: data() };
    },
  });
  let calls = 0;
  it.each<[string, Attestor, RegExp]>([
    ["answers the same for ever", answers(() => "AAAA"), /another nonce/],
    ["answers no base64url", answers(() => "a.b"), /evidence can carry/],
    ["answers too much", answers(() => "A".repeat(16_001)), /evidence can carry/],
    [
      "answers only the first call",
      { attest: async () => (calls++ === 0 ? { kind: "unattested" } : ({} as never)) },
      /two calls at once|another nonce/,
    ],
    ["does not mind an abort", { attest: async () => ({ kind: "unattested" }) }, /own reason/],
  ])("refuses one that %s", async (_, attestor, name) => {
    const failed: string[] = [];
    for (const { name: title, run } of attestorConformance) {
      await run(async () => attestor, expect).catch(() => failed.push(title));
    }
    expect(failed.join("\n")).toMatch(name);
  });
});
