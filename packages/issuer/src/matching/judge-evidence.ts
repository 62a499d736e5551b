import {
  type Assurance,
  decodeTemplate,
  type Embedding,
  type EvidenceClaims,
  SourireError,
  toEmbedding,
  VERIFY_DEFAULTS,
} from "@sourire/core";
import { isAtLeast, passesChecks, reachedAssurance } from "../policy/assurance.js";
import type { Services } from "../services.js";
import type { IntentRecord, TerminalRecord } from "../store/records.js";
import type { AcceptedPack } from "./accepted-pack.js";

/** What evidence is worth before anybody is looked for. */
export interface JudgedEvidence {
  /** The pack that made the template. */
  readonly pack: AcceptedPack;
  /** The template. */
  readonly probe: Embedding;
  /** Reached. */
  readonly assurance: Assurance;
  /** Why nobody is looked for. */
  readonly refusal?: "liveness" | "assurance";
}

/**
 * Checks evidence, whose signature holds, against intent, registration and policy.
 * @throws {SourireError} `INTENT_MISMATCH`, `POLICY_MISMATCH`, `CAMERA_NOT_ACCEPTED`,
 *   `PACK_NOT_ACCEPTED`, `TEMPLATE_SPACE_MISMATCH`, `TOKEN_CLAIM_INVALID`
 */
export function judgeEvidence(
  services: Services,
  terminal: TerminalRecord,
  intent: IntentRecord,
  claims: EvidenceClaims,
): JudgedEvidence {
  const { policy, policyDigest } = services;
  // This version asks for no second attempt, so there is none to answer.
  if (claims.attempt !== 1) throw new SourireError("TOKEN_CLAIM_INVALID", "claim attempt");
  if (claims.policyDigest !== intent.policyDigest || intent.policyDigest !== policyDigest) {
    throw new SourireError("POLICY_MISMATCH", "the evidence follows another policy");
  }
  if (claims.camera.simulated !== terminal.cameraSimulated) {
    throw new SourireError("CAMERA_NOT_ACCEPTED", "the camera is not of the kind registered");
  }
  assertFresh(intent, claims);
  const pack = acceptedPack(services, claims);
  const probe = toEmbedding(decodeTemplate(claims.template, pack.dimensions), pack.space);
  const assurance = reachedAssurance(claims, terminal.assuranceCeiling);
  if (!passesChecks(policy.requiredChecks, claims.liveness)) {
    return { pack, probe, assurance, refusal: "liveness" };
  }
  if (!isAtLeast(assurance, policy.minimumAssurance)) {
    return { pack, probe, assurance, refusal: "assurance" };
  }
  return { pack, probe, assurance };
}

/** The pack by its digest; the space must be that pack's. */
export function acceptedPack(
  services: Services,
  claims: { readonly packDigest: string; readonly space: string },
): AcceptedPack {
  const pack = services.packs.get(claims.packDigest);
  if (!pack) throw new SourireError("PACK_NOT_ACCEPTED", "the model pack is not accepted here");
  if (pack.space !== claims.space) {
    throw new SourireError("TEMPLATE_SPACE_MISMATCH", "the space is not the pack's");
  }
  return pack;
}

/** Frames from before the intent, or from after the signature, were not taken for this payment. */
function assertFresh(intent: IntentRecord, { captured, iat }: EvidenceClaims): void {
  const toleranceMs = VERIFY_DEFAULTS.clockToleranceS * 1000;
  const tooEarly = captured.firstMs < intent.issuedAtS * 1000 - toleranceMs;
  const tooLate = captured.lastMs > (iat + 1) * 1000 + toleranceMs;
  if (tooEarly || tooLate || captured.firstMs > captured.lastMs) {
    throw new SourireError("TOKEN_CLAIM_INVALID", "claim captured");
  }
}
