import fc from "fast-check";
import type { CameraAttestationClaims } from "../../src/protocol/camera-claims.js";
import type {
  AuthorizationClaims,
  CommandClaims,
  EvidenceClaims,
  IntentClaims,
} from "../../src/protocol/claims.js";
import type { SigningKey } from "../../src/protocol/key-store.js";
import { encodeTemplate } from "../../src/protocol/template-codec.js";
import { createMemoryKeyStore } from "../../src/testing/memory-key-store.js";

/** Any UTF-16, lone surrogates too; fast-check's own unicode strings take a second to set up. */
export const anyText: fc.Arbitrary<string> = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
  .map((units) => String.fromCharCode(...units));

/** What follows is synthetic: claims, keys and vectors that the tests of the protocol share. */

export const ISSUER = "https://issuer.example/base";
export const TERMINAL = "term_1";
export const NOW_MS = Date.UTC(2026, 10, 23, 12);
export const NOW_S = NOW_MS / 1000;
export const PAYEE = { id: "payee_1", name: "Corner Bakery" };
const DIGEST = "d".repeat(43);

/** A synthetic unit vector, no face. */
export const syntheticEmbedding = (): Float32Array => {
  const vector = new Float32Array(128).fill(0);
  vector[0] = 0.6;
  vector[1] = 0.8;
  return vector;
};

export const intentExample: IntentClaims = {
  iss: ISSUER,
  aud: TERMINAL,
  jti: "intent_0123456789",
  iat: NOW_S,
  exp: NOW_S + 300,
  livemode: false,
  order: "order 7",
  amount: 450,
  currency: "EUR",
  payee: PAYEE,
  scope: "bakery",
  terminal: TERMINAL,
  nonce: "n".repeat(22),
  challengeSeed: "s".repeat(22),
  policy: {
    id: "test",
    digest: DIGEST,
    requiredChecks: ["frame-integrity"],
    minimumAssurance: "none",
  },
  hint: { kind: "none" },
};

export const evidenceExample: EvidenceClaims = {
  iss: TERMINAL,
  aud: ISSUER,
  jti: "evidence_01234567",
  iat: NOW_S,
  exp: NOW_S + 120,
  livemode: false,
  intentHash: DIGEST,
  attempt: 1,
  policyDigest: DIGEST,
  packDigest: "a".repeat(64),
  space: "synthetic/128",
  template: encodeTemplate(syntheticEmbedding()),
  liveness: [
    { check: "frame-integrity", status: "passed" },
    { check: "texture", status: "not-applicable", reason: "no model" },
  ],
  quality: { status: "passed" },
  camera: {
    id: "simulated:x",
    transport: "program",
    depth: false,
    infrared: false,
    simulated: true,
    virtualCamera: { grade: "none", signs: [] },
  },
  captured: { firstMs: NOW_MS - 1000, lastMs: NOW_MS },
  frameDigests: [DIGEST, "e".repeat(43)],
  attestation: { kind: "unattested" },
};

/** The same from a terminal whose camera measures depth, looks odd and attests. */
export const attestedEvidenceExample: EvidenceClaims = {
  ...evidenceExample,
  camera: {
    ...evidenceExample.camera,
    depth: true,
    depthSensing: { minMm: 300, maxMm: 1_500, noise: "structured-light" },
    virtualCamera: { grade: "weak", signs: ["timing-perfect"] },
  },
  attestation: { kind: "evidence", format: "sourire-camera+jwt", data: "A".repeat(40) },
};

const { virtualCamera: _, ...identityExample } = attestedEvidenceExample.camera;
export const cameraAttestationExample: CameraAttestationClaims = {
  nonce: "n".repeat(22),
  camera: identityExample,
  iat: NOW_S,
  exp: NOW_S + 120,
};

export const commandExample: CommandClaims = {
  iss: TERMINAL,
  aud: ISSUER,
  jti: "command_012345678",
  iat: NOW_S,
  exp: NOW_S + 120,
  livemode: false,
  action: "confirm",
  intentHash: DIGEST,
  evidenceHash: "e".repeat(43),
  candidate: "candidate_0123456",
  displayed: { amount: 450, currency: "EUR", payee: PAYEE },
};

export const authorizationExample: AuthorizationClaims = {
  iss: ISSUER,
  aud: TERMINAL,
  jti: "authorization_012",
  iat: NOW_S,
  livemode: false,
  status: "approved",
  intent: intentExample.jti,
  intentHash: DIGEST,
  order: "order 7",
  amount: 450,
  currency: "EUR",
  payee: PAYEE,
  terminal: TERMINAL,
  processorReference: "sim_1",
  payer: "A•• M••",
  assurance: "none",
  liveness: [{ check: "frame-integrity", status: "passed" }],
  packDigest: "a".repeat(64),
  policyDigest: DIGEST,
};

/** A signing key that no other test knows. */
export const newKey = (name = "a"): Promise<SigningKey> => createMemoryKeyStore().signingKey(name);

/** Text as base64url of its UTF-8. */
export const encodeText = (text: string): string => Buffer.from(text, "utf8").toString("base64url");
/** A value as base64url of its JSON. */
export const encodeJson = (value: unknown): string => encodeText(JSON.stringify(value));
/** One part of a compact token, parsed. */
export const decodePart = (token: string, index: number): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split(".")[index] ?? "", "base64url").toString("utf8"));
/** The token with one of its parts replaced. */
export const withPart = (token: string, index: number, part: string): string =>
  token
    .split(".")
    .map((old, i) => (i === index ? part : old))
    .join(".");

/** Signs any header over any payload text with a key: what a forger with a key could make. */
export async function forge(
  header: Record<string, unknown>,
  payload: string,
  key: SigningKey,
): Promise<string> {
  const input = `${encodeJson(header)}.${encodeText(payload)}`;
  const signature = await key.sign(new TextEncoder().encode(input));
  return `${input}.${Buffer.from(signature).toString("base64url")}`;
}

/** The code of the SourireError that the work ends with; anything else fails the test. */
export async function codeOf(work: Promise<unknown> | (() => unknown)): Promise<string> {
  try {
    await (typeof work === "function" ? work() : work);
  } catch (error) {
    if (error instanceof Error && error.name === "SourireError" && "code" in error) {
      return String(error.code);
    }
    throw error;
  }
  return "accepted";
}
