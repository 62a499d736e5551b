import { beforeAll, describe, expect, it } from "vitest";
import type { Attestation } from "../../src/capture/attestor.js";
import type { CameraIdentity } from "../../src/capture/camera-identity.js";
import { base64url } from "../../src/kernel/bytes.js";
import {
  createKeyAttestor,
  type ExpectedAttestation,
  verifyCameraAttestation,
} from "../../src/protocol/camera-attestation.js";
import type { SigningKey } from "../../src/protocol/key-store.js";
import { signToken } from "../../src/protocol/sign.js";
import { TOKEN_TYPES, type TokenType } from "../../src/protocol/token-type.js";
import { createFixedClock } from "../../src/testing/fixed-clock.js";
import {
  attestedEvidenceExample,
  cameraAttestationExample,
  codeOf,
  decodePart,
  NOW_MS,
  newKey,
} from "./fixtures.js";
import { mutationsOf } from "./mutations.js";

const { nonce, camera } = cameraAttestationExample;
const { signal } = new AbortController();
let key: SigningKey;
let expected: ExpectedAttestation;
let attested: Attestation;

beforeAll(async () => {
  key = await newKey();
  expected = { key: key.publicJwk, nonce, camera, nowMs: NOW_MS };
  attested = await attest();
});

const attest = (change: { nonce?: string; camera?: CameraIdentity; key?: SigningKey } = {}) =>
  createKeyAttestor({ key: change.key ?? key, clock: createFixedClock(NOW_MS) }).attest({
    nonce,
    camera,
    ...change,
    signal,
  });
const packed = async (claims: object, by = key, type: TokenType = TOKEN_TYPES.cameraAttestation) =>
  wrap(await signToken(type, claims, by));
const wrap = (token: string): Attestation => ({
  kind: "evidence",
  format: "sourire-camera+jwt",
  data: base64url.encode(new TextEncoder().encode(token)),
});
const verdict = (attestation: Attestation, change: Partial<ExpectedAttestation> = {}) =>
  codeOf(verifyCameraAttestation(attestation, { ...expected, ...change }));

describe("createKeyAttestor", () => {
  it("signs nonce, camera and time, for 120 s, and nothing else", async () => {
    if (attested.kind !== "evidence") throw new Error(attested.kind);
    expect(attested.format).toBe("sourire-camera+jwt");
    const token = new TextDecoder().decode(base64url.decode(attested.data));
    const header = { alg: "ES256", typ: "sourire-camera+jwt", kid: key.kid };
    expect(decodePart(token, 0)).toEqual(header);
    expect(decodePart(token, 1)).toEqual(cameraAttestationExample);
  });

  it("is verified with the registered key", async () => {
    expect(await verifyCameraAttestation(attested, expected)).toEqual(cameraAttestationExample);
  });

  it("leaves out what evidence says beyond the identity", async () => {
    const more = attestedEvidenceExample.camera;
    expect(await verdict(await attest({ camera: more }), { camera: more })).toBe("accepted");
  });

  it("says ATTESTATION_FAILED when its key cannot sign", async () => {
    const broken: SigningKey = {
      ...key,
      sign: () => Promise.reject(new Error("the module is locked")),
    };
    expect(await codeOf(attest({ key: broken }))).toBe("ATTESTATION_FAILED");
    const der: SigningKey = { ...key, sign: async () => new Uint8Array(71) };
    expect(await codeOf(attest({ key: der }))).toBe("ATTESTATION_FAILED");
  });

  it("lets go of a key that never answers when the till cancels, and leaves no listener", async () => {
    const stop = new AbortController();
    const silent: SigningKey = { ...key, sign: () => new Promise(() => {}) };
    const asked = createKeyAttestor({ key: silent }).attest({ nonce, camera, signal: stop.signal });
    stop.abort("till");
    await expect(asked).rejects.toBe("till");
  });

  it.each([
    { nonce: "short" },
    { nonce: "with a space in it, and long enough" },
    { camera: { ...camera, id: "a\nb" } },
    { camera: { ...camera, depth: false } },
  ])("refuses misuse: %j", async (change) => {
    await expect(attest(change)).rejects.toThrow(RangeError);
  });
});

describe("verifyCameraAttestation", () => {
  it("refuses another payment, camera, key or time", async () => {
    expect(await verdict(attested, { nonce: "m".repeat(22) })).toBe("ATTESTATION_FAILED");
    const elsewhere = { ...camera, id: "v4l2:/dev/video9" };
    expect(await verdict(attested, { camera: elsewhere })).toBe("ATTESTATION_FAILED");
    const better = {
      ...camera,
      depthSensing: { minMm: 100, maxMm: 9_000, noise: "stereo" },
    } as const;
    expect(await verdict(attested, { camera: better })).toBe("ATTESTATION_FAILED");
    const stranger = await newKey();
    expect(await verdict(attested, { key: stranger.publicJwk })).toBe("ATTESTATION_FAILED");
    expect(await verdict(attested, { nowMs: NOW_MS + 126_000 })).toBe("ATTESTATION_FAILED");
    expect(await verdict(attested, { nowMs: NOW_MS - 6_000 })).toBe("ATTESTATION_FAILED");
  });

  it("refuses what is none", async () => {
    expect(await verdict({ kind: "unattested" })).toBe("ATTESTATION_FAILED");
    const other = { ...attested, format: "tpm-quote" } as Attestation;
    expect(await verdict(other)).toBe("ATTESTATION_FAILED");
    for (const token of ["", "a.b.c", "é", "\0"]) {
      expect(await verdict(wrap(token))).toBe("ATTESTATION_FAILED");
    }
    expect(await verdict({ ...attested, data: "=" } as Attestation)).toBe("ATTESTATION_FAILED");
  });

  it("refuses a token of another type by the same key, and one under that key's name", async () => {
    const evidence = await packed(cameraAttestationExample, key, TOKEN_TYPES.evidence);
    expect(await verdict(evidence)).toBe("ATTESTATION_FAILED");
    const disguised = { ...(await newKey()), kid: key.kid };
    expect(await verdict(await packed(cameraAttestationExample, disguised))).toBe(
      "ATTESTATION_FAILED",
    );
  });

  it.each(mutationsOf(cameraAttestationExample))("refuses $name, though signed", async (change) => {
    // a second later or earlier is still the same word
    const harmless = /^(iat: one more|exp: .*)$/.test(change.name);
    const said = await verdict(await packed(change.claims));
    if (harmless && said === "accepted") return;
    expect(said).toBe("ATTESTATION_FAILED");
  });
});
