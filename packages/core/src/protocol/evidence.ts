import { base64url } from "../kernel/bytes.js";
import type { SecretEmbedding } from "../kernel/embedding.js";
import type { Random } from "../kernel/random.js";
import { type EvidenceClaims, evidenceClaims } from "./claims.js";
import { tokenDigest } from "./digest.js";
import type { Intent } from "./intent.js";
import type { SigningKey } from "./key-store.js";
import { signToken } from "./sign.js";
import { encodeTemplate } from "./template-codec.js";
import { TOKEN_LIFE_S, TOKEN_TYPES } from "./token-type.js";
import { parseClaims } from "./verify.js";

/** What a terminal saw and proved; the client adds what binds it to the intent. */
export interface EvidenceBody {
  /** Counts from one. @defaultValue 1 */
  readonly attempt?: number;
  /** SHA-256 of the pack's manifest, hex. */
  readonly packDigest: string;
  /** Which network made the embedding. */
  readonly space: string;
  /** The payer's face, L2-normalised, shape `[d]`. */
  readonly embedding: SecretEmbedding | Float32Array;
  /** Every check that ran, each once. */
  readonly liveness: EvidenceClaims["liveness"];
  /** What the camera states about itself, and what hints that it is none. */
  readonly camera: EvidenceClaims["camera"];
  /** What the device says of itself. @defaultValue unattested */
  readonly attestation?: EvidenceClaims["attestation"];
  /** When the first and the last frame were taken, ms since the epoch. */
  readonly captured: EvidenceClaims["captured"];
  /** SHA-256 over each frame used, base64url, in order. */
  readonly frameDigests: EvidenceClaims["frameDigests"];
}

/** Evidence, signed and not yet sealed. */
export interface SignedEvidence {
  /** The compact JWS. */
  readonly token: string;
  /** SHA-256 of it, base64url: what a confirm command names. */
  readonly hash: string;
}

/**
 * Signs evidence for one intent. The embedding is copied into the token: dispose of it afterwards.
 * @throws {SourireError} `TOKEN_CLAIM_INVALID` when the body does not follow the schema
 */
export async function signEvidence(
  intent: Intent,
  body: EvidenceBody,
  options: { readonly key: SigningKey; readonly nowMs: number; readonly random: Random },
): Promise<SignedEvidence> {
  const { key, nowMs, random } = options;
  const { embedding, attempt = 1, attestation = { kind: "unattested" }, ...seen } = body;
  const iat = Math.floor(nowMs / 1000);
  const claims: EvidenceClaims = {
    ...seen,
    attempt,
    template: encodeTemplate(embedding),
    iss: intent.claims.terminal,
    aud: intent.claims.iss,
    jti: base64url.encode(random.bytes(16)),
    iat,
    exp: iat + TOKEN_LIFE_S.evidence,
    livemode: intent.claims.livemode,
    intentHash: intent.hash,
    policyDigest: intent.claims.policy.digest,
    quality: { status: "passed" },
    attestation,
  };
  const token = await signToken(TOKEN_TYPES.evidence, parseClaims(evidenceClaims, claims), key);
  return { token, hash: await tokenDigest(token) };
}
