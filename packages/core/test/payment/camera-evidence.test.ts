import {
  type Attestor,
  createKeyAttestor,
  type Log,
  type PaymentParts,
  parseMoney,
  runPayment,
  SourireError,
  silentLog,
  verifyCameraAttestation,
} from "@sourire/core";
import { describe, expect, it } from "vitest";
import { newKey } from "../protocol/fixtures.js";
import { type Script, scripted } from "./scripted-parts.js";

const REQUEST = { money: parseMoney("4.50", "EUR"), order: "1234" };
const { signal } = new AbortController();

/** Pays, and answers what the evidence said. */
async function pay(script: Script = {}, more: Partial<PaymentParts> = {}) {
  const { parts, evidence } = scripted(script);
  const outcome = await runPayment({ ...parts, ...more }, REQUEST, { signal });
  const sent = evidence();
  if (!sent) throw new Error(outcome.status);
  return { outcome, sent };
}

const failing = (cause: unknown): Attestor => ({ attest: () => Promise.reject(cause) });

describe("the evidence of a payment", () => {
  it("says what the camera is, that nothing hints at a program, and that nobody attests", async () => {
    const { sent } = await pay({ label: "Anna's iPhone" });
    expect(sent.camera).toEqual({
      id: "simulated:scripted",
      transport: "program",
      depth: false,
      infrared: false,
      simulated: true,
      virtualCamera: { grade: "none", signs: [] },
    });
    expect(sent.attestation).toEqual({ kind: "unattested" });
    expect(JSON.stringify(sent.camera)).not.toContain("Anna");
  });

  it("grades the label, what the adapter saw and the timing, and sends no label", async () => {
    const known = await pay({ label: "OBS Virtual Camera" });
    expect(known.sent.camera.virtualCamera).toEqual({
      grade: "strong-hint",
      signs: ["label-known"],
    });
    expect(JSON.stringify(known.sent.camera)).not.toContain("OBS");
    const odd = await pay({}, { cameraSigns: ["size-unusual"] });
    expect(odd.sent.camera.virtualCamera).toEqual({ grade: "weak", signs: ["size-unusual"] });
  });

  it("watches the times of every frame that was read", async () => {
    // 40 frames without a face, at times as a counter makes them, then the payer
    const script: Script = { observe: (n) => (n < 40 ? "no-face" : "usable") };
    const { parts } = scripted(script);
    const { camera } = parts;
    const counted: PaymentParts["camera"] = {
      ...camera,
      async *frames(options) {
        for await (const frame of camera.frames(options)) {
          // what frame-integrity looks at is a little uneven: this is about the watch alone
          const late = frame.sequence % 2 === 0 ? 0.004 : 0;
          yield { ...frame, capturedAtMs: 1 / 3 + frame.sequence * 33.37 + late };
        }
      },
    };
    const { sent } = await pay(script, { camera: counted });
    expect(sent.camera.virtualCamera.signs).toEqual(["timing-perfect"]);
    expect((await pay(script)).sent.camera.virtualCamera.signs).toEqual([]);
  });

  it("carries an attestation for this payment's nonce and this camera", async () => {
    const key = await newKey();
    const { sent } = await pay({}, { attestor: createKeyAttestor({ key }) });
    const { camera, attestation } = sent;
    if (!attestation) throw new Error("no attestation");
    const nowMs = Date.now();
    const expected = { key: key.publicJwk, nonce: "n".repeat(22), camera, nowMs };
    expect((await verifyCameraAttestation(attestation, expected)).nonce).toBe(expected.nonce);
  });

  it("is unattested when the attestor fails, and the log says so without its reason", async () => {
    const told: unknown[] = [];
    const log: Log = { ...silentLog, warn: (...words) => void told.push(words) };
    const attestor = failing(new SourireError("ATTESTATION_FAILED", "the module is locked"));
    const { outcome, sent } = await pay({}, { attestor, log });
    expect(outcome.status).toBe("approved");
    expect(sent.attestation).toEqual({ kind: "unattested" });
    const fields = { intent: "intent-0123456789", code: "ATTESTATION_FAILED" };
    expect(told).toEqual([["payment.not-attested", fields]]);
  });

  it("is not sent when the attestor throws anything else", async () => {
    await expect(pay({}, { attestor: failing(new RangeError("misuse")) })).rejects.toThrow(
      "misuse",
    );
  });
});
